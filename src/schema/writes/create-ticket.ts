import type { TicketCreation } from '../../federation/writes/create.js';
import type { FieldIssue } from '../../provider/writes.js';
import { parseGlobalId } from '../../ticket/ids.js';
import type { Ticket as TicketData } from '../../ticket/ticket.js';
import { isPublic, requiresScope } from '../access.js';
import { builder } from '../builder.js';
import { isGiven } from '../given.js';
import { TicketPriority } from '../ticket-enums.js';
import { Ticket } from '../ticket.js';
import {
  findIssues,
  forbidden,
  invalid,
  toFingerprint,
  toRefusalSource,
  WRITE_POINTS,
  WRITING_SCOPES,
  type RefusalSource,
} from './result.js';
import { findUnprintable } from './plain-text.js';
import { MoovTicketInput, SirportlyTicketInput, toNewTicketFields } from './ticket-input.js';
import { ForbiddenError, RateLimitedError, UnsupportedError, UpstreamError, ValidationError } from './user-error.js';

interface CreateTicketPayloadSource {
  readonly type: 'CreateTicketPayload';
  readonly ticket: TicketData;
}

type CreateTicketResultSource = CreateTicketPayloadSource | RefusalSource;

const CreateTicketInput = builder.inputType('CreateTicketInput', {
  description: 'A new ticket with its first message.',
  fields: (t) => ({
    backend: t.string({ required: true, description: 'Key of the backend to open it in.' }),
    idempotencyKey: t.string({
      required: true,
      description:
        'The same key again returns the first answer instead of a second ticket, for 24 hours. Up to 128 characters.',
    }),
    subject: t.string({ required: true, description: 'What it is about.' }),
    text: t.string({ required: true, description: 'The first message, up to 65536 characters.' }),
    requesterName: t.string({ description: 'Who asks.' }),
    requesterEmail: t.string({
      description: "Where answers go. Without access to all areas only a verified address of the ticket's user.",
    }),
    user: t.id({
      description: 'Whose ticket it is. Left out: the caller’s own, or nobody’s with access to all areas.',
    }),
    priority: t.field({ type: TicketPriority, description: 'How urgent it is.' }),
    tags: t.stringList({ description: 'Tags.' }),
    customFields: t.field({ type: 'JSON', description: "Names and values of the backend's own fields." }),
    externalTicketId: t.string({ description: 'Id of the same matter in another system.' }),
    sirportly: t.field({ type: SirportlyTicketInput, description: 'What only Sirportly has.' }),
    moov: t.field({ type: MoovTicketInput, description: 'What only Moov has.' }),
  }),
});

const CreateTicketPayload = builder.objectRef<CreateTicketPayloadSource>('CreateTicketPayload').implement({
  ...isPublic,
  description: 'The ticket was opened, now or by an earlier request with the same key.',
  fields: (t) => ({ ticket: t.expose('ticket', { type: Ticket, description: 'The ticket as it is now.' }) }),
});

const CreateTicketResult = builder.unionType('CreateTicketResult', {
  description: 'What may come of createTicket.',
  types: [CreateTicketPayload, ValidationError, ForbiddenError, UnsupportedError, RateLimitedError, UpstreamError],
  resolveType: ({ type }) => type,
});

builder.mutationField('createTicket', (t) =>
  t.field({
    ...requiresScope(...WRITING_SCOPES),
    type: CreateTicketResult,
    description: 'Opens a ticket. A token without support:write and support:read gets a ForbiddenError.',
    args: { input: t.arg({ type: CreateTicketInput, required: true, description: 'The ticket.' }) },
    complexity: WRITE_POINTS,
    asks: ({ input }, { estimate }) => estimate.addCreation(input.backend),
    unauthorizedResolver: () => forbidden('Opening a ticket', WRITING_SCOPES),
    resolve: async (_root, { input }, { session }): Promise<CreateTicketResultSource> => {
      const user = isGiven(input.user) ? parseGlobalId(input.user) : null;
      const fields = toNewTicketFields(input);
      const issues = [
        ...findIssues(input),
        ...findOwnIssues(input, user),
        ...findUnprintable(input),
        ...('issues' in fields ? fields.issues : []),
      ];
      if (issues.length > 0 || !('value' in fields)) return invalid(issues);
      const { backend, idempotencyKey, subject, text } = input;
      const request = { backend, idempotencyKey, subject, text, fields: fields.value };
      const userId = user?.type === 'User' ? user.id : null;
      return toResult(await session.createTicket({ ...request, userId, fingerprint: toFingerprint(input) }));
    },
  }),
);

function findOwnIssues(
  { subject, user: given }: typeof CreateTicketInput.$inferInput,
  user: ReturnType<typeof parseGlobalId>,
): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (subject.trim() === '') issues.push({ path: ['subject'], message: 'must not be blank' });
  if (isGiven(given) && user?.type !== 'User') issues.push({ path: ['user'], message: 'is not the id of a user' });
  return issues;
}

function toResult(creation: TicketCreation): CreateTicketResultSource {
  return creation.outcome === 'CREATED'
    ? { type: 'CreateTicketPayload', ticket: creation.ticket }
    : toRefusalSource(creation);
}
