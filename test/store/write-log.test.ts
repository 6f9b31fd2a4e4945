import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BegunWrite, LoggedWrite } from '../../src/provider/write-log.js';
import { toProviderWriteLog } from '../../src/store/provider-write-log.js';
import { createStore, type Store } from '../../src/store/store.js';
import { toInstant } from '../../src/ticket/instant.js';
import { NOW_MS, withFolder } from './stores.js';

const HOUR_MS = 3_600_000;
const LEASE_MS = 30_000;
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const HOSTILE = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\udfff',
  '\uFFFD',
  '\\ud800',
  '\\u0000',
  '"',
  "'",
  '","',
  'x'.repeat(100_000),
];

let store: Store;
let now = NOW_MS;
let sequence = 0;
let write: LoggedWrite;

beforeAll(async () => {
  store = await createStore({ dataDirectory: null, clock: () => now });
});

beforeEach(() => {
  sequence += 1;
  now = NOW_MS;
  write = { scope: 'ann createTicket', key: `key ${sequence}`, fingerprint: 'of the input', leaseMs: LEASE_MS };
});

afterAll(() => store.close());

async function begin(changes: Partial<LoggedWrite> = {}): Promise<Extract<BegunWrite, { state: 'BEGUN' }>> {
  const begun = await store.writeLog.begin({ ...write, ...changes });
  if (begun.state !== 'BEGUN') throw new Error(`The write is ${begun.state}.`);
  return begun;
}

describe('a write that begins', () => {
  it('is a new attempt', async () => {
    const begun = await store.writeLog.begin(write);

    expect(begun).toEqual({
      state: 'BEGUN',
      attemptId: expect.stringMatching(ULID),
      startedAt: toInstant(NOW_MS),
      isRepeat: false,
      progress: null,
    });
  });

  it('is somebody’s until its lease ends', async () => {
    const { attemptId } = await begin();

    now += LEASE_MS - 1;
    expect(await store.writeLog.begin(write)).toEqual({ state: 'UNDER_WAY', retryAfterMs: 1 });

    now += 1;
    expect(await store.writeLog.begin(write)).toEqual({
      state: 'BEGUN',
      attemptId,
      startedAt: toInstant(NOW_MS),
      isRepeat: true,
      progress: null,
    });
    expect(await store.writeLog.begin(write)).toEqual({ state: 'UNDER_WAY', retryAfterMs: LEASE_MS });
  });

  it('is one caller’s of two that come together', async () => {
    const begun = await Promise.all([store.writeLog.begin(write), store.writeLog.begin(write)]);

    expect(begun.map(({ state }) => state)).toEqual(['BEGUN', 'UNDER_WAY']);
  });

  it('is one caller’s of many that carry on together', async () => {
    const { attemptId } = await begin();
    await store.writeLog.suspend(attemptId);

    const begun = await Promise.all(Array.from({ length: 8 }, () => store.writeLog.begin(write)));

    expect(begun.map(({ state }) => state).toSorted()).toEqual(['BEGUN', ...Array<string>(7).fill('UNDER_WAY')]);
  });

  it('has its key for its scope and its input alone', async () => {
    const { attemptId } = await begin();

    const other = await begin({ scope: 'bob createTicket' });

    expect(other).toMatchObject({ isRepeat: false });
    expect(other.attemptId).not.toBe(attemptId);
    expect(await store.writeLog.begin({ ...write, fingerprint: 'of another' })).toEqual({ state: 'OTHER_INPUT' });
  });
});

describe('a write that was begun', () => {
  it('is carried on with where it was left', async () => {
    const { attemptId } = await begin();
    await store.writeLog.saveProgress(attemptId, 'first');
    await store.writeLog.saveProgress(attemptId, 'second');
    now += 1000;

    await store.writeLog.suspend(attemptId);

    const repeat = { state: 'BEGUN', attemptId, startedAt: toInstant(NOW_MS), isRepeat: true, progress: 'second' };
    expect(await store.writeLog.begin({ ...write, fingerprint: 'of another' })).toEqual({ state: 'OTHER_INPUT' });
    expect(await store.writeLog.begin(write)).toEqual(repeat);
    expect(await store.writeLog.begin(write)).toEqual({ state: 'UNDER_WAY', retryAfterMs: LEASE_MS });
  });

  it('gives its result once it is finished, whatever comes later', async () => {
    const { attemptId } = await begin();
    await store.writeLog.suspend(attemptId);
    await store.writeLog.finish(attemptId, 'tick1');

    await store.writeLog.suspend(attemptId);
    await store.writeLog.release(attemptId);
    await store.writeLog.finish(attemptId, 'tick2');

    now += HOUR_MS;
    expect(await store.writeLog.begin(write)).toEqual({ state: 'FINISHED', result: 'tick1' });
    expect(await store.writeLog.begin({ ...write, fingerprint: 'of another' })).toEqual({ state: 'OTHER_INPUT' });
  });

  it('leaves its key free once it is released', async () => {
    const { attemptId } = await begin();
    await store.writeLog.saveProgress(attemptId, 'nothing yet');

    await store.writeLog.release(attemptId);

    const next = await begin({ fingerprint: 'of another' });
    expect(next).toMatchObject({ isRepeat: false, progress: null });
    expect(next.attemptId).not.toBe(attemptId);
  });

  it('that is gone is left alone', async () => {
    const { attemptId } = await begin();
    await store.writeLog.release(attemptId);
    const next = await begin();

    await store.writeLog.saveProgress(attemptId, 'late');
    await store.writeLog.finish(attemptId, 'late');
    await store.writeLog.suspend(attemptId);
    await store.writeLog.release(attemptId);

    expect(await store.writeLog.begin(write)).toMatchObject({ state: 'UNDER_WAY' });
    expect(next.attemptId).not.toBe(attemptId);
  });
});

