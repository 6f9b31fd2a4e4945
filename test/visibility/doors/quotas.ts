import { describe, expect, it } from 'vitest';
import { askCost } from '../../gateway/query-cost.js';
import type { Four } from '../four.js';
import type { PlainCaller } from '../oracle.js';
import { findInsiders, tokenToWrite } from './people.js';

const QUOTAS = '{ backends { key rateLimit { limit remaining } } tickets(first: 1) { nodes { id } } }';
const EVERYBODYS: PlainCaller = { sees: 'all', user: null, organization: null, internal: true };

interface Quotas {
  readonly backends: readonly {
    readonly key: string;
    readonly rateLimit: { readonly limit: number | null; readonly remaining: number | null } | null;
  }[];
}

/** What is left of a quota tells how many pages were read, those of others among them. */
export function describeQuotas(getFour: () => Four): void {
  describe("what is left of a backend's quota", () => {
    it('is told to nobody but who sees every ticket', async () => {
      const four = getFour();
      const { user, organization } = findInsiders(four);

      const told = await Promise.all([EVERYBODYS, user, organization].map((caller) => remainingOf(four, caller)));

      expect(told[0]).toEqual([expect.any(Number), expect.any(Number)]);
      expect(told.slice(1)).toEqual([
        [null, null],
        [null, null],
      ]);
    });
  });
}

/** Of ev.energy, which tells its quota: by the backend, and by the cost. */
async function remainingOf({ world }: Four, caller: PlainCaller): Promise<unknown[]> {
  const token = await tokenToWrite(world, caller);
  await askCost(world, QUOTAS, token);
  const { data, extensions } = await askCost(world, QUOTAS, token);
  const { backends } = data as unknown as Quotas;
  const rateLimit = backends.find(({ key }) => key === 'ev')?.rateLimit;
  expect(rateLimit?.limit).toEqual(expect.any(Number));
  return [rateLimit?.remaining, extensions?.cost?.upstreamRequests.find(({ backend }) => backend === 'ev')?.remaining];
}
