import { describe, expect, it } from 'vitest';
import type { FilterCapabilities } from '../../src/provider/capabilities.js';
import { pushDown } from '../../src/provider/push-down.js';
import { needsMessages, type Predicate } from '../../src/ticket/filter.js';
import { NO_EXPAND, toListRequest } from './asking.js';
import { createCall } from '../provider/http/calls.js';
import { faultsOf, findFaults, readWithMessages } from './filtered-read.js';
import { samplePredicates } from './samples.js';
import type { Subject } from './subject.js';

/** Each predicate alone: a declared one is the system's to evaluate, any other the gateway's. */
export function describeFilters(subject: Subject): void {
  const { provider, seed, upstream } = subject;
  const { filters, accepts } = provider.capabilities;
  const samples = samplePredicates(seed);
  const declared = namesOf(filters);
  const undeclared = [...samples.keys()].filter((name) => !declared.includes(name));
  const isPushed = (predicate: Predicate) => pushDown([predicate], provider.capabilities).pushed.length > 0;

  describe('filters', () => {
    it.each(declared)('evaluates %s in the system', async (name) => {
      const predicates = (samples.get(name) ?? []).filter(isPushed);
      const faults: string[] = [];
      const asked = new Map<Predicate, readonly string[]>();
      for (const predicate of predicates) {
        upstream?.takeRequests();
        faults.push(...(await findFaults(subject, [predicate])));
        asked.set(predicate, upstream?.takeRequests() ?? []);
      }
      const bare = await askForEverything(subject);

      expect(predicates).not.toEqual([]);
      expect(faults).toEqual([]);
      expect(predicates.filter((predicate) => asked.get(predicate)?.some((one) => bare.includes(one)))).toEqual([]);
    });

    if (undeclared.length > 0)
      it('leaves every other predicate to the gateway, which has all that it takes', async () => {
        const predicates = undeclared.flatMap((name) => samples.get(name) ?? []);
        const rows = await readWithMessages(
          provider,
          predicates.some((one) => needsMessages([one])),
          {},
        );

        const faults = predicates.flatMap((predicate) => faultsOf(subject, [predicate], rows));

        expect(predicates.filter(isPushed)).toEqual([]);
        expect(faults).toEqual([]);
      });

    if (accepts)
      it('leaves a declared predicate to the gateway where it refuses the value', async () => {
        const refused = declared.flatMap((name) => samples.get(name) ?? []).filter((one) => !isPushed(one));
        const rows = await readWithMessages(
          provider,
          refused.some((one) => needsMessages([one])),
          {},
        );

        const faults = refused.flatMap((predicate) => faultsOf(subject, [predicate], rows));

        expect(refused).not.toEqual([]);
        expect(faults).toEqual([]);
      });
  });
}

function namesOf(filters: FilterCapabilities): string[] {
  return Object.entries(filters).flatMap(([field, operators]) =>
    Object.keys(operators).map((operator) => `${field}.${operator}`),
  );
}

/** The requests that bring an unfiltered list, with and without messages. */
async function askForEverything({ provider, upstream }: Subject): Promise<readonly string[]> {
  upstream?.takeRequests();
  await provider.listTickets(toListRequest(provider, {}), createCall());
  await provider.listTickets(toListRequest(provider, { expand: { ...NO_EXPAND, messages: true } }), createCall());
  return upstream?.takeRequests() ?? [];
}
