import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/demo/random.js';
import type { Capabilities } from '../../src/provider/capabilities.js';
import { pushDown } from '../../src/provider/push-down.js';
import type { Predicate, TicketFilter } from '../../src/ticket/filter.js';
import { ordersOf } from './asking.js';
import { faultsOf, findFaults, readWithMessages } from './filtered-read.js';
import { samplePredicates, type Samples } from './samples.js';
import type { Subject } from './subject.js';

const ROUNDS = Number(process.env['CONFORMANCE_ROUNDS'] ?? 60);
/** Pairs for two fields that are both pushed down. */
const DRAWS = 4;

/** Two predicates at once: in one place upstream, in two, with one remaining, under `or` and `not`. */
export function describeCombinations(subject: Subject): void {
  const { provider, seed } = subject;
  const samples = samplePredicates(seed);

  describe('combined filters', () => {
    it('are right for any two predicates, in any order and page size', async () => {
      const random = createRandom(2);
      const faults: string[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const order = random.pick([null, ...ordersOf(provider)]);
        const limit = random.pick([20, 60, 1000]);
        faults.push(...(await findFaults(subject, drawFilter(random, samples), { order, limit })));
      }

      expect(faults).toEqual([]);
    }, 600_000);

    it('are right for predicates that share a field upstream', async () => {
      // Where nothing is pushed down, the same rows come every time: they are read once.
      const everything = await readWithMessages(provider, true, {});
      const faults: string[] = [];
      for (const rivals of drawRivals(createRandom(3), samples, provider.capabilities)) {
        const isPushed = pushDown(rivals, provider.capabilities).pushed.length > 0;
        faults.push(...(isPushed ? await findFaults(subject, rivals) : faultsOf(subject, rivals, everything)));
      }

      expect(faults).toEqual([]);
    });
  });
}

function drawFilter(random: Random, samples: Samples): TicketFilter {
  const draw = () => random.pick(random.pick([...samples.values()]));
  const [first, second] = [draw(), draw()];
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

/** Two predicates for any two operators on one field, and more for two fields, mostly with values that are held. */
function* drawRivals(
  random: Random,
  samples: Samples,
  capabilities: Capabilities,
): Generator<readonly [Predicate, Predicate]> {
  const groups = [...samples.values()];
  const toPushed = (group: readonly Predicate[]) =>
    group.filter((predicate) => pushDown([predicate], capabilities).pushed.length > 0).slice(0, 4);
  for (const [index, some] of groups.entries()) {
    for (const others of groups.slice(index)) {
      if (!isRival(some[0], others[0])) continue;
      yield [random.pick(some.slice(0, 8)), random.pick(others.slice(0, 8))];
      if (some[0]?.field !== others[0]?.field) yield* drawPushed(random, toPushed(some), toPushed(others));
    }
  }
}

/** A few pairs of predicates that are both pushed down, for what may be one field upstream. */
function* drawPushed(
  random: Random,
  some: readonly Predicate[],
  others: readonly Predicate[],
): Generator<readonly [Predicate, Predicate]> {
  if (some.length === 0 || others.length === 0) return;
  for (let draw = 0; draw < DRAWS; draw += 1) yield [random.pick(some), random.pick(others)];
}

/** `status` and `statusName` are often one field upstream. */
function isRival(one: Predicate | undefined, other: Predicate | undefined): boolean {
  return one?.field.replace(/Name$/, '') === other?.field.replace(/Name$/, '');
}
