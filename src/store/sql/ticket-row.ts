import type { Message } from '../../ticket/message.js';
import type { User } from '../../ticket/people.js';
import type { Instant } from '../../ticket/instant.js';
import { TICKET_FIELDS, type Ticket, type TicketField, type TicketFields } from '../../ticket/ticket.js';
import { collectWords } from './collect-words.js';
import type { TicketTable } from './tables.js';
import { toTimestamp } from './timestamp.js';

/** What is read of every ticket, under the names that a `Ticket` has. */
const OWN_COLUMNS = [
  't.backend',
  't.native_id as nativeId',
  't.user_id as userId',
  't.organization_id as organizationId',
  't.created_at as createdAt',
  't.version',
] as const;

/** What is read where somebody looks at it. */
const COLUMN_OF = {
  reference: 't.reference',
  externalTicketId: 't.external_ticket_id as externalTicketId',
  url: 't.url',
  requester: 't.requester',
  assignee: 't.assignee',
  subject: 't.subject',
  status: 't.status',
  statusName: 't.status_name as statusName',
  priority: 't.priority',
  priorityName: 't.priority_name as priorityName',
  source: 't.source',
  sourceName: 't.source_name as sourceName',
  humanVerifiedCategory: 't.human_verified_category as humanVerifiedCategory',
  humanVerifiedSubcategory: 't.human_verified_subcategory as humanVerifiedSubcategory',
  aiGeneratedCategory: 't.ai_generated_category as aiGeneratedCategory',
  aiGeneratedSubcategory: 't.ai_generated_subcategory as aiGeneratedSubcategory',
  typeDeprecated: 't.type_deprecated as typeDeprecated',
  tags: 't.tags',
  conversationSummary: 't.conversation_summary as conversationSummary',
  customFields: 't.custom_fields as customFields',
  attributes: 't.attributes',
  updatedAt: 't.updated_at as updatedAt',
  resolvedAt: 't.resolved_at as resolvedAt',
  closedAt: 't.closed_at as closedAt',
  latestMessageAt: 't.latest_message_at as latestMessageAt',
  details: 't.details',
} as const satisfies { readonly [field in TicketField]: `t.${field}` | `t.${string} as ${field}` };

/** All columns of a ticket but the words. */
export const TICKET_COLUMNS = [...OWN_COLUMNS, ...TICKET_FIELDS.map((field) => COLUMN_OF[field])];

/** The columns of a ticket with these fields, all unless told; in one order, so that the same fields make the same statement. */
export function columnsOf(fields: TicketFields | undefined): typeof TICKET_COLUMNS {
  if (!fields) return TICKET_COLUMNS;
  return [...OWN_COLUMNS, ...TICKET_FIELDS.filter((field) => fields.has(field)).map((field) => COLUMN_OF[field])];
}

/** The account of a ticket's user, from the table `users`. */
export const OWNER_COLUMNS = [
  'u.email as ownerEmail',
  'u.full_name as ownerFullName',
  'u.organization_id as ownerOrganizationId',
  'u.joined_at as ownerJoinedAt',
] as const;

type TicketColumns = Pick<Ticket, 'backend' | 'nativeId' | 'createdAt'> &
  Partial<Pick<Ticket, TicketField>> &
  Ticket['owner'] & { readonly version: number };

type OwnerColumns = { readonly [column in 'ownerEmail' | 'ownerFullName' | 'ownerOrganizationId']?: string | null } & {
  readonly ownerJoinedAt?: Instant | null;
};

/** A ticket with the account of its user. */
export interface StoredTicket {
  readonly ticket: Ticket;
  /** Null when the ticket belongs to no user; undefined when it was not asked for. */
  readonly user: User | null | undefined;
}

export function toStoredTicket(row: TicketColumns & OwnerColumns): StoredTicket {
  const ticket = toTicket(row);
  const id = ticket.owner.userId;
  const { ownerEmail: email, ownerFullName: fullName = null } = row;
  if (email === undefined) return { ticket, user: undefined };
  if (id === null) return { ticket, user: null };
  const { ownerOrganizationId: organizationId = null, ownerJoinedAt: joinedAt = null } = row;
  return { ticket, user: { id, email, fullName, organizationId, joinedAt } };
}

/**
 * What was not read is null or empty. Field by field: to copy what is left of so many columns takes longer than to read them.
 */
export function toTicket(row: TicketColumns): Ticket {
  return {
    backend: row.backend,
    nativeId: row.nativeId,
    owner: { userId: row.userId, organizationId: row.organizationId },
    reference: row.reference ?? null,
    externalTicketId: row.externalTicketId ?? null,
    url: row.url ?? null,
    requester: row.requester ?? null,
    assignee: row.assignee ?? null,
    subject: row.subject ?? null,
    status: row.status ?? null,
    statusName: row.statusName ?? null,
    priority: row.priority ?? null,
    priorityName: row.priorityName ?? null,
    source: row.source ?? null,
    sourceName: row.sourceName ?? null,
    humanVerifiedCategory: row.humanVerifiedCategory ?? null,
    humanVerifiedSubcategory: row.humanVerifiedSubcategory ?? null,
    aiGeneratedCategory: row.aiGeneratedCategory ?? null,
    aiGeneratedSubcategory: row.aiGeneratedSubcategory ?? null,
    typeDeprecated: row.typeDeprecated ?? null,
    tags: row.tags ?? [],
    conversationSummary: row.conversationSummary ?? null,
    customFields: row.customFields ?? null,
    attributes: row.attributes ?? null,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt ?? null,
    resolvedAt: row.resolvedAt ?? null,
    closedAt: row.closedAt ?? null,
    latestMessageAt: row.latestMessageAt ?? null,
    details: row.details ?? null,
    revision: String(row.version),
  };
}

/** A new row of `tickets`, as JSON holds it. */
export function toTicketRow(ticket: Ticket, messages: readonly Message[]): TicketTable {
  return {
    backend: ticket.backend,
    native_id: ticket.nativeId,
    user_id: ticket.owner.userId,
    organization_id: ticket.owner.organizationId,
    reference: ticket.reference,
    external_ticket_id: ticket.externalTicketId,
    url: ticket.url,
    requester: ticket.requester,
    assignee: ticket.assignee,
    subject: ticket.subject,
    status: ticket.status,
    status_name: ticket.statusName,
    priority: ticket.priority,
    priority_name: ticket.priorityName,
    source: ticket.source,
    source_name: ticket.sourceName,
    human_verified_category: ticket.humanVerifiedCategory,
    human_verified_subcategory: ticket.humanVerifiedSubcategory,
    ai_generated_category: ticket.aiGeneratedCategory,
    ai_generated_subcategory: ticket.aiGeneratedSubcategory,
    type_deprecated: ticket.typeDeprecated,
    tags: ticket.tags,
    conversation_summary: ticket.conversationSummary,
    custom_fields: ticket.customFields,
    attributes: ticket.attributes,
    created_at: toTimestamp(ticket.createdAt),
    updated_at: ticket.updatedAt && toTimestamp(ticket.updatedAt),
    resolved_at: ticket.resolvedAt && toTimestamp(ticket.resolvedAt),
    closed_at: ticket.closedAt && toTimestamp(ticket.closedAt),
    latest_message_at: ticket.latestMessageAt && toTimestamp(ticket.latestMessageAt),
    details: ticket.details,
    version: 1,
    ...collectWords([ticket.subject, ticket.conversationSummary], messages),
  };
}
