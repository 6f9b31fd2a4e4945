import { isDeepStrictEqual } from 'node:util';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { ListRequest, Provider, TicketPage, TicketRow } from '../../src/provider/provider.js';
import { ORDER_DIRECTIONS, TICKET_ORDER_FIELDS, type TicketOrder } from '../../src/ticket/order.js';
import type { Message } from '../../src/ticket/message.js';
import type { Ticket } from '../../src/ticket/ticket.js';
import { createCall } from '../provider/http/calls.js';
import type { Seeded, Subject } from './subject.js';

export const NO_EXPAND = { user: false, messages: false } as const;

const MOST_PAGES = 1000;

/** Every page of a list. @throws Error when the list does not end */
export async function readPages(provider: Provider, request: Partial<ListRequest>): Promise<TicketPage[]> {
  const pages: TicketPage[] = [];
  let cursor: string | null = null;
  do {
    const page: TicketPage = await provider.listTickets(toListRequest(provider, { ...request, cursor }), createCall());
    pages.push(page);
    cursor = page.next;
  } while (cursor !== null && pages.length < MOST_PAGES);
  if (cursor !== null) throw new Error(`The list goes on after ${MOST_PAGES} pages.`);
  return pages;
}

/** Every row of a list. */
export async function readRows(provider: Provider, request: Partial<ListRequest> = {}): Promise<TicketRow[]> {
  return (await readPages(provider, request)).flatMap(({ rows }) => rows);
}

/** A request for the first page of everything, with what is given instead. */
export function toListRequest({ capabilities }: Provider, request: Partial<ListRequest>): ListRequest {
  const everything = { filter: [], order: null, after: null, cursor: null, expand: NO_EXPAND };
  return { ...everything, limit: capabilities.maxPageSize, ...request };
}

/** Every order that the provider declares, in both directions. */
export function ordersOf({ capabilities }: Provider): TicketOrder[] {
  const fields = TICKET_ORDER_FIELDS.filter((field) => capabilities.orders[field]);
  return fields.flatMap((field) => ORDER_DIRECTIONS.map((direction) => ({ field, direction })));
}

/** In an order that is the same for equal sets. */
export function idsOf(some: readonly Pick<TicketRow | Seeded, 'ticket'>[]): string[] {
  return some.map(({ ticket }) => ticket.nativeId).toSorted();
}

/** Tickets of one person that a change of status can do something to and that tell of it, in the order of the seed. */
export function openIdsOf({ seed }: Pick<Subject, 'seed'>): string[] {
  const open = seed
    .map(({ ticket }) => ticket)
    .filter(({ status, owner, updatedAt }) => status !== 'CLOSED' && owner.userId !== null && updatedAt !== null);
  return open.filter(({ owner }) => isDeepStrictEqual(owner, open[0]?.owner)).map(({ nativeId }) => nativeId);
}

/** A ticket as a list has it. */
export function toListed({ listsAreSummaries = false }: Pick<Subject, 'listsAreSummaries'>, ticket: Ticket): TicketRow {
  return listsAreSummaries ? { ticket: { ...ticket, customFields: null }, isSummary: true } : { ticket };
}

/** Conversations by ticket id; none where the provider has no messages. */
export async function readMessages(
  provider: Provider,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Message[]>> {
  const { maxBatchSize } = provider.capabilities;
  const found = new Map<string, readonly Message[]>();
  for (let start = 0; start < ids.length; start += maxBatchSize) {
    const batch = ids.slice(start, start + maxBatchSize);
    const slots = (await provider.listMessages?.(batch, createCall())) ?? [];
    slots.forEach((slot, index) => {
      if (slot instanceof ProviderError) throw slot;
      found.set(batch[index] ?? '', slot ?? []);
    });
  }
  return found;
}
