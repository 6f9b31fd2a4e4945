import { describe, expect, it } from 'vitest';
import { createFlights } from '../../src/provider/flights.js';
import { reasonOf } from './http/calls.js';

const never = new AbortController().signal;

interface Started {
  readonly signal: AbortSignal;
  readonly resolve: (value: string) => void;
  readonly reject: (error: Error) => void;
}

function createWork() {
  const started: Started[] = [];
  const start = (signal: AbortSignal) =>
    new Promise<string>((resolve, reject) => {
      started.push({ signal, resolve, reject });
    });
  return { started, start };
}

describe('createFlights', () => {
  it('does the work once for everybody who waits for it', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const waiters = ['a', 'b', 'c'].map(() => flights.join('key', never, start));

    started[0]?.resolve('done');
    const answers = await Promise.all(waiters);

    expect(answers).toEqual(['done', 'done', 'done']);
    expect(started).toHaveLength(1);
  });

  it('keeps keys apart, and starts anew once the work is done', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const [one, other] = [flights.join('one', never, start), flights.join('other', never, start)];
    started[0]?.resolve('1');
    started[1]?.resolve('2');
    const first = await Promise.all([one, other]);

    const again = flights.join('one', never, start);
    started[2]?.resolve('3');

    expect([...first, await again]).toEqual(['1', '2', '3']);
  });

  it('tells every waiter of a failure, and keeps none', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const waiters = [flights.join('key', never, start), flights.join('key', never, start)];
    const failure = new Error('It failed.');

    started[0]?.reject(failure);
    const reasons = await Promise.all(waiters.map(reasonOf));
    const again = flights.join('key', never, start);
    started[1]?.resolve('done');

    expect(reasons).toEqual([failure, failure]);
    expect(await again).toBe('done');
  });

  it('goes on for the others when one waiter leaves', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const leaver = new AbortController();
    const left = flights.join('key', leaver.signal, start);
    const stayed = flights.join('key', never, start);

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
    const waiters = [flights.join('key', one.signal, start), flights.join('key', two.signal, start)];

    one.abort();
    const abortedAfterOne = started[0]?.signal.aborted;
    two.abort();
    const abortedAfterBoth = started[0]?.signal.aborted;
    const later = flights.join('key', never, start);
    started[1]?.resolve('done');

    await Promise.all(waiters.map(reasonOf));
    expect([abortedAfterOne, abortedAfterBoth]).toEqual([false, true]);
    expect(await later).toBe('done');
  });

  it('starts nothing for a signal that is aborted already', async () => {
    const { started, start } = createWork();

    const reason = await reasonOf(createFlights<string>().join('key', AbortSignal.abort('gone'), start));

    expect(reason).toBe('gone');
    expect(started).toEqual([]);
  });

  it('tells whether there is work to join', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const waiter = flights.join('key', never, start);
    const [meanwhile, other] = [flights.has('key'), flights.has('other')];

    started[0]?.resolve('done');
    await waiter;

    expect([meanwhile, other, flights.has('key')]).toEqual([true, false, false]);
  });

  it('lets nobody join after sealing, while those who wait go on', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const before = flights.join('key', never, start);

    flights.seal();
    const after = flights.join('key', never, start);
    started[0]?.resolve('old');
    started[1]?.resolve('new');

    expect(await Promise.all([before, after])).toEqual(['old', 'new']);
  });

  it('still shares what began after sealing when what began before it ends', async () => {
    const { started, start } = createWork();
    const flights = createFlights<string>();
    const before = flights.join('key', never, start);
    flights.seal();
    const after = flights.join('key', never, start);

    started[0]?.resolve('old');
    await before;
    const joined = flights.join('key', never, start);
    started[1]?.resolve('new');

    expect(await Promise.all([after, joined])).toEqual(['new', 'new']);
    expect(started).toHaveLength(2);
  });
});
