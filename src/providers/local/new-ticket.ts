import type { CreateRequest, FieldIssue, NewTicketFields } from '../../provider/writes.js';
import { mergeCustomFields, type FoundOwner, type NewTicket } from '../../store/store.js';
import type { Instant } from '../../ticket/instant.js';
import type { Message } from '../../ticket/message.js';
import type { Contact, Ticket } from '../../ticket/ticket.js';
import { findCustomFieldIssues } from './custom-field-issues.js';
import { findOwnerIssues, toOwner } from './owner-issues.js';
import { findEmailIssues, findLineIssues, findTagIssues, findTextIssues } from './text-issues.js';

/** What is wrong with a ticket to open. */
export function findNewTicketIssues(request: CreateRequest, found: FoundOwner): FieldIssue[] {
  const { requesterName = null, requesterEmail = null, externalTicketId = null, tags, customFields } = request.fields;
  return [
    ...findOwnerIssues(request, found),
    ...findLineIssues('subject', request.subject),
    ...findTextIssues(request.text),
    ...findLineIssues('requesterName', requesterName),
    ...findEmailIssues(requesterEmail),
    ...findTagIssues(tags ?? []),
    ...findCustomFieldIssues(customFields ?? null, null),
    ...findLineIssues('externalTicketId', externalTicketId),
  ];
}

/** The ticket that a request opens, and its first message. */
export function toNewTicket(backend: string, request: CreateRequest, found: FoundOwner, now: Instant): NewTicket {
  const { priority = null, tags = [], customFields = null, externalTicketId = null } = request.fields;
  const ticket: Ticket = {
    ...NOTHING,
    backend,
    nativeId: toTicketId(request),
    owner: toOwner(request, found),
    externalTicketId,
    requester: toRequester(request.fields),
    subject: request.subject,
    status: 'NEW',
    priority,
    source: 'API',
    tags: [...new Set(tags)],
    customFields: mergeCustomFields(null, customFields),
    createdAt: now,
    updatedAt: now,
    latestMessageAt: now,
    details: { kind: 'LOCAL', createdBy: null },
  };
  return { ticket, messages: [toFirstMessage(request, found, now)] };
}

/** The id that a request's ticket has, in every try. */
export function toTicketId({ attempt }: Pick<CreateRequest, 'attempt'>): string {
  return `tick${attempt.id}`;
}

const NOTHING = {
  reference: null,
  url: null,
  assignee: null,
  statusName: null,
  priorityName: null,
  sourceName: null,
  humanVerifiedCategory: null,
  humanVerifiedSubcategory: null,
  aiGeneratedCategory: null,
  aiGeneratedSubcategory: null,
  typeDeprecated: null,
  conversationSummary: null,
  attributes: null,
  resolvedAt: null,
  closedAt: null,
  revision: null,
} satisfies Partial<Ticket>;

function toRequester({ requesterName, requesterEmail }: NewTicketFields): Contact | null {
  if (requesterName === undefined && requesterEmail === undefined) return null;
  return { name: requesterName ?? null, email: requesterEmail ?? null, company: null };
}

function toFirstMessage({ attempt, text, fields }: CreateRequest, { user }: FoundOwner, now: Instant): Message {
  const id = `tmsg${attempt.id}`;
  return {
    id,
    nativeId: id,
    position: 0,
    type: 'INITIAL_REQUEST',
    visibility: 'PUBLIC',
    authorName: fields.requesterName ?? user?.fullName ?? null,
    text,
    textClean: null,
    createdAt: now,
  };
}
