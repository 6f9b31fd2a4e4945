import type { TicketUpdate } from '../federation/update.js';
import { parseGlobalId } from '../ticket/ids.js';
import type { Ticket as TicketData } from '../ticket/ticket.js';
import { isPublic, requiresScope } from './access.js';
import { builder } from './builder.js';
import { Ticket } from './ticket.js';
import {
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  toUpstreamError,
  UnsupportedError,
  UpstreamError,
  ValidationError,
  type ConflictErrorSource,
  type ForbiddenErrorSource,
  type NotFoundErrorSource,
  type RateLimitedErrorSource,
  type UnsupportedErrorSource,
  type UpstreamErrorSource,
  type ValidationErrorSource,
} from './user-error.js';
import { CATEGORY_FIELDS, type FieldIssue, type TicketChanges } from '../provider/writes.js';

interface UpdateTicketPayloadSource {
  readonly type: 'UpdateTicketPayload';
  readonly ticket: TicketData;
}

type UpdateTicketResultSource =
  | UpdateTicketPayloadSource
  | ValidationErrorSource
  | NotFoundErrorSource
  | ForbiddenErrorSource
  | ConflictErrorSource
  | UnsupportedErrorSource
  | RateLimitedErrorSource
  | UpstreamErrorSource;

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

const REQUIRED_SCOPES = ['support:write', 'support:read'] as const;

builder.mutationField('updateTicket', (t) =>
  t.field({
    ...requiresScope(...REQUIRED_SCOPES),
    type: UpdateTicketResult,
    description:
      'Changes a ticket in its backend. Answers show the ticket, so it needs support:read too; a token without both gets a ForbiddenError.',
    args: {
      input: t.arg({ type: UpdateTicketInput, required: true, description: 'Which ticket, and what to write.' }),
    },
    unauthorizedResolver: (): ForbiddenErrorSource => ({
      type: 'ForbiddenError',
      message: `Changing a ticket needs a token with ${REQUIRED_SCOPES.join(' and ')}.`,
      requiredScopes: REQUIRED_SCOPES,
    }),
    resolve: async (_root, { input }, { session }): Promise<UpdateTicketResultSource> => {
      const ref = parseGlobalId(input.id);
      if (ref?.type !== 'Ticket') return invalid([{ path: ['id'], message: 'This is not the id of a ticket.' }]);
      const changes = toChanges(input);
      if (Object.keys(changes).length === 0) return invalid([{ path: [], message: NOTHING_TO_CHANGE }]);
      return toResult(await session.updateTicket({ ref, changes, expectedVersion: input.expectedVersion ?? null }));
    },
  }),
);

const NOTHING_TO_CHANGE = `Give at least one of ${CATEGORY_FIELDS.join(', ')}.`;

function toChanges(input: typeof UpdateTicketInput.$inferInput): TicketChanges {
  const given = CATEGORY_FIELDS.filter((field) => input[field] !== undefined);
  return Object.fromEntries(given.map((field) => [field, input[field] ?? null]));
}

function toResult(update: TicketUpdate): UpdateTicketResultSource {
  switch (update.outcome) {
    case 'UPDATED':
      return { type: 'UpdateTicketPayload', ticket: update.ticket };
    case 'CONFLICT':
      return { type: 'ConflictError', message: 'The ticket has changed in the meantime.', current: update.current };
    case 'NOT_FOUND':
      return { type: 'NotFoundError', message: 'There is no such ticket.' };
    case 'INVALID':
      return invalid(update.issues);
    case 'UNSUPPORTED':
      return {
        ...update,
        type: 'UnsupportedError',
        message: `${update.backend.displayName} cannot write these fields.`,
      };
    case 'FAILED':
      return toUpstreamError(update.backend, update.error);
  }
}

function invalid(issues: readonly FieldIssue[]): ValidationErrorSource {
  return { type: 'ValidationError', message: 'The input cannot be taken as it is.', issues };
}
