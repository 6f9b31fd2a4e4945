import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TICKET_ORDER_FIELDS, compareKeys, reverseOrder, toKey } from '../../src/ticket/order.js';
import { TICKET_PRIORITIES, type Ticket } from '../../src/ticket/ticket.js';
import { makeTicket } from './tickets.js';

const instant = fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-12-31T00:00:00.000Z');
const tickets: fc.Arbitrary<Ticket> = fc
  .record({
    backend: fc.constantFrom('a', 'b', 'b-1'),
    nativeId: fc.constantFrom('1', '10', '2', 'Z', 'a', 'ä', '\u{1f600}', '\uffff'),
    createdAt: instant,
    updatedAt: fc.option(instant),
    resolvedAt: fc.option(instant),
    priority: fc.option(fc.constantFrom(...TICKET_PRIORITIES)),
  })
  .map(makeTicket);
const list = fc.uniqueArray(tickets, { selector: ({ backend, nativeId }) => `${backend}/${nativeId}` });
const field = fc.constantFrom(...TICKET_ORDER_FIELDS);

describe('an order', () => {
  it('is DESC what ASC is read backwards', () => {
    fc.assert(
      fc.property(list, field, (some, by) => {
        const keys = some.map((ticket) => toKey(ticket, by));
        const ascending = keys.toSorted((a, b) => compareKeys(a, b, 'ASC'));
        const descending = keys.toSorted((a, b) => compareKeys(a, b, 'DESC'));

        expect(descending).toEqual(ascending.toReversed());
      }),
      { seed: 20_260_302, numRuns: 500 },
    );
  });

  it('is the same whatever came first', () => {
    fc.assert(
      fc.property(list, field, (some, by) => {
        const keys = some.map((ticket) => toKey(ticket, by));
        const sort = (these: typeof keys) => these.toSorted((a, b) => compareKeys(a, b, 'ASC'));

        expect(sort(keys.toReversed())).toEqual(sort(keys));
      }),
      { seed: 20_260_302, numRuns: 500 },
    );
  });

  it('ties nothing but a ticket with itself', () => {
    fc.assert(
      fc.property(tickets, tickets, field, (a, b, by) => {
        const isSame = a.backend === b.backend && a.nativeId === b.nativeId;
        fc.pre(!isSame);

        expect(Math.sign(compareKeys(toKey(a, by), toKey(b, by), 'ASC'))).not.toBe(0);
        expect(compareKeys(toKey(a, by), toKey(a, by), 'ASC')).toBe(0);
      }),
      { seed: 20_260_302, numRuns: 500 },
    );
  });

  it('takes the value first, then the backend, then the native id, by code unit', () => {
    const keys = [
      { value: null, backend: 'z', nativeId: 'z' },
      { value: 1, backend: 'a', nativeId: '10' },
      { value: 1, backend: 'a', nativeId: '2' },
      { value: 1, backend: 'a', nativeId: 'Z' },
      { value: 1, backend: 'a', nativeId: 'a' },
      { value: 1, backend: 'b', nativeId: '1' },
      { value: 2, backend: 'a', nativeId: '1' },
    ];

    expect(keys.toReversed().toSorted((a, b) => compareKeys(a, b, 'ASC'))).toEqual(keys);
  });

  it.each([
    ['CREATED_AT', '2026-03-02T09:14:05.000Z', '2026-03-02T09:14:05.000Z'],
    ['UPDATED_AT', '2026-01-01T00:00:00.000Z', null],
    ['RESOLVED_AT', '2026-02-01T00:00:00.000Z', null],
    ['PRIORITY', 3, null],
  ] as const)('by %s takes its place from the ticket', (by, value, empty) => {
    const ticket = makeTicket({
      updatedAt: '2026-01-01T00:00:00.000Z',
      resolvedAt: '2026-02-01T00:00:00.000Z',
      priority: 'URGENT',
    });

    expect(toKey(ticket, by)).toEqual({ value, backend: 'moov-eu', nativeId: 't1' });
    expect(toKey(makeTicket(), by)).toEqual({ value: empty, backend: 'moov-eu', nativeId: 't1' });
  });

  it('ranks priorities from the least to the most urgent', () => {
    const ranks = (['LOW', 'NORMAL', 'HIGH', 'URGENT'] as const).map((priority) =>
      toKey(makeTicket({ priority }), 'PRIORITY'),
    );

    expect(ranks.map(({ value }) => value)).toEqual([0, 1, 2, 3]);
  });

  it('turns round', () => {
    expect(reverseOrder({ field: 'PRIORITY', direction: 'ASC' })).toEqual({ field: 'PRIORITY', direction: 'DESC' });
    expect(reverseOrder({ field: 'CREATED_AT', direction: 'DESC' })).toEqual({ field: 'CREATED_AT', direction: 'ASC' });
  });
});
