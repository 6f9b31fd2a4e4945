import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { TicketRow } from '../../src/provider/provider.js';
import { addMilliseconds } from '../../src/ticket/instant.js';
import { compareKeys, toKey, type TicketKey, type TicketOrder } from '../../src/ticket/order.js';
import { createCall, errorOf } from '../provider/http/calls.js';
import { idsOf, ordersOf, readPages, readRows, toListed, toListRequest } from './asking.js';
import type { Seeded, Subject } from './subject.js';
import { NONSENSE_IDS } from './texts.js';

/** Whole lists, page by page, in every order. */
export function describeLists(subject: Subject): void {
  const { provider, seed } = subject;
  const orders = ordersOf(provider).map((order) => [toName(order), order] as const);

  describe('lists', () => {
    it.each([['no order', null] as const, ...orders])('come whole in pages of two: %s', async (_name, order) => {
      const pages = await readPages(provider, { order, limit: 2 });

      const rows = pages.flatMap((page) => page.rows);
      expect(pages.length).toBeGreaterThanOrEqual(3);
      expect(inOneOrder(rows)).toEqual(inOneOrder(seed.map(({ ticket }) => toListed(subject, ticket))));
      expect(findDisorder(subject, order, rows)).toEqual([]);
    });

    it.each(orders)('leave out nothing beyond the place to go on from: %s', async (_name, order) => {
      const lost: unknown[] = [];
      for (const after of placesIn(seed, order)) {
        const rows = await readRows(provider, { order, after });
        const ids = idsOf(rows);
        const beyond = seed.filter(({ ticket }) => compareKeys(toKey(ticket, order.field), after, order.direction) > 0);
        lost.push(...idsOf(beyond).filter((id) => !ids.includes(id)), ...findDisorder(subject, order, rows));
        lost.push(...ids.filter((id, index) => ids.indexOf(id) !== index));
      }

      expect(lost).toEqual([]);
    });

    it('hold no more rows in a page than declared', async () => {
      const { maxPageSize } = provider.capabilities;

      const pages = await readPages(provider, { limit: 10 * maxPageSize });

      expect(pages.map(({ rows }) => rows.length).filter((length) => length > maxPageSize)).toEqual([]);
      expect(idsOf(pages.flatMap(({ rows }) => rows))).toEqual(idsOf(seed));
    });

    it('give the same page for the same cursor', async () => {
      const [first] = await readPages(provider, { limit: 2 });
      const request = toListRequest(provider, { limit: 2, cursor: first?.next ?? null });

      const second = await provider.listTickets(request, createCall());
      await readPages(provider, request);

      expect(await provider.listTickets(request, createCall())).toEqual(second);
      expect(second.rows).not.toEqual(first?.rows);
    });

    it('refuse a cursor that they did not give', async () => {
      const codes = [];
      for (const cursor of [...NONSENSE_IDS, '[]', '[1]', '["x","y","z"]', 'http://127.0.0.1:9/v2/support_tickets']) {
        const read = provider.listTickets(toListRequest(provider, { cursor }), createCall());
        codes.push((await errorOf(read)).code);
      }

      expect(new Set(codes)).toEqual(new Set<ProviderError['code']>(['BAD_RESPONSE']));
    });
  });
}

function toName({ field, direction }: TicketOrder): string {
  return `${field} ${direction}`;
}

function inOneOrder(rows: readonly TicketRow[]): readonly TicketRow[] {
  return rows.toSorted((a, b) => compareKeys(toKey(a.ticket, 'CREATED_AT'), toKey(b.ticket, 'CREATED_AT'), 'ASC'));
}

/** Ids of rows that come after one that they should precede, by more than is declared. */
function findDisorder({ provider }: Subject, order: TicketOrder | null, rows: readonly TicketRow[]): string[] {
  const boundMs = order && provider.capabilities.orders[order.field]?.maxOutOfOrdernessMs;
  if (!order || boundMs === undefined || boundMs === null) return [];
  const keys = rows.map(({ ticket }) => toKey(ticket, order.field));
  return keys
    .filter((key, index) => keys.slice(0, index).some((earlier) => isTooLate(key, earlier, order, boundMs)))
    .map(({ nativeId }) => nativeId);
}

function isTooLate(key: TicketKey, earlier: TicketKey, { direction }: TicketOrder, boundMs: number): boolean {
  if (compareKeys(earlier, key, direction) < 0) return false;
  if (boundMs === 0 || typeof key.value !== 'string' || typeof earlier.value !== 'string') return true;
  return Math.abs(Date.parse(earlier.value) - Date.parse(key.value)) > boundMs;
}

/** Places of tickets, and places between tickets: of other backends, of ids that are gone or never were. */
function placesIn(seed: readonly Seeded[], { field }: TicketOrder): TicketKey[] {
  const keys = seed.filter((_, index) => index % 15 === 0).map(({ ticket }) => toKey(ticket, field));
  const [first] = keys;
  if (!first) return [];
  const elsewhere = keys
    .slice(0, 1)
    .flatMap((key) => [
      { ...key, backend: '' },
      { ...key, backend: 'zzz' },
      ...['', '~', '\0', '\ud83d', '\u{1f600}'].map((nativeId) => ({ ...key, nativeId })),
    ]);
  const values = field === 'PRIORITY' ? [0, 3] : timesAround(first);
  return [...keys, ...elsewhere, ...[null, ...values].map((value) => ({ ...first, value }))];
}

function timesAround({ value }: TicketKey): string[] {
  const near = typeof value === 'string' ? [-1, 1].map((milliseconds) => addMilliseconds(value, milliseconds)) : [];
  return ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', ...near];
}
