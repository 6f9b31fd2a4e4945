import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withSignal } from '../../src/provider/with-signal.js';
import { KINDS } from './abortings.js';

const GONE = new DOMException('The caller has gone.', 'AbortError');
const LATE = new Error('The losing promise.');

describe.each(KINDS)('a promise with a signal of $kind', ({ create }) => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);
  beforeEach(() => void process.on('unhandledRejection', note));
  afterEach(() => void process.off('unhandledRejection', note));

  it('is the promise while nothing is aborted', async () => {
    const { signal } = create();

    await expect(withSignal(Promise.resolve(1), signal)).resolves.toBe(1);
    await expect(withSignal(Promise.reject(LATE), signal)).rejects.toBe(LATE);
  });

  it('is the reason as soon as the signal is aborted', async () => {
    const { signal, abort } = create();
    const waiting = withSignal(new Promise<never>(() => {}), signal);

    abort(GONE);

    await expect(waiting).rejects.toBe(GONE);
  });

  it('is the reason when the signal was aborted before', async () => {
    const { signal, abort } = create();
    abort(GONE);

    await expect(withSignal(new Promise<never>(() => {}), signal)).rejects.toBe(GONE);
  });

  it('stays the value when the signal is aborted after', async () => {
    const { signal, abort } = create();
    const answered = withSignal(Promise.resolve(1), signal);
    await answered;

    abort(GONE);

    await expect(answered).resolves.toBe(1);
  });

  it.each(['before', 'after'])('leaves no rejection behind when the loser fails, aborted %s', async (when) => {
    const { signal, abort } = create();
    if (when === 'before') abort(GONE);
    const waiting = withSignal(failLate(), signal);
    abort(GONE);
    await expect(waiting).rejects.toBe(GONE);

    await wait(20);

    expect(unhandled).toEqual([]);
  });
});

describe('a promise with a signal', () => {
  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const events: string[] = [];
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => (events.push('add'), add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (events.push('remove'), remove(...args));

    await withSignal(Promise.resolve(1), signal);
    await wait(0);

    expect(events).toEqual(['add', 'remove']);
  });
});

async function failLate(): Promise<never> {
  await wait(5);
  throw LATE;
}
