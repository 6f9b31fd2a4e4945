import { readSlots } from '../../provider/http/read-slots.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { Call, ListRequest } from '../../provider/provider.js';
import { createFailureJudge, isFound, pickFailure } from '../../provider/slots.js';
import { withoutShared } from '../../provider/without-shared.js';
import type { OrderDirection } from '../../ticket/order.js';
import type { SirportlyClient } from './client.js';
import { findContacts, type ContactSource } from './contacts-of-user.js';
import { ANY, notBefore, readDated, type DatedPage, type TakesStale } from './dated-page.js';
import { findPage } from './find-page.js';
import { parseCursor, toCursor, type Source } from './list-cursor.js';
import { merge, type SourceReading } from './merge.js';
import { readOn, type MovingList } from './moving-list.js';
import { userOf } from './query.js';
import type { TicketJson } from './ticket-json.js';

/** Rows that a page holds, by documentation and ours. */
export const PAGE_SIZE = 30;
/** A batch of details is that many requests; at most this many of them at a time. */
export const CONCURRENT_READS = 5;

/** One page of tickets as they came. */
export interface TicketList {
  readonly tickets: readonly TicketJson[];
  /** Why rows are left out that could not be read; null where none are. */
  readonly leftOut: ProviderError | null;
  readonly next: string | null;
}

/** @throws ProviderError */
export async function readList(request: ListRequest, source: ContactSource, call: Call): Promise<TicketList> {
  const direction = request.order?.direction ?? 'ASC';
  const sources = request.cursor === null ? await toSources(request, source, call) : parseCursor(request.cursor);
  const readings = await Promise.all(sources.map((each) => readSource(each, request, source.client, call)));
  const { rows, sources: left } = merge(readings, direction, PAGE_SIZE);
  const leftOut = pickFailure(readings.map(({ page }) => page.leftOut));
  return { tickets: rows, leftOut, next: toCursor(left) };
}

async function toSources({ filter }: ListRequest, source: ContactSource, call: Call): Promise<readonly Source[]> {
  const userId = userOf(filter);
  const contacts = userId === null ? null : await findContacts(userId, source, call);
  return (contacts ?? [null]).map((contact) => ({ contact, place: null }));
}

/**
 * Each source begins at its first page or, where only tickets beyond a time are wanted, where those begin. That page may
 * be an earlier answer. Those after it may not: an older page, beside a newer one, would lack what moved between the two.
 */
async function readSource(
  { contact, place }: Source,
  { order, after }: ListRequest,
  client: SirportlyClient,
  call: Call,
): Promise<SourceReading> {
  const direction: OrderDirection = order?.direction ?? 'ASC';
  const read = (number: number, through: Call, takesStale: TakesStale) =>
    readDated((dated) => client.listTickets({ contact, direction }, number, dated), through, takesStale);
  const first: MovingList = { direction, readPage: (number) => read(number, call, ANY) };
  const toFollowing = (before: Pick<DatedPage, 'since'>): MovingList => {
    let last = before;
    const readPage = async (number: number) => {
      const page = await read(number, withoutShared(call), notBefore(last));
      last = page;
      return page;
    };
    return { direction, readPage };
  };
  if (place) return { contact, last: place.last, ...(await readOn(toFollowing(place), place)) };
  if (order === null || typeof after?.value !== 'string') {
    const page = await first.readPage(1);
    return { contact, last: null, ...(await readOn(toFollowing(page), BEGINNING, page)) };
  }
  const page = await findPage(first, after.value);
  const last = { at: after.value, references: [] };
  const start = { page: page.number, total: page.total, last, since: page.since };
  return { contact, last, ...(await readOn(toFollowing(page), start, page)) };
}

const BEGINNING = { page: 1, total: 0, last: null, since: null };

/** Tickets with their custom fields. */
interface WholeTickets {
  readonly tickets: readonly TicketJson[];
  /** Why one was left out that could not be read, where others could; null where none was. */
  readonly leftOut: ProviderError | null;
}

/**
 * Each ticket that lacks its custom fields is read by its reference; one that is gone is left out.
 * @throws ProviderError where that cannot be done, and not for single ones only
 */
export async function withCustomFields(
  tickets: readonly TicketJson[],
  client: SirportlyClient,
  call: Call,
): Promise<WholeTickets> {
  const lacking = tickets.filter(({ custom_fields }) => custom_fields === undefined);
  const references = lacking.map(({ reference }) => reference);
  const slots = await readSlots(references, CONCURRENT_READS, (reference) => client.readBack(reference, call));
  const isOwnFailure = createFailureJudge(slots);
  const failures = slots.flatMap((slot, index) => (slot instanceof ProviderError ? [[index, slot] as const] : []));
  const failure = failures.find(([index, error]) => !isOwnFailure(index, error));
  if (failure) throw failure[1];
  const details = new Map(references.map((reference, index) => [reference, slots[index] ?? null]));
  const whole = tickets.map((ticket) =>
    ticket.custom_fields === undefined ? (details.get(ticket.reference) ?? null) : ticket,
  );
  return { tickets: whole.filter(isFound), leftOut: pickFailure(failures.map(([, error]) => error)) };
}
