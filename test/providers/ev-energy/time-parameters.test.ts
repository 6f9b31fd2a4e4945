import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toTimeParameters } from '../../../src/providers/ev-energy/time-parameters.js';
import type { TimePredicate } from '../../../src/ticket/filter.js';
import { parseInstant, toInstant } from '../../../src/ticket/instant.js';

const START_MS = Date.parse('2026-03-02T09:14:05.000Z');

/** An upstream's own time, to the microsecond, in a stretch of five milliseconds. */
const upstreamTime = fc.integer({ min: 0, max: 4999 }).map((microseconds) => {
  const instant = toInstant(START_MS + Math.floor(microseconds / 1000));
  return instant.replace('Z', `${String(microseconds % 1000).padStart(3, '0')}Z`);
});

const predicate: fc.Arbitrary<TimePredicate> = fc.record({
  field: fc.constant('createdAt'),
  operator: fc.constantFrom('gte', 'gt', 'lte', 'lt'),
  value: fc.integer({ min: 0, max: 4 }).map((milliseconds) => toInstant(START_MS + milliseconds)),
});

function holdsHere({ operator, value }: TimePredicate, time: string): boolean {
  const instant = parseInstant(time) ?? '';
  switch (operator) {
    case 'gte':
      return instant >= value;
    case 'gt':
      return instant > value;
    case 'lte':
      return instant <= value;
    case 'lt':
      return instant < value;
  }
}

function holdsUpstream(predicates: readonly TimePredicate[], time: string): boolean {
  const parameters = toTimeParameters(predicates, null);
  if (!parameters) return false;
  return parameters.every(([name, bound]) => (name === 'created_at__gte' ? time >= bound : time <= bound));
}

describe('bounds in time', () => {
  it('mean upstream, to the microsecond, what they mean here', () => {
    fc.assert(
      fc.property(fc.array(predicate, { maxLength: 4 }), upstreamTime, (predicates, time) => {
        expect(holdsUpstream(predicates, time)).toBe(predicates.every((each) => holdsHere(each, time)));
      }),
    );
  });
});
