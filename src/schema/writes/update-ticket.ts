import type { TicketUpdate } from '../../federation/writes/update.js';
import { UPDATABLE_FIELDS } from '../../provider/writes.js';
import { parseGlobalId } from '../../ticket/ids.js';
import type { Ticket as TicketData } from '../../ticket/ticket.js';
import { isPublic, requiresScope } from '../access.js';
import { builder } from '../builder.js';
import { TicketPriority, TicketStatus } from '../ticket-enums.js';
import { Ticket } from '../ticket.js';
import {
  forbidden,
  invalid,
  addWriteTo,
  NOT_FOUND,
  WRITE_POINTS,
  toRefusalSource,
  WRITING_SCOPES,
  type RefusalSource,
} from './result.js';
import { findUnprintable } from './plain-text.js';
import { SirportlyTicketInput, toChanges } from './ticket-input.js';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  UnsupportedError,
  UpstreamError,
  ValidationError,
  type ConflictErrorSource,
  type NotFoundErrorSource,
} from './user-error.js';

interface UpdateTicketPayloadSource {
  readonly type: 'UpdateTicketPayload';
  readonly ticket: TicketData;
}

type UpdateTicketResultSource = UpdateTicketPayloadSource | ConflictErrorSource | NotFoundErrorSource | RefusalSource;

const UpdateTicketInput = builder.inputType('UpdateTicketInput', {
  description: 'What to write. Omitted: unchanged. null: cleared.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Id of the ticket.' }),
    expectedVersion: t.string({
      description: 'Write only while this is the ticket’s version; otherwise the answer is a ConflictError.',
    }),
    humanVerifiedCategory: t.string({ description: 'Category that a person chose, by value.' }),
    humanVerifiedSubcategory: t.string({ description: 'Subcategory that a person chose, by value.' }),
    aiGeneratedCategory: t.string({ description: 'Category that a program proposes, by value.' }),
    aiGeneratedSubcategory: t.string({ description: 'Subcategory that a program proposes, by value.' }),
    status: t.field({ type: TicketStatus, description: 'Status in the terms that every backend shares.' }),
    statusName: t.string({ description: "Status in the backend's own words." }),
    priority: t.field({ type: TicketPriority, description: 'Priority in the terms that every backend shares.' }),
    priorityName: t.string({ description: "Priority in the backend's own words." }),
    subject: t.string({ description: 'What it is about.' }),
    tags: t.stringList({ description: 'All tags: replaces the set.' }),
    customFields: t.field({
      type: 'JSON',
      description: 'Names and values to write; names left out stay as they are, null clears one.',
    }),
    sirportly: t.field({ type: SirportlyTicketInput, description: 'What only Sirportly has.' }),
  }),
});

const UpdateTicketPayload = builder.objectRef<UpdateTicketPayloadSource>('UpdateTicketPayload').implement({
  ...isPublic,
  description: 'The ticket was written.',
  fields: (t) => ({ ticket: t.expose('ticket', { type: Ticket, description: 'The ticket as it is now.' }) }),
});

const UpdateTicketResult = builder.unionType('UpdateTicketResult', {
  description: 'What may come of updateTicket.',
  types: [
    UpdateTicketPayload,
    ValidationError,
    NotFoundError,
    ForbiddenError,
    ConflictError,
    UnsupportedError,
    RateLimitedError,
    UpstreamError,
  ],
  resolveType: ({ type }) => type,
});

builder.mutationField('updateTicket', (t) =>
  t.field({
    ...requiresScope(...WRITING_SCOPES),
    type: UpdateTicketResult,
    description:
      'Changes a ticket in its backend. Answers show the ticket, so it needs support:read too; a token without both gets a ForbiddenError.',
    args: {
      input: t.arg({ type: UpdateTicketInput, required: true, description: 'Which ticket, and what to write.' }),
    },
    complexity: WRITE_POINTS,
    asks: ({ input }, { estimate }) => addWriteTo(input.id, estimate),
    unauthorizedResolver: () => forbidden('Changing a ticket', WRITING_SCOPES),
    resolve: async (_root, { input }, { session }): Promise<UpdateTicketResultSource> => {
      const ref = parseGlobalId(input.id);
      if (ref?.type !== 'Ticket') return invalid([{ path: ['id'], message: 'is not the id of a ticket' }]);
      const changes = toChanges(input);
      const issues = [...('issues' in changes ? changes.issues : []), ...findUnprintable(input)];
      if (issues.length > 0 || !('value' in changes)) return invalid(issues);
      if (Object.keys(changes.value).length === 0) return invalid([{ path: [], message: NOTHING_TO_CHANGE }]);
      const request = { ref, changes: changes.value, expectedVersion: input.expectedVersion ?? null };
      return toResult(await session.updateTicket(request));
    },
  }),
);

const NOTHING_TO_CHANGE = `Give at least one of ${UPDATABLE_FIELDS.join(', ')}.`;

function toResult(update: TicketUpdate): UpdateTicketResultSource {
  switch (update.outcome) {
    case 'UPDATED':
      return { type: 'UpdateTicketPayload', ticket: update.ticket };
    case 'CONFLICT':
      return { type: 'ConflictError', message: 'The ticket has changed in the meantime.', current: update.current };
    case 'NOT_FOUND':
      return NOT_FOUND;
    default:
      return toRefusalSource(update);
  }
}
