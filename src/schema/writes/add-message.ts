import type { MessageOfTicket } from '../../federation/reads.js';
import type { MessageAddition } from '../../federation/writes/add-message.js';
import { parseGlobalId } from '../../ticket/ids.js';
import { isPublic, requiresScope } from '../access.js';
import { builder } from '../builder.js';
import { MessageType, MessageVisibility } from '../message-enums.js';
import { Message } from '../message.js';
import { Ticket } from '../ticket.js';
import {
  addWriteTo,
  findIssues,
  forbidden,
  invalid,
  NOT_FOUND,
  toFingerprint,
  toRefusalSource,
  WRITE_POINTS,
  WRITING_SCOPES,
  type RefusalSource,
} from './result.js';
import { findUnprintable } from './plain-text.js';
import {
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  UnsupportedError,
  UpstreamError,
  ValidationError,
  type NotFoundErrorSource,
} from './user-error.js';

interface AddMessagePayloadSource extends MessageOfTicket {
  readonly type: 'AddMessagePayload';
}

type AddMessageResultSource = AddMessagePayloadSource | NotFoundErrorSource | RefusalSource;

const AddMessageInput = builder.inputType('AddMessageInput', {
  description: 'A message to add to a ticket.',
  fields: (t) => ({
    ticket: t.id({ required: true, description: 'Id of the ticket.' }),
    idempotencyKey: t.string({
      required: true,
      description:
        'The same key again returns the first answer instead of a second message, for 24 hours. Up to 128 characters.',
    }),
    text: t.string({ required: true, description: 'What to say, up to 65536 characters.' }),
    visibility: t.field({
      type: MessageVisibility,
      required: true,
      defaultValue: 'PUBLIC',
      description: 'INTERNAL takes access to all areas or the scope support:internal.',
    }),
    type: t.field({
      type: MessageType,
      description:
        'Who speaks. Left out: staff with access to all areas or in an internal note, otherwise the customer. Speaking as staff takes what an internal note takes.',
    }),
  }),
});

const AddMessagePayload = builder.objectRef<AddMessagePayloadSource>('AddMessagePayload').implement({
  ...isPublic,
  description:
    'The message was added, now or by an earlier request with the same key. Its field `message` is of another type than that of UserError: ask for one of them under an alias.',
  fields: (t) => ({
    message: t.field({ type: Message, description: 'The message.', resolve: (payload) => payload }),
    ticket: t.expose('ticket', { type: Ticket, description: 'The ticket as it is now.' }),
  }),
});

const AddMessageResult = builder.unionType('AddMessageResult', {
  description: 'What may come of addMessage.',
  types: [
    AddMessagePayload,
    ValidationError,
    NotFoundError,
    ForbiddenError,
    UnsupportedError,
    RateLimitedError,
    UpstreamError,
  ],
  resolveType: ({ type }) => type,
});

builder.mutationField('addMessage', (t) =>
  t.field({
    ...requiresScope(...WRITING_SCOPES),
    type: AddMessageResult,
    description: 'Adds a message to a ticket. A token without support:write and support:read gets a ForbiddenError.',
    args: { input: t.arg({ type: AddMessageInput, required: true, description: 'The message.' }) },
    complexity: WRITE_POINTS,
    asks: ({ input }, { estimate }) => addWriteTo(input.ticket, estimate),
    unauthorizedResolver: () => forbidden('Adding a message', WRITING_SCOPES),
    resolve: async (_root, { input }, { session }): Promise<AddMessageResultSource> => {
      const ref = parseGlobalId(input.ticket);
      const notATicket = { path: ['ticket'], message: 'is not the id of a ticket' };
      const isTicket = ref?.type === 'Ticket';
      const issues = [...findIssues(input), ...findUnprintable(input), ...(isTicket ? [] : [notATicket])];
      if (issues.length > 0 || ref?.type !== 'Ticket') return invalid(issues);
      const { idempotencyKey, text, visibility, type = null } = input;
      const request = { ref, idempotencyKey, text, visibility, type, fingerprint: toFingerprint(input) };
      return toResult(await session.addMessage(request));
    },
  }),
);

function toResult(addition: MessageAddition): AddMessageResultSource {
  switch (addition.outcome) {
    case 'ADDED':
      return { type: 'AddMessagePayload', message: addition.message, ticket: addition.ticket };
    case 'NOT_FOUND':
      return NOT_FOUND;
    default:
      return toRefusalSource(addition);
  }
}
