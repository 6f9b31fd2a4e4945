import type { Message } from '../../ticket/message.js';
import type { User } from '../../ticket/people.js';
import type { Instant } from '../../ticket/instant.js';
import type { Ticket } from '../../ticket/ticket.js';
import { collectWords } from './collect-words.js';
import type { TicketTable } from './tables.js';
import { toTimestamp } from './timestamp.js';

/** What is read of a ticket, under the names that a `Ticket` has: all columns but the words. */
export const TICKET_COLUMNS = [
  't.backend',
  't.native_id as nativeId',
  't.user_id as userId',
  't.organization_id as organizationId',
  't.reference',
  't.external_ticket_id as externalTicketId',
  't.url',
  't.requester',
  't.assignee',
  't.subject',
  't.status',
  't.status_name as statusName',
  't.priority',
  't.priority_name as priorityName',
  't.source',
  't.source_name as sourceName',
  't.human_verified_category as humanVerifiedCategory',
  't.human_verified_subcategory as humanVerifiedSubcategory',
  't.ai_generated_category as aiGeneratedCategory',
  't.ai_generated_subcategory as aiGeneratedSubcategory',
  't.type_deprecated as typeDeprecated',
  't.tags',
  't.conversation_summary as conversationSummary',
  't.custom_fields as customFields',
  't.attributes',
  't.created_at as createdAt',
  't.updated_at as updatedAt',
  't.resolved_at as resolvedAt',
  't.closed_at as closedAt',
  't.latest_message_at as latestMessageAt',
  't.details',
  't.version',
] as const;

/** The account of a ticket's user, from the table `users`. */
export const OWNER_COLUMNS = [
  'u.email as ownerEmail',
  'u.full_name as ownerFullName',
  'u.organization_id as ownerOrganizationId',
  'u.joined_at as ownerJoinedAt',
] as const;

type TicketColumns = Omit<Ticket, 'owner' | 'revision'> & Ticket['owner'] & { readonly version: number };

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

/** Field by field: to copy what is left of so many columns takes longer than to read them. */
export function toTicket(row: TicketColumns): Ticket {
  return {
    backend: row.backend,
    nativeId: row.nativeId,
    owner: { userId: row.userId, organizationId: row.organizationId },
    reference: row.reference,
    externalTicketId: row.externalTicketId,
    url: row.url,
    requester: row.requester,
    assignee: row.assignee,
    subject: row.subject,
    status: row.status,
    statusName: row.statusName,
    priority: row.priority,
    priorityName: row.priorityName,
    source: row.source,
    sourceName: row.sourceName,
    humanVerifiedCategory: row.humanVerifiedCategory,
    humanVerifiedSubcategory: row.humanVerifiedSubcategory,
    aiGeneratedCategory: row.aiGeneratedCategory,
    aiGeneratedSubcategory: row.aiGeneratedSubcategory,
    typeDeprecated: row.typeDeprecated,
    tags: row.tags,
    conversationSummary: row.conversationSummary,
    customFields: row.customFields,
    attributes: row.attributes,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    resolvedAt: row.resolvedAt,
    closedAt: row.closedAt,
    latestMessageAt: row.latestMessageAt,
    details: row.details,
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
