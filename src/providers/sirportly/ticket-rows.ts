import type { Expand, TicketRow } from '../../provider/provider.js';
import { toTicket } from './mapping.js';
import { toMessages } from './message-mapping.js';
import type { Naming } from './normalization.js';
import { loadOwners, type OwnerSource } from './owners.js';
import type { TicketJson } from './ticket-json.js';

export interface RowContext extends OwnerSource {
  readonly naming: Naming;
  /** System names of custom fields that stay upstream. */
  readonly hiddenCustomFields: readonly string[];
  /** Username or id of the staff user whose messages are the AI agent's. */
  readonly aiAgent: string | undefined;
}

/** Rows for the gateway, their owners looked up together. */
export async function toTicketRows(
  tickets: readonly TicketJson[],
  { messages }: Pick<Expand, 'messages'>,
  context: RowContext,
): Promise<readonly TicketRow[]> {
  const { backend, naming, aiAgent, hiddenCustomFields } = context;
  const ownerOf = await loadOwners(tickets, context);
  return tickets.map((ticket) => ({
    ticket: toTicket(ticket, { backend, naming, hiddenCustomFields, owner: ownerOf(ticket) }),
    ...(ticket.custom_fields === undefined ? { isSummary: true } : {}),
    ...(messages && ticket.updates ? { messages: toMessages(ticket.updates, aiAgent) } : {}),
  }));
}
