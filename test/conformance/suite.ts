import { afterAll, describe, expect, it } from 'vitest';
import { CATEGORY_FIELDS } from '../../src/provider/writes.js';
import { describeAdditions } from './additions.js';
import { describeCalls } from './calls.js';
import { describeChanges } from './changes.js';
import { describeClosing } from './closing.js';
import { describeCombinations } from './combinations.js';
import { describeFailedWrites } from './failed-writes.js';
import { describeFailures } from './failures.js';
import { describeFilters } from './filters.js';
import { describeLists } from './lists.js';
import { describeLostAnswers } from './lost-answers.js';
import { describeReads } from './reads.js';
import { describeRelated } from './related.js';
import type { Setup, Subject } from './subject.js';
import { describeWrites } from './writes.js';

/** What every provider promises; the cases follow from the capabilities that it declares. */
export function describeProvider(name: string, setup: Setup): void {
  describe(name, async () => {
    const subject = await setup();
    const scratch = await setup();
    afterAll(() => Promise.all([subject.close(), scratch.close()]));

    describeCapabilities(subject);
    describeLists(subject);
    describeFilters(subject);
    describeCombinations(subject);
    describeReads(subject);
    describeRelated(subject);
    describeCalls(scratch);
    if (hasCategories(scratch)) describeWrites(scratch);
    if (scratch.changes.length > 0) describeChanges(scratch);
    describeAdditions(scratch);
    if (subject.upstream) {
      describeFailures(setup);
      describeFailedWrites(setup);
      describeLostAnswers(setup, subject.provider);
    }
    describeClosing(setup);
  });
}

function describeCapabilities({ provider, seed, hasTypedStatuses = false }: Subject): void {
  const { capabilities } = provider;

  describe('capabilities', () => {
    it('go with the methods', () => {
      const { hasMessages, updatableFields, creatableFields, addableMessageTypes, carries, maxPageSize, maxBatchSize } =
        capabilities;

      expect(provider.listMessages !== undefined).toBe(hasMessages);
      expect(provider.updateTicket !== undefined).toBe(updatableFields.length > 0);
      expect(provider.createTicket !== undefined).toBe(creatableFields !== null);
      expect(provider.aggregate !== undefined || (capabilities.measures ?? []).length === 0).toBe(true);
      expect(provider.addMessage !== undefined).toBe(addableMessageTypes.length > 0);
      expect(hasMessages || !carries.includes('messages')).toBe(true);
      expect(Math.min(maxPageSize, maxBatchSize)).toBeGreaterThan(0);
    });

    it('are put to the test by what the provider holds', () => {
      const tickets = seed.map(({ ticket }) => ticket);
      const wordings = hasTypedStatuses
        ? tickets.filter(({ priorityName, priority }) => priorityName !== null && priority === null)
        : tickets.filter(({ statusName, status }) => statusName !== null && status === null);
      const instants = seed.map(({ ticket }) => ticket.createdAt);

      expect(seed.map(({ provider: kind }) => kind)).toEqual(seed.map(() => provider.kind));
      expect(wordings).not.toEqual([]);
      expect(new Set(instants).size).toBeLessThan(instants.length);
    });
  });
}

function hasCategories({ provider }: Subject): boolean {
  return CATEGORY_FIELDS.some((field) => provider.capabilities.updatableFields.includes(field));
}
