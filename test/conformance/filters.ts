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
  const { filters, accepts } = subject.provider.capabilities;
  const samples = samplePredicates(subject.seed);
  const declared = namesOf(filters);
  const undeclared = [...samples.keys()].filter((name) => !declared.includes(name));
  const samplesOf = (names: readonly string[]) => names.flatMap((name) => samples.get(name) ?? []);

  describe('filters', () => {
    it.each(declared)('evaluates %s in the system', async (name) => {
      await expectPushed(
        subject,
        samplesOf([name]).filter((predicate) => isPushed(subject, predicate)),
      );
    });

    if (undeclared.length > 0) {
      it('leaves every other predicate to the gateway', () => expectRemaining(subject, samplesOf(undeclared)));
    }

    if (accepts) {
      it('leaves a declared predicate to the gateway where it refuses the value', () =>
        expectRemaining(
          subject,
          samplesOf(declared).filter((predicate) => !isPushed(subject, predicate)),
        ));
    }
  });
}

/** Each predicate leaves for the upstream, where there is one that lists by it, and what comes back is right. */
async function expectPushed(subject: Subject, predicates: readonly Predicate[]): Promise<void> {
  const { upstream } = subject;
  const bare = await askForEverything(subject);
  const faults: string[] = [];
  const kept: Predicate[] = [];
  for (const predicate of predicates) {
    faults.push(...(await findFaults(subject, [predicate])));
    const requests = upstream?.takeRequests() ?? [];
    const isKept = bare.some((everything) => everything.every((request) => requests.includes(request)));
    if (isKept) kept.push(predicate);
  }

  expect(predicates).not.toEqual([]);
  expect(faults).toEqual([]);
  expect(kept).toEqual([]);
}

/** No predicate leaves, and the gateway has all that it takes to evaluate them. */
async function expectRemaining(subject: Subject, predicates: readonly Predicate[]): Promise<void> {
  const rows = await readWithMessages(subject.provider, needsMessages(predicates), {});

  const faults = predicates.flatMap((predicate) => faultsOf(subject, [predicate], rows));

  expect(predicates).not.toEqual([]);
  expect(predicates.filter((predicate) => isPushed(subject, predicate))).toEqual([]);
  expect(faults).toEqual([]);
}

function isPushed({ provider }: Subject, predicate: Predicate): boolean {
  return pushDown([predicate], provider.capabilities).pushed.length > 0;
}

function namesOf(filters: FilterCapabilities): string[] {
  return Object.entries(filters).flatMap(([field, operators]) =>
    Object.keys(operators).map((operator) => `${field}.${operator}`),
  );
}

/** The requests that bring the first page of an unfiltered list, without and with messages; none without an upstream. */
async function askForEverything({ provider, upstream }: Subject): Promise<readonly (readonly string[])[]> {
  if (!upstream) return [];
  const sets = [];
  for (const messages of [false, true]) {
    upstream.takeRequests();
    await provider.listTickets(toListRequest(provider, { expand: { ...NO_EXPAND, messages } }), createCall());
    sets.push(upstream.takeRequests());
  }
  return sets;
}
