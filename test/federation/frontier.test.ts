import { describe, expect, it } from 'vitest';
import { createFrontier } from '../../src/federation/frontier.js';
import { ORDER_DIRECTIONS, type TicketKey } from '../../src/ticket/order.js';
import { createRandom } from '../../src/demo/random.js';
import { isBeyond, placeOf } from './naive-order.js';
import { LOOSE_MS, makeManyStored } from './random-world.js';
import type { Stored } from './script.js';

const at = (second: number, nativeId = '1'): TicketKey => ({
  value: `2026-03-02T00:00:0${second}.000Z`,
  backend: 'a',
  nativeId,
});
const toMs = ({ storedAt }: Stored) => Date.parse(storedAt ?? '');
const none = (nativeId: string): TicketKey => ({ value: null, backend: 'a', nativeId });

describe('the frontier of a strict order', () => {
  it('is nowhere before the first row', () => {
    const frontier = createFrontier({ field: 'CREATED_AT', direction: 'ASC' }, 0);

    expect(frontier.key()).toBeNull();
    expect(frontier.beyond(null)).toBeNull();
  });

  it.each([
    { direction: 'ASC', furthest: at(3) },
    { direction: 'DESC', furthest: at(1) },
  ] as const)('is the furthest row: $direction', ({ direction, furthest }) => {
    const frontier = createFrontier({ field: 'CREATED_AT', direction }, 0);

    for (const key of [at(2), at(3), at(1), at(2, '0')]) frontier.advance(key);

    expect(frontier.key()).toEqual(furthest);
  });

  it('takes priorities and those without a value too', () => {
    const frontier = createFrontier({ field: 'PRIORITY', direction: 'DESC' }, 0);

    for (const key of [{ ...at(1), value: 3 }, none('2')]) frontier.advance(key);

    expect(frontier.key()).toEqual(none('2'));
  });

  it.each([
    [null, at(2)],
    [at(1), at(2)],
    [at(2, '0'), at(2)],
    [at(2), null],
    [at(3), null],
  ])('gets on from %j to %j', (after, expected) => {
    const frontier = createFrontier({ field: 'CREATED_AT', direction: 'ASC' }, 0);
    frontier.advance(at(2));

    expect(frontier.beyond(after)).toEqual(expected);
  });
});

describe('the frontier of a loose order', () => {
  it.each(ORDER_DIRECTIONS)('never passes a row that is still to come: %s', (direction) => {
    for (let seed = 0; seed < 50; seed += 1) {
      const stored = makeManyStored(createRandom(seed), 'a', 30).toSorted((a, b) =>
        direction === 'ASC' ? toMs(a) - toMs(b) : toMs(b) - toMs(a),
      );
      const places = stored.map(({ ticket }) => placeOf(ticket, 'CREATED_AT'));
      const frontier = createFrontier({ field: 'CREATED_AT', direction }, LOOSE_MS);
      for (const [index, place] of places.entries()) {
        frontier.advance(place);
        const known = frontier.key();

        const passed = places.slice(index + 1).filter((later) => known && !isBeyond(later, known, direction));
        expect(passed, `seed ${seed}, row ${index}`).toEqual([]);
      }
    }
  });

  it.each([
    { direction: 'ASC', known: [none('x'), at(1, 'x')], open: [at(2, ''), at(3), at(4)] },
    { direction: 'DESC', known: [at(7, '')], open: [at(6, 'x'), at(5), none('')] },
  ] as const)('keeps its distance, and no more: $direction', ({ direction, known, open }) => {
    const frontier = createFrontier({ field: 'UPDATED_AT', direction }, 2000);
    frontier.advance(at(4));

    const key = frontier.key();

    expect(known.map((place) => key && isBeyond(place, key, direction))).toEqual(known.map(() => false));
    expect(open.map((place) => key && isBeyond(place, key, direction))).toEqual(open.map(() => true));
  });

  it.each([
    { direction: 'ASC', known: [], open: [none('0'), none('x'), at(1)] },
    { direction: 'DESC', known: [at(1)], open: [none('x'), none('0')] },
  ] as const)('is before all rows without a value while it is among them: $direction', (expected) => {
    const frontier = createFrontier({ field: 'UPDATED_AT', direction: expected.direction }, 2000);
    frontier.advance(none('1'));

    const key = frontier.key();

    expect(expected.known.map((place) => key && isBeyond(place, key, expected.direction))).toEqual(
      expected.known.map(() => false),
    );
    expect(expected.open.map((place) => key && isBeyond(place, key, expected.direction))).toEqual(
      expected.open.map(() => true),
    );
  });

  it.each([
    { direction: 'ASC', after: at(1), expected: { ...at(2, ''), backend: '' } },
    { direction: 'ASC', after: at(3), expected: at(4) },
    { direction: 'ASC', after: at(4), expected: null },
    { direction: 'DESC', after: at(5), expected: at(4) },
    { direction: 'DESC', after: at(4), expected: null },
  ] as const)(
    'gets on all the same, to the furthest row: $direction $after.value',
    ({ direction, after, expected }) => {
      const frontier = createFrontier({ field: 'UPDATED_AT', direction }, 2000);
      frontier.advance(at(4));

      expect(frontier.beyond(after)).toEqual(expected);
    },
  );

  it('is for times only', () => {
    const frontier = createFrontier({ field: 'PRIORITY', direction: 'ASC' }, 2000);
    frontier.advance({ ...at(1), value: 2 });

    expect(() => frontier.key()).toThrow('Only time orders can be out of order by a time.');
  });
});
