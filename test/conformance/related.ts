import { describe, expect, it } from 'vitest';
import { createCall } from '../provider/http/calls.js';
import type { Subject } from './subject.js';
import { NONSENSE_IDS } from './texts.js';

/** Messages, people and the classification, for providers that have them. */
export function describeRelated(subject: Subject): void {
  if (subject.provider.listMessages) describeMessages(subject);
  if (subject.provider.getUsers) describeUsers(subject);
  if (subject.provider.listCategories) describeCategories(subject);
}

function describeMessages({ provider, seed, absent }: Subject): void {
  const { maxBatchSize } = provider.capabilities;
  const batch = seed.slice(-maxBatchSize + 1).toReversed();

  describe('conversations', () => {
    it('come by position, null where there is no ticket', async () => {
      const ids = [absent.ticketId, ...batch.map(({ ticket }) => ticket.nativeId)];

      const slots = await provider.listMessages?.(ids, createCall());

      expect(slots).toEqual([null, ...batch.map(({ messages }) => messages)]);
      expect(new Set(batch.map(({ messages }) => messages.length === 0))).toEqual(new Set([true, false]));
    });

    it('are none for an id that is none', async () => {
      const ids = NONSENSE_IDS.slice(0, maxBatchSize);

      expect(await provider.listMessages?.(ids, createCall())).toEqual(ids.map(() => null));
    });
  });
}

function describeUsers({ provider, users, absent }: Subject): void {
  describe('people', () => {
    it('come slot by slot, null where there is nobody', async () => {
      const ids = [absent.userId, ...users.map(({ id }) => id).toReversed()];

      expect(await provider.getUsers?.(ids, createCall())).toEqual([null, ...users.toReversed()]);
    });

    it('are none for an id that is none', async () => {
      const ids = NONSENSE_IDS.slice(0, provider.capabilities.maxBatchSize);

      expect(await provider.getUsers?.(ids, createCall())).toEqual(ids.map(() => null));
    });
  });
}

function describeCategories({ provider }: Subject): void {
  describe('the classification', () => {
    it('is the same every time', async () => {
      const categories = await provider.listCategories?.(createCall());

      expect(categories).not.toEqual([]);
      expect(await provider.listCategories?.(createCall())).toEqual(categories);
    });

    it('has each value once', async () => {
      const categories = (await provider.listCategories?.(createCall())) ?? [];

      for (const choices of [categories, ...categories.map(({ subcategories }) => subcategories)]) {
        const values = choices.map(({ value }) => value);
        expect(values).toEqual([...new Set(values)]);
      }
    });
  });
}
