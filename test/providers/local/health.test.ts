import { describe, expect, it } from 'vitest';
import { createHealth } from '../../../src/providers/local/health.js';
import { StoreError, type StoreErrorCode } from '../../../src/store/store-error.js';

const fail = (code: StoreErrorCode) => () => Promise.reject(new StoreError(code, 'with a secret in it'));

describe('the health of a store', () => {
  it.each<[StoreErrorCode, 'read' | 'write', 'DEGRADED' | 'DOWN', boolean]>([
    ['QUERY', 'read', 'DEGRADED', false],
    ['QUERY', 'write', 'DEGRADED', false],
    ['CONSTRAINT', 'write', 'DEGRADED', false],
    ['CRASHED', 'read', 'DOWN', false],
    ['CRASHED', 'write', 'DOWN', true],
    ['CLOSED', 'write', 'DOWN', false],
    ['UNUSABLE', 'read', 'DOWN', false],
  ])('after %s in a %s is %s, with an unknown outcome: %s', async (code, kind, health, outcomeUnknown) => {
    const watched = createHealth();

    const failing = watched.watch('write the ticket', fail(code), kind);

    await expect(failing).rejects.toMatchObject({
      name: 'ProviderError',
      code: 'UNAVAILABLE',
      message: 'The store could not write the ticket.',
      outcomeUnknown,
    });
    expect(watched.last()).toBe(health);
  });

  it('is back with the next answer, and not touched by other errors', async () => {
    const watched = createHealth();
    const aborted = watched.watch('answer', () => Promise.reject(new RangeError('ours')));

    await expect(aborted).rejects.toThrow(RangeError);
    expect(watched.last()).toBe('HEALTHY');

    await expect(watched.watch('answer', fail('CRASHED'))).rejects.toThrow('The store could not answer.');
    expect(await watched.watch('answer', () => Promise.resolve(7))).toBe(7);
    expect(watched.last()).toBe('HEALTHY');
  });
});
