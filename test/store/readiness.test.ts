import { afterEach, expect, it, vi } from 'vitest';
import { createReadiness } from '../../src/store/readiness.js';

afterEach(() => vi.useRealTimers());

it('asks the store once for all who want to know within a second', async () => {
  let asked = 0;
  let time = 0;
  const isReady = createReadiness({ isReady: async () => ++asked < 2 }, () => time);

  const first = await Promise.all([isReady(), isReady()]);
  time = 999;
  const soon = await isReady();
  time = 1000;
  const later = await isReady();

  expect([...first, soon, later]).toEqual([true, true, true, false]);
  expect(asked).toBe(2);
});

it('is over after 2 s for a store that says nothing, and leaves no timer behind one that does', async () => {
  vi.useFakeTimers();
  const silent = createReadiness({ isReady: () => new Promise(() => {}) });
  const answer = silent();
  await vi.advanceTimersByTimeAsync(2000);
  const quick = createReadiness({ isReady: async () => true });

  expect(await answer).toBe(false);
  expect(await quick()).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
