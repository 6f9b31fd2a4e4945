import type { Call, Expand, ListRequest, Provider, Slots, TicketPage, TicketRow } from '../../provider/provider.js';
import type { StoredTicket, Store } from '../../store/store.js';
import type { Category } from '../../ticket/category.js';
import type { Message } from '../../ticket/message.js';
import type { TicketOrder } from '../../ticket/order.js';
import { CAPABILITIES } from './capabilities.js';
import { parseCursor, toCursor } from './cursor.js';
import type { Health } from './health.js';

/** One local backend's part of the store. */
export interface LocalPart {
  readonly backend: string;
  readonly store: Store;
  /** Its classification, in the order to show. */
  readonly categories: readonly Category[];
  readonly health: Health;
}

const ANY_ORDER: TicketOrder = { field: 'CREATED_AT', direction: 'DESC' };

export function createReads(part: LocalPart) {
  const { backend, store, categories, health } = part;
  return {
    listTickets: (request, call) => health.watch('list tickets', () => listTickets(request, call, part)),
    getTickets: (ids, expand, call) => health.watch('read tickets', () => getTickets(ids, expand, call, part)),
    listMessages: (ids, { signal }) =>
      health.watch('read messages', async () => {
        const byTicket = await store.tickets.listMessages({ backend, nativeIds: ids }, signal);
        return ids.map((id) => byTicket.get(id) ?? null);
      }),
    aggregate: (request, { signal }) =>
      health.watch('count tickets', () => store.tickets.aggregate({ ...request, backend }, signal)),
    listCategories: async () => categories,
    // The cheapest question that the store has an answer to.
    probe: async ({ signal }) => {
      await health.watch('answer', () => store.tickets.listMessages({ backend, nativeIds: [] }, signal));
    },
  } satisfies Partial<Provider>;
}

async function listTickets(request: ListRequest, call: Call, part: LocalPart): Promise<TicketPage> {
  const { backend, store } = part;
  const { filter, cursor, expand } = request;
  const order = request.order ?? ANY_ORDER;
  const after = cursor === null ? request.after : parseCursor(cursor, order.field, backend);
  const limit = Math.min(request.limit, CAPABILITIES.maxPageSize);
  const page = { backend, filter, order, after, limit: limit + 1, fields: call.ticketFields, withUser: expand.user };
  const found = await store.tickets.list(page, call.signal);
  const rows = await toRows(found.slice(0, limit), expand, call, part);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows, next: last ? toCursor(last.ticket, order.field) : null };
}

async function getTickets(
  ids: readonly string[],
  expand: Expand,
  call: Call,
  part: LocalPart,
): Promise<Slots<TicketRow>> {
  const { backend, store } = part;
  const request = { backend, nativeIds: ids, fields: call.ticketFields, withUser: expand.user };
  const found = await store.tickets.getMany(request, call.signal);
  const rows = await toRows(found, expand, call, part);
  const byId = new Map(rows.map((row) => [row.ticket.nativeId, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

async function toRows(
  found: readonly StoredTicket[],
  expand: Expand,
  { signal }: Call,
  { backend, store }: LocalPart,
): Promise<readonly TicketRow[]> {
  const nativeIds = found.map(({ ticket }) => ticket.nativeId);
  const messages = expand.messages
    ? await store.tickets.listMessages({ backend, nativeIds }, signal)
    : new Map<string, readonly Message[]>();
  return found.map(({ ticket, user }) => ({
    ticket,
    user,
    messages: expand.messages ? (messages.get(ticket.nativeId) ?? []) : undefined,
  }));
}
