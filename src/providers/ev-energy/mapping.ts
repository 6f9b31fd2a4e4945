import type { Ticket } from '../../ticket/ticket.js';
import { toWebUrl } from './ids.js';
import { PRIORITY_WORDINGS, SOURCE_WORDINGS, STATUS_WORDINGS } from './normalization.js';
import { isLegacy, type TicketRowJson } from './ticket-row.js';
import { userIdOf, userUrlOf } from './user-mapping.js';

/** What a row does not say itself. */
export interface TicketContext {
  readonly backend: string;
  readonly organizationId: string | null;
}

/**
 * A row in the gateway's terms. It depends on nothing that is expanded on some paths only, so that a ticket has the
 * same version however it was read.
 */
export function toTicket(row: TicketRowJson, { backend, organizationId }: TicketContext): Ticket {
  return {
    backend,
    nativeId: row.id,
    owner: { userId: userIdOf(row), organizationId },
    reference: null,
    externalTicketId: row.external_ticket_id,
    url: toWebUrl(row.url),
    requester: null,
    assignee: null,
    subject: row.subject,
    status: STATUS_WORDINGS.toValue(row.status),
    statusName: row.status,
    priority: PRIORITY_WORDINGS.toValue(row.priority),
    priorityName: row.priority,
    source: SOURCE_WORDINGS.toValue(row.source),
    sourceName: row.source,
    humanVerifiedCategory: row.human_verified_category,
    humanVerifiedSubcategory: row.human_verified_subcategory,
    aiGeneratedCategory: row.ai_generated_category,
    aiGeneratedSubcategory: row.ai_generated_subcategory,
    typeDeprecated: row.type_deprecated,
    tags: row.tags,
    conversationSummary: row.conversation_summary,
    customFields: row.custom_fields,
    attributes: row.attributes,
    createdAt: row.created_at,
    updatedAt: row.ticket_updated_at,
    resolvedAt: row.resolved_at,
    closedAt: null,
    latestMessageAt: null,
    revision: null,
    details: { kind: 'EV_ENERGY', userUrl: userUrlOf(row), hasLegacyShape: isLegacy(row) },
  };
}
