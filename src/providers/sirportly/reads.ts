import { readSlots } from '../../provider/http/read-slots.js';
import type { Provider } from '../../provider/provider.js';
import { isFound, pickFailure } from '../../provider/slots.js';
import { aggregate } from './aggregate.js';
import type { SirportlyClient } from './client.js';
import { CONCURRENT_READS, readList, withCustomFields } from './list.js';
import { toMessagesOnce } from './message-mapping.js';
import { isReference } from './references.js';
import { toTicketRows, type RowContext } from './ticket-rows.js';

/** Sirportly names no limit; more would only stand in line for a connection. */
const CONCURRENT_CONVERSATIONS = 25;

type Reads = Required<Pick<Provider, 'listTickets' | 'getTickets' | 'listMessages' | 'aggregate'>>;

export interface ReadContext extends RowContext {
  readonly client: SirportlyClient;
  /** Whether whose a ticket is depends on its custom fields, which lists leave out. */
  readonly needsCustomFields: boolean;
}

/** The reading half of the port, over the upstream's verbs. */
export function createReads(context: ReadContext): Reads {
  const { client, naming, aiAgent, needsCustomFields } = context;
  return {
    async listTickets(request, call) {
      const { next, ...listed } = await readList(request, context, call);
      const whole = needsCustomFields ? await withCustomFields(listed.tickets, client, call) : listed;
      const rows = await toTicketRows(whole.tickets, request.expand, context);
      return { rows, next, leftOut: pickFailure([listed.leftOut, whole.leftOut]) };
    },

    async getTickets(ids, expand, call) {
      const slots = await readSlots(ids, CONCURRENT_READS, async (id) =>
        isReference(id) ? client.getTicket(id, call) : null,
      );
      const rows = await toTicketRows(slots.filter(isFound), expand, context);
      const byId = new Map(rows.map((row) => [row.ticket.nativeId, row]));
      return slots.map((slot) => (isFound(slot) ? (byId.get(slot.reference) ?? null) : slot));
    },

    listMessages(ticketIds, call) {
      return readSlots(ticketIds, CONCURRENT_CONVERSATIONS, async (id) => {
        const updates = isReference(id) ? await client.listUpdates(id, call) : null;
        return updates && toMessagesOnce(updates, aiAgent);
      });
    },

    aggregate: (request, call) => aggregate(client, request, naming, call),
  };
}
