import type { ListRequest, TicketPage, TicketRow } from '../../src/provider/provider.js';
import { isPredicate, predicatesOf, type Condition, type TicketFilter } from '../../src/ticket/filter.js';
import { matches } from '../../src/ticket/matches.js';
import type { TicketOrder } from '../../src/ticket/order.js';
import { isBeyond, placeOf, sortNaively } from './naive-order.js';
import type { Script, Stored } from './script.js';

/** One page, as the script's upstream gives it. @throws Error when asked for what it does not declare */
export function listPage(script: Script, request: ListRequest): TicketPage {
  assertDeclared(script, request);
  const { after, order, cursor, limit, expand } = request;
  const isWanted = ({ ticket }: Stored) =>
    !order || !after || !script.readsAfter || isBeyond(placeOf(ticket, order.field), after, order.direction);
  const list = inOrder(script, order).filter((stored) => isWanted(stored) && passes(script, request.filter, stored));
  const from = Number(cursor ?? 0);
  const to = from + (script.pageSize ?? limit);
  const page = list.slice(from, to);
  const bad = page.flatMap(({ ticket }) => script.unlistable.get(ticket.nativeId) ?? []);
  return {
    rows: page
      .filter(({ ticket }) => !script.unlistable.has(ticket.nativeId))
      .map((stored) => toRow(script, stored, expand)),
    next: to < list.length ? String(to) : null,
    leftOut: bad[0] ?? null,
  };
}

/** A row with what the script's upstream carries along. */
export function toRow(
  { bare, capabilities: { carries } }: Script,
  { ticket, user, messages }: Stored,
  expand: ListRequest['expand'],
): TicketRow {
  return {
    ticket,
    ...(expand.user && carries.includes('user') ? { user } : {}),
    ...(expand.messages && carries.includes('messages') && !bare.has(ticket.nativeId) ? { messages } : {}),
  };
}

/** What the upstream makes of a filter: an inexact predicate lets every second other ticket through too. */
export function passes({ lies, kind, capabilities }: Script, filter: TicketFilter, stored: Stored): boolean {
  const { ticket, messages } = stored;
  const isStray = ticket.nativeId.length % 2 === 0;
  const isInexact = (condition: Condition) =>
    isPredicate(condition) && capabilities.filters[condition.field]?.[condition.operator] === 'inexact';
  return (
    lies ||
    filter.every(
      (condition) => matches([condition], { ticket, provider: kind, messages }) || (isInexact(condition) && isStray),
    )
  );
}

function inOrder({ stored, capabilities }: Script, order: TicketOrder | null): Stored[] {
  if (!order) return [...stored];
  if (capabilities.orders[order.field]?.maxOutOfOrdernessMs === 0) return sortNaively(stored, order);
  const ascending = stored.toSorted((a, b) => toEpochMs(a.storedAt) - toEpochMs(b.storedAt));
  return order.direction === 'ASC' ? ascending : ascending.toReversed();
}

/** Those without a time come first. */
function toEpochMs(storedAt: Stored['storedAt']): number {
  return storedAt === null ? 0 : Date.parse(storedAt);
}

function assertDeclared({ capabilities }: Script, { filter, order, limit }: ListRequest): void {
  const { composes, orders, maxPageSize } = capabilities;
  if (order && !orders[order.field]) throw new Error(`Asked for the undeclared order ${order.field}.`);
  if (limit < 1 || limit > maxPageSize) throw new Error(`Asked for ${limit} rows of at most ${maxPageSize}.`);
  for (const predicate of predicatesOf(filter)) {
    const support = capabilities.filters[predicate.field]?.[predicate.operator];
    if (!support) throw new Error(`Asked for the undeclared ${predicate.field}.${predicate.operator}.`);
  }
  const names = filter.map((condition) => (isPredicate(condition) ? `${condition.field}.${condition.operator}` : null));
  const isPlain = !names.includes(null) && new Set(names).size === names.length;
  if (!composes && !isPlain) throw new Error('Asked to compose, which is not declared.');
}