describe('the log', () => {
  it('keeps a write for 24 hours', async () => {
    const { attemptId } = await begin();
    await store.writeLog.finish(attemptId, 'tick1');

    now = NOW_MS + 24 * HOUR_MS;
    expect(await store.writeLog.begin(write)).toEqual({ state: 'FINISHED', result: 'tick1' });

    now += 1;
    const later = await begin({ fingerprint: 'of another' });
    expect(later).toMatchObject({ startedAt: toInstant(now), isRepeat: false, progress: null });
    expect(later.attemptId).not.toBe(attemptId);
  });

  it('counts the 24 hours from the first try', async () => {
    const { attemptId } = await begin();
    now = NOW_MS + 23 * HOUR_MS;
    await store.writeLog.saveProgress(attemptId, 'half');
    expect(await begin()).toMatchObject({ attemptId, isRepeat: true, progress: 'half' });

    now = NOW_MS + 24 * HOUR_MS + 1;

    expect(await begin()).toMatchObject({ isRepeat: false, progress: null });
  });

  it('tells any two keys apart, and gives any text back', async () => {
    const writes = HOSTILE.flatMap((scope) => HOSTILE.map((key) => ({ scope: `${sequence}${scope}`, key })));

    const attempts: string[] = [];
    for (const { scope, key } of writes) attempts.push((await begin({ scope, key, fingerprint: key })).attemptId);

    expect(new Set(attempts).size).toBe(writes.length);
    for (const [index, text] of HOSTILE.entries()) {
      const { scope = '', key = '' } = writes[index] ?? {};
      const attemptId = attempts[index] ?? '';
      await store.writeLog.saveProgress(attemptId, text);
      await store.writeLog.suspend(attemptId);
      expect(await begin({ scope, key, fingerprint: key })).toMatchObject({ attemptId, progress: text });
      await store.writeLog.finish(attemptId, text);
      expect(await store.writeLog.begin({ ...write, scope, key, fingerprint: key })).toEqual({
        state: 'FINISHED',
        result: text,
      });
    }
  });

  it('knows the same from one opening of the store to the next', async () => {
    await withFolder(async (folder) => {
      const first = await createStore({ dataDirectory: folder, clock: () => now });
      const begun = await first.writeLog.begin(write);
      const finished = await first.writeLog.begin({ ...write, key: 'finished' });
      if (begun.state !== 'BEGUN' || finished.state !== 'BEGUN') throw new Error('The keys were taken.');
      await first.writeLog.saveProgress(begun.attemptId, 'half');
      await first.writeLog.finish(finished.attemptId, 'tick1');
      await first.close();

      const second = await createStore({ dataDirectory: folder, clock: () => now });
      const early = await second.writeLog.begin(write);
      now += LEASE_MS;
      const late = await second.writeLog.begin(write);
      const repeat = await second.writeLog.begin({ ...write, key: 'finished' });
      await second.close();

      expect(early).toEqual({ state: 'UNDER_WAY', retryAfterMs: LEASE_MS });
      expect(late).toEqual({ ...begun, isRepeat: true, progress: 'half' });
      expect(repeat).toEqual({ state: 'FINISHED', result: 'tick1' });
    });
  });
});

describe('the log of a store that fails', () => {
  it('fails like a call to a backend', async () => {
    const closed = await createStore({ dataDirectory: null });
    const log = toProviderWriteLog(closed.writeLog);
    await closed.close();

    const failure = {
      name: 'ProviderError',
      code: 'UNAVAILABLE',
      message: 'The log of writes could not be used. Try again later.',
      cause: expect.objectContaining({ name: 'StoreError', code: 'CLOSED' }),
    };
    await expect(log.begin(write)).rejects.toMatchObject(failure);
    await expect(log.saveProgress('id', '')).rejects.toMatchObject(failure);
    await expect(log.finish('id', '')).rejects.toMatchObject(failure);
    await expect(log.release('id')).rejects.toMatchObject(failure);
    await expect(log.suspend('id')).rejects.toMatchObject(failure);
    await expect(closed.writeLog.begin(write)).rejects.toMatchObject({ name: 'StoreError', code: 'CLOSED' });
  });

  it('works as the store’s own otherwise', async () => {
    const log = toProviderWriteLog(store.writeLog);
    const { attemptId } = await begin();

    await log.saveProgress(attemptId, 'half');
    await log.suspend(attemptId);

    expect(await log.begin(write)).toMatchObject({ attemptId, isRepeat: true, progress: 'half' });
    await log.finish(attemptId, 'tick1');
    await log.release(attemptId);
    expect(await log.begin(write)).toEqual({ state: 'FINISHED', result: 'tick1' });
  });
});
