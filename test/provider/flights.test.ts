import { describe, expect, it } from 'vitest';
import type { Cancellation } from '../../src/provider/cancel-signal.js';
import { createFlights, type Waiters } from '../../src/provider/flights.js';
import { NothingLeftError } from '../../src/provider/nothing-left-error.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import { reasonOf } from './http/calls.js';

const never = new AbortController().signal;

interface Started {
  readonly signal: Cancellation;
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
}

function createWork() {
  const started: Started[] = [];
  const start = ({ cancellation: signal }: Waiters) =>
    new Promise<string>((resolve, reject) => {
      started.push({ signal, resolve, reject });
    });
  return { started, start };
}

describe('createFlights', () => {
  it('does the work once for everybody who waits for it', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const waiters = ['a', 'b', 'c'].map(() => flights.join('key', { signal: never }, start));

    started[0]?.resolve('done');
    const answers = await Promise.all(waiters);

    expect(answers).toEqual(['done', 'done', 'done']);
    expect(started).toHaveLength(1);
  });

  it('keeps keys apart, and starts anew once the work is done', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const [one, other] = [
      flights.join('one', { signal: never }, start),
      flights.join('other', { signal: never }, start),
    ];
    started[0]?.resolve('1');
    started[1]?.resolve('2');
    const first = await Promise.all([one, other]);

    const again = flights.join('one', { signal: never }, start);
    started[2]?.resolve('3');

    expect([...first, await again]).toEqual(['1', '2', '3']);
  });

  it('tells every waiter of a failure, and keeps none', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const waiters = [flights.join('key', { signal: never }, start), flights.join('key', { signal: never }, start)];
    const failure = new Error('It failed.');

    started[0]?.reject(failure);
    const reasons = await Promise.all(waiters.map(reasonOf));
    const again = flights.join('key', { signal: never }, start);
    started[1]?.resolve('done');

    expect(reasons).toEqual([failure, failure]);
    expect(await again).toBe('done');
  });

  it('is begun anew by the others when it failed for a reason that holds for who began it alone', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const [first, ...others] = [1, 2, 3].map(() => flights.join('key', { signal: never }, start));
    const failure = new ProviderError('RATE_LIMITED', 'Nothing is left.', { cause: new NothingLeftError() });

    started[0]?.reject(failure);
    const reason = await reasonOf(first ?? Promise.resolve());
    await new Promise(setImmediate);
    started[1]?.resolve('done');

    expect([reason, await Promise.all(others), started.length]).toEqual([failure, ['done', 'done'], 2]);
  });

  it('has as much time as the most patient of those who wait', async () => {
    const flights = createFlights<string>();
    const seen: number[] = [];
    const leaver = new AbortController();
    let finish = (_value: string): void => {};
    const start = ({ timeLeftMs }: Waiters) => {
      seen.push(timeLeftMs());
      return new Promise<string>((resolve) => {
        finish = (value) => {
          seen.push(timeLeftMs());
          resolve(value);
        };
      });
    };

    const hurried = flights.join('key', { signal: never, timeLeftMs: () => 1 }, start);
    const patient = flights.join('key', { signal: never, timeLeftMs: () => 2000 }, start);
    const left = reasonOf(flights.join('key', { signal: leaver.signal, timeLeftMs: () => 9000 }, start));
    leaver.abort('gone');
    finish('done');

    expect(await Promise.all([hurried, patient, left])).toEqual(['done', 'done', 'gone']);
    expect(seen).toEqual([1, 2000]);
  });

  it('goes on for the others when one waiter leaves', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const leaver = new AbortController();
    const left = flights.join('key', leaver, start);
    const stayed = flights.join('key', { signal: never }, start);

    leaver.abort(new Error('No longer wanted.'));
    started[0]?.resolve('done');

    expect(await reasonOf(left)).toEqual(new Error('No longer wanted.'));
    expect(await stayed).toBe('done');
    expect(started[0]?.signal.aborted).toBe(false);
  });

  it('aborts the work when the last waiter leaves, and lets nobody join what is aborted', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const [one, two] = [new AbortController(), new AbortController()];
    const waiters = [flights.join('key', one, start), flights.join('key', two, start)];

    one.abort();
    const abortedAfterOne = started[0]?.signal.aborted;
    two.abort();
    const abortedAfterBoth = started[0]?.signal.aborted;
    const later = flights.join('key', { signal: never }, start);
    started[1]?.resolve('done');

    await Promise.all(waiters.map(reasonOf));
    expect([abortedAfterOne, abortedAfterBoth]).toEqual([false, true]);
    expect(await later).toBe('done');
  });

  it('starts nothing for a signal that is aborted already', async () => {
    const { started, start } = createWork();

    const reason = await reasonOf(createFlights<string>().join('key', { signal: AbortSignal.abort('gone') }, start));

    expect(reason).toBe('gone');
    expect(started).toEqual([]);
  });

  it('tells whether there is work to join', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const waiter = flights.join('key', { signal: never }, start);
    const [meanwhile, other] = [flights.has('key'), flights.has('other')];

    started[0]?.resolve('done');
    await waiter;

    expect([meanwhile, other, flights.has('key')]).toEqual([true, false, false]);
  });

  it('lets nobody join after sealing, while those who wait go on', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const before = flights.join('key', { signal: never }, start);

    flights.seal();
    const after = flights.join('key', { signal: never }, start);
    started[0]?.resolve('old');
    started[1]?.resolve('new');

    expect(await Promise.all([before, after])).toEqual(['old', 'new']);
  });

  it('still shares what began after sealing when what began before it ends', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const before = flights.join('key', { signal: never }, start);
    flights.seal();
    const after = flights.join('key', { signal: never }, start);

    started[0]?.resolve('old');
    await before;
    const joined = flights.join('key', { signal: never }, start);
    started[1]?.resolve('new');

    expect(await Promise.all([after, joined])).toEqual(['new', 'new']);
    expect(started).toHaveLength(2);
  });
});
