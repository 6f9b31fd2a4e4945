import { formatInstant } from './instant.js';
import { toMessageBody } from './message-view.js';
import type { EvEnergyMessage, EvEnergyTicket } from './model.js';
import type { Store, TicketRow } from './store.js';
import { toUserBody } from './user-view.js';

/** What a body needs besides the ticket itself. */
export interface TicketView {
  readonly store: Store;
  readonly baseUrl: string;
  /** Of `user` and `messages`; anything else has no effect. */
  readonly expand: ReadonlySet<string>;
}

/** The `expand` values of a query, which may be repeated. */
export function parseExpand(query: URLSearchParams): ReadonlySet<string> {
  return new Set(query.getAll('expand'));
}

/** A ticket as the API writes it; in the older shape, with its one message inline. */
export function toTicketBody(row: TicketRow, view: TicketView): Record<string, unknown> {
  const { ticket, message, id } = row;
  const url = `${view.baseUrl}/support_tickets/${id}`;
  return {
    id,
    url,
    user: userMember(ticket.userId, view),
    external_ticket_id: ticket.externalTicketId,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    source: ticket.source,
    human_verified_category: ticket.humanVerifiedCategory,
    human_verified_subcategory: ticket.humanVerifiedSubcategory,
    ai_generated_category: ticket.aiGeneratedCategory,
    ai_generated_subcategory: ticket.aiGeneratedSubcategory,
    type_deprecated: ticket.typeDeprecated,
    tags: ticket.tags,
    ...(message ? inlineMessage(message) : { messages: messagesMember(ticket, url, view) }),
    conversation_summary: ticket.conversationSummary,
    custom_fields: ticket.customFields,
    attributes: ticket.attributes,
    created_at: formatInstant(ticket.createdAtMicros),
    ticket_updated_at: formatNullable(ticket.ticketUpdatedAtMicros),
    resolved_at: formatNullable(ticket.resolvedAtMicros),
  };
}

function userMember(userId: string | null, { store, baseUrl, expand }: TicketView): unknown {
  if (userId === null) return null;
  const user = expand.has('user') ? store.user({ kind: 'all' }, userId) : null;
  return user ? toUserBody(user, baseUrl) : `${baseUrl}/users/${userId}`;
}

function messagesMember({ messages }: EvEnergyTicket, ticketUrl: string, { expand }: TicketView): readonly unknown[] {
  if (expand.has('messages')) return messages.map(toMessageBody);
  return messages.map((message) => `${ticketUrl}/messages/${message.id}`);
}

function inlineMessage(message: EvEnergyMessage): Record<string, unknown> {
  return {
    position: message.position,
    message_type: message.messageType,
    message: message.message,
    message_clean: message.messageClean,
  };
}

function formatNullable(micros: number | null): string | null {
  return micros === null ? null : formatInstant(micros);
}
