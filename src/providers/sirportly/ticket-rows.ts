import { onceFor } from '../../provider/once-for.js';
import type { Expand, TicketRow } from '../../provider/provider.js';
import type { Owner } from '../../ticket/ticket.js';
import { toTicket } from './mapping.js';
import { toMessagesOnce } from './message-mapping.js';
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
    ticket: toTicketOnce(ticket, backend, naming, hiddenCustomFields, ...toParts(ownerOf(ticket))),
    isSummary: ticket.custom_fields === undefined ? true : undefined,
    messages: messages && ticket.updates ? toMessagesOnce(ticket.updates, aiAgent) : undefined,
  }));
}

/** Rows are shared by those who ask the same; whose they are is looked up each time. */
const toTicketOnce = onceFor(
  (
    row: TicketJson,
    backend: string,
    naming: Naming,
    hiddenCustomFields: readonly string[],
    userId: string | null,
    organizationId: string | null,
  ) => toTicket(row, { backend, naming, hiddenCustomFields, owner: { userId, organizationId } }),
);

function toParts({ userId, organizationId }: Owner): [string | null, string | null] {
  return [userId, organizationId];
}
