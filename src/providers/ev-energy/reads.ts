import { readSlots } from '../../provider/http/read-slots.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { Call, Expand, Provider, TicketRow } from '../../provider/provider.js';
import type { Message } from '../../ticket/message.js';
import type { EvEnergyClient } from './client.js';
import { isTicketId, isUserId } from './ids.js';
import { toTicketsWithMessages } from './legacy.js';
import { readConversation, readPage } from './list.js';
import { toMessages } from './message-mapping.js';
import { loadOrganizations } from './organizations.js';
import { isBackwards } from './paging.js';
import { toParameters } from './query.js';
import { isLegacy, type TicketRowJson } from './ticket-row.js';
import { toTicketRows, type RowContext } from './ticket-rows.js';
import { toUser } from './user-mapping.js';

/** The API reads by one id only, so a batch is that many requests; at most this many of them at a time. */
const CONCURRENT_READS = 10;
const NO_EXPAND: Expand = { user: false, messages: false };

type Reads = Required<Pick<Provider, 'listTickets' | 'getTickets' | 'listMessages' | 'getUsers'>>;

/** The reading half of the port, over the API's operations. */
export function createReads(client: EvEnergyClient, context: RowContext): Reads {
  async function toRows(rows: readonly TicketRowJson[], expand: Expand, call: Call): Promise<TicketRow[]> {
    const load = (externalTicketId: string) => readConversation(client, externalTicketId, call);
    return toTicketRows(await toTicketsWithMessages(rows, expand.messages, load), expand, context);
  }

  return {
    async listTickets(request, call) {
      const parameters = toParameters(request);
      if (!parameters) return { rows: [], next: null };
      const page = await readPage(client, request, parameters, call);
      const rows = await toRows(page.rows, request.expand, call);
      return { rows: isBackwards(request) ? rows.toReversed() : rows, next: page.next };
    },

    async getTickets(ids, expand, call) {
      const slots = await readSlots(ids, CONCURRENT_READS, async (id) =>
        isTicketId(id) ? client.getTicket(id, expand, call) : null,
      );
      const rows = await toRows(slots.filter(isFound), expand, call);
      const byId = new Map(rows.map((row) => [row.ticket.nativeId, row]));
      return slots.map((slot) => (isFound(slot) ? (byId.get(slot.id) ?? null) : slot));
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
  if (!row || !isLegacy(row)) return null;
  return toMessages(await readConversation(client, row.external_ticket_id, call));
}

function isFound<T>(slot: T | null | ProviderError): slot is T {
  return slot !== null && !(slot instanceof ProviderError);
}
