import type { Aggregate } from '../../src/provider/aggregate.js';
import type { ListRequest, Provider, TicketRow } from '../../src/provider/provider.js';
import { isCountable, pushDown } from '../../src/provider/push-down.js';
import { needsMessages, type TicketFilter } from '../../src/ticket/filter.js';
import { matches, type Candidate } from '../../src/ticket/matches.js';
import { createCall } from '../provider/http/calls.js';
import { aggregateNaively } from '../provider/naive-aggregate.js';
import { idsOf, readRows, readMessages } from './asking.js';
import type { Subject } from './subject.js';

const TIME_ZONES = ['America/New_York'];

/** Reads a filter as the gateway does, and says what is wrong with the answer: a sentence each, none when it is right. */
export async function findFaults(subject: Subject, filter: TicketFilter, request: Partial<ListRequest> = {}) {
  const { provider } = subject;
  const { pushed, remaining } = pushDown(filter, provider.capabilities);
  const rows = await readWithMessages(provider, needsMessages(remaining), { ...request, filter: pushed });
  return [...faultsOf(subject, filter, rows), ...(await findFaultsOfAggregate(subject, filter))];
}

/** What is wrong with rows that came for the part of a filter that is pushed down. */
export function faultsOf({ provider, seed }: Subject, filter: TicketFilter, rows: readonly TicketRow[]): string[] {
  const { pushed, remaining } = pushDown(filter, provider.capabilities);
  const isExact = pushed.every((condition) => !remaining.includes(condition));
  const came = idsOf(rows);
  const kept = idsOf(rows.filter((row) => matches(remaining, toCandidate(provider, row))));
  const asked = idsOf(seed.filter((candidate) => matches(pushed, candidate)));
  const right = idsOf(seed.filter((candidate) => matches(filter, candidate)));
  return [
    ...toFault(filter, 'came twice', repeated(came)),
    ...toFault(filter, 'did not come', without(asked, came)),
    ...toFault(filter, 'came unasked', isExact ? without(came, asked) : []),
    ...toFault(filter, 'was lost', without(right, kept)),
    ...toFault(filter, 'was kept', without(kept, right)),
  ];
}

/** Every row that a filter brings; with messages, also where a list does not carry them. */
export async function readWithMessages(
  provider: Provider,
  wantsMessages: boolean,
  request: Partial<ListRequest>,
): Promise<readonly TicketRow[]> {
  const carries = wantsMessages && provider.capabilities.carries.includes('messages');
  const rows = await readRows(provider, { ...request, expand: { user: false, messages: carries } });
  if (!wantsMessages || carries) return rows;
  const messages = await readMessages(provider, idsOf(rows));
  return rows.map(({ ticket }) => ({ ticket, messages: messages.get(ticket.nativeId) ?? [] }));
}

/** Counts what passes, and measures all that the provider says it can; nothing where it does not evaluate the filter. */
async function findFaultsOfAggregate({ provider, seed }: Subject, filter: TicketFilter): Promise<string[]> {
  const { capabilities } = provider;
  if (!provider.aggregate || !isCountable(filter, capabilities)) return [];
  // Of two predicates the number tells as much as all the figures, for less.
  const { measures = [] } = filter.length > 1 ? {} : capabilities;
  const request = { measures, timeZones: measures.includes('days') ? TIME_ZONES : [] };
  const aggregate = await provider.aggregate({ filter, ...request }, createCall());
  const counted = aggregate ? toText(aggregate) : 'not at all';
  const kept = seed.filter((candidate) => matches(filter, candidate)).map(({ ticket }) => ticket);
  const right = toText(aggregateNaively(kept, request));
  return counted === right ? [] : toFault(filter, 'was counted', [`${counted}, not ${right}`]);
}

/** Equal for equal figures, in whatever order they come. */
function toText(aggregate: Aggregate): string {
  const toEntries = (map: ReadonlyMap<unknown, unknown>): string[] =>
    [...map].map(([key, value]) => JSON.stringify([key, value instanceof Map ? toEntries(value) : value])).toSorted();
  const { days, durations, status, priority, source, categories, ...figures } = aggregate;
  const tables = [days, durations.counts, status, priority, source].map(toEntries);
  const pairs = categories.map(({ category, subcategory, count }) => JSON.stringify([category, subcategory, count]));
  return JSON.stringify([figures, durations.exact, tables, pairs.toSorted()]);
}

function toCandidate({ kind }: Provider, { ticket, messages }: TicketRow): Candidate {
  return { ticket, provider: kind, messages: messages ?? null };
}

function repeated(sorted: readonly string[]): readonly string[] {
  return sorted.filter((id, index) => id === sorted[index - 1]);
}

function without(ids: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return ids.filter((id) => !known.has(id));
}

function toFault(filter: TicketFilter, what: string, which: readonly string[]): string[] {
  return which.length === 0 ? [] : [`${JSON.stringify(filter).slice(0, 300)} ${what}: ${which.join(', ')}`];
}
