import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/demo/random.js';
import type { Predicate, TicketFilter } from '../../src/ticket/filter.js';
import { ordersOf } from './asking.js';
import { findFaults } from './filtered-read.js';
import { samplePredicates, type Samples } from './samples.js';
import type { Subject } from './subject.js';

const ROUNDS = 200;

/** Two predicates at once: in one place upstream, in two, with one remaining, under `or` and `not`. */
export function describeCombinations(subject: Subject): void {
  const { provider, seed } = subject;
  const samples = samplePredicates(seed);

  describe('combined filters', () => {
    it('answers any two predicates together, in any order and page size', async () => {
      const random = createRandom(2);
      const faults: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const order = random.pick([null, ...ordersOf(provider)]);
        const limit = random.pick([20, 60, 1000]);
        faults.push(...(await findFaults(subject, drawFilter(random, samples), { order, limit })));
      }

      expect(faults).toEqual([]);
    });

    it('answers bounds on both sides of every time, also where nothing lies between them', async () => {
      const faults: string[] = [];
      for (const [from, to] of boundsOf(samples)) faults.push(...(await findFaults(subject, [from, to])));

      expect(faults).toEqual([]);
    });
  });
}

function drawFilter(random: Random, samples: Samples): TicketFilter {
  const [first, second] = drawTwo(random, samples);
  switch (random.below(8)) {
    case 0:
      return [{ or: [[first], [second]] }];
    case 1:
      return [{ not: [first, second] }];
    case 2:
      return [first, { not: [second] }];
    case 3:
      return [{ or: [[first, { not: [second] }], [second, { or: [] }], [{ not: [first] }]] }];
    default:
      return [first, second];
  }
}

/** Often of one field, where they compete for one place upstream. */
function drawTwo(random: Random, samples: Samples): readonly [Predicate, Predicate] {
  const first = random.pick(random.pick([...samples.values()]));
  const sameField = [...samples.values()].filter(([one]) => one && nounOf(one) === nounOf(first));
  const second = random.pick(random.pick(random.below(3) === 0 ? sameField : [...samples.values()]));
  return [first, second];
}

/** `status` and `statusName` are often one field upstream. */
function nounOf({ field }: Predicate): string {
  return field.replace(/Name$/, '');
}

function* boundsOf(samples: Samples): Generator<readonly [Predicate, Predicate]> {
  const random = createRandom(3);
  for (const field of ['createdAt', 'updatedAt', 'resolvedAt']) {
    for (const lower of ['gte', 'gt']) {
      for (const upper of ['lte', 'lt']) {
        const [froms = [], tos = []] = [samples.get(`${field}.${lower}`), samples.get(`${field}.${upper}`)];
        for (let round = 0; round < 5; round += 1) yield [random.pick(froms), random.pick(tos)];
      }
    }
  }
}
