import type { Cancellation } from '../../provider/cancel-signal.js';
import { readSlots } from '../../provider/http/read-slots.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { Call, Expand, Provider, Slots } from '../../provider/provider.js';
import type { Message } from '../../ticket/message.js';
import type { EvEnergyClient } from './client.js';
import { isTicketId, isUserId } from './ids.js';
import { toTicketsWithMessages } from './legacy.js';
import { readConversation, readPage } from './list.js';
import { toMessages } from './message-mapping.js';
import { loadOrganizations } from './organizations.js';
import { isBackwards } from './paging.js';
import { toParameters } from './query.js';
import { isFound } from '../../provider/slots.js';
import { isLegacy, type TicketRowJson } from './ticket-row.js';
import { toTicketRows, type RowContext, type TicketWithMessages } from './ticket-rows.js';
import { toUser } from './user-mapping.js';

/** The API reads by one id only, so a batch is that many requests; at most this many of them at a time. */
const CONCURRENT_READS = 10;
const NO_EXPAND: Expand = { user: false, messages: false };

type Reads = Required<Pick<Provider, 'listTickets' | 'getTickets' | 'listMessages' | 'getUsers'>>;

/**
 * The reading half of the port, over the API's operations.
 * @param onOlderRows told whenever rows of the older shape came
 */
export function createReads(client: EvEnergyClient, context: RowContext, onOlderRows: () => void): Reads {
  function toTickets(rows: Slots<TicketRowJson>, { messages }: Expand, call: Call): Promise<Slots<TicketWithMessages>> {
    if (rows.some((row) => isFound(row) && isLegacy(row))) onOlderRows();
    return toTicketsWithMessages(rows, messages, (row) => readConversation(client, row, call));
  }

  return {
    async listTickets(request, call) {
      const parameters = toParameters(request);
      if (!parameters) return { rows: [], next: null };
      const page = await readPage(client, request, parameters, call);
      const tickets = await toTickets(page.rows, request.expand, call);
      throwIfIncomplete(tickets, call.signal);
      const rows = (await toTicketRows(tickets, request.expand, context)).filter(isFound);
      const { next, leftOut } = page;
      return { rows: isBackwards(request) ? rows.toReversed() : rows, next, leftOut };
    },

    async getTickets(ids, expand, call) {
      const slots = await readSlots(ids, CONCURRENT_READS, async (id) =>
        isTicketId(id) ? client.getTicket(id, expand, call) : null,
      );
      const tickets = await toTickets(slots, expand, call);
      return toTicketRows(tickets.map(toWholeSlot), expand, context);
    },

    listMessages(ticketIds, call) {
      return readSlots(ticketIds, CONCURRENT_READS, async (id) => {
        if (!isTicketId(id)) return null;
        return (await client.listMessages(id, call)) ?? readLegacyMessages(client, id, call);
      });
    },

    async getUsers(ids, call) {
      const slots = await readSlots(ids, CONCURRENT_READS, async (id) =>
        isUserId(id) ? client.getUser(id, call) : null,
      );
      const organizationOf = await loadOrganizations(
        slots.filter(isFound).map(({ id }) => id),
        context,
      );
      return slots.map((slot) => (isFound(slot) ? toUser(slot, organizationOf(slot.id)) : slot));
    },
  };
}

/** Messages had no place of their own in the older shape, so "none there" may mean that. */
async function readLegacyMessages(client: EvEnergyClient, id: string, call: Call): Promise<readonly Message[] | null> {
  const row = await client.getTicket(id, NO_EXPAND, call);
  if (!row) return null;
  if (!isLegacy(row)) throw notThere();
  return toMessages(await readConversation(client, row, call));
}

function notThere(): ProviderError {
  const message = 'GET /support_tickets/{id}/messages: answered 404 for a ticket that is there.';
  return new ProviderError('BAD_RESPONSE', message);
}

/**
 * A page may come without some messages, but never without a ticket; and where the call is over, nothing comes.
 * @throws ProviderError
 */
function throwIfIncomplete(slots: Slots<TicketWithMessages>, signal: Cancellation): void {
  for (const slot of slots) {
    if (slot instanceof ProviderError) throw slot;
    if (signal.aborted && slot?.messages instanceof ProviderError) throw slot.messages;
  }
}

/** By id, a ticket whose conversation could not be looked up costs its slot. */
function toWholeSlot(slot: Slots<TicketWithMessages>[number]): Slots<TicketWithMessages>[number] {
  return isFound(slot) && slot.messages instanceof ProviderError ? slot.messages : slot;
}
