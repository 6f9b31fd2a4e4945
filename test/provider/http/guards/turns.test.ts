import { describe, expect, it } from 'vitest';
import { createTurns, type Turns } from '../../../../src/provider/http/guards/turns.js';
import { reasonOf } from '../calls.js';

const never = new AbortController().signal;

/** Makes a call when it is its turn. */
async function run<T>(turns: Turns, call: () => Promise<T>, signal: AbortSignal = never): Promise<T> {
  const turn = turns.take() ?? (await turns.wait(signal));
  try {
    return await call();
  } finally {
    turn.end();
  }
}

/** Calls that end when they are told to. */
function createCalls() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const make = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name);
      ends.set(name, () => resolve(name));
    });
  return { begun, make, end: (name: string) => ends.get(name)?.() };
}

describe('turns', () => {
  it('are as many as they may be, in the order in which calls came', async () => {
    const { begun, make, end } = createCalls();
    const turns = createTurns(2, 10);
    const runs = ['a', 'b', 'c', 'd'].map((name) => run(turns, make(name)));

    const atFirst = [...begun];
    end('b');
    await runs[1];
    await new Promise(setImmediate);
    const afterOne = [...begun];
    for (const name of ['a', 'c']) end(name);
    await Promise.all([runs[0], runs[2]]);
    await new Promise(setImmediate);
    end('d');

    expect(await Promise.all(runs)).toEqual(['a', 'b', 'c', 'd']);
    expect([atFirst, afterOne, begun]).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
      ['a', 'b', 'c', 'd'],
    ]);
  });

  it('are given to whoever only waits, where there is one', async () => {
    const turns = createTurns(2, 0);

    const waited = await turns.wait(never);
    const second = turns.take();
    const third = turns.take();
    waited.end();

    expect([second, third, turns.take()]).toEqual([waited, null, waited]);
  });

  it.each([1, 2, 3, 4, 5])('go round whatever comes %i moments after a call has ended', async (moments) => {
    const { begun, make, end } = createCalls();
    const turns = createTurns(1, 100);
    let [running, most] = [0, 0];
    const counted = (name: string) => async () => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
      begun.push(name);
      return name;
    };
    const first = run(turns, make('first'));

    end('first');
    for (let moment = 0; moment < moments; moment += 1) await Promise.resolve();
    const names = ['a', 'b', 'c', 'd'];
    const outcomes = await Promise.allSettled([first, ...names.map((name) => run(turns, counted(name)))]);

    expect(outcomes).toEqual(['first', ...names].map((value) => ({ status: 'fulfilled', value })));
    expect([begun, most]).toEqual([['first', ...names], 1]);
  });

  it('are waited for by nobody who has gone already', async () => {
    const { make, end } = createCalls();
    const turns = createTurns(1, 1);
    const first = run(turns, make('first'));

    const gone = await reasonOf(run(turns, make('second'), AbortSignal.abort('gone')));
    const third = run(turns, make('third'));
    end('first');
    await first;
    await new Promise(setImmediate);
    end('third');

    expect([gone, await third]).toEqual(['gone', 'third']);
  });

  it('leave a place in the line to others once a call is given up', async () => {
    const { begun, make, end } = createCalls();
    const turns = createTurns(1, 1);
    const gone = new AbortController();
    const first = run(turns, make('first'));
    const second = reasonOf(run(turns, make('second'), gone.signal));
    const refused = await reasonOf(run(turns, make('third')));

    gone.abort('gone');
    const fourth = run(turns, make('fourth'));
    end('first');
    await first;
    await new Promise(setImmediate);
    end('fourth');

    expect([await second, await fourth, begun]).toEqual(['gone', 'fourth', ['first', 'fourth']]);
    expect(refused).toMatchObject({ name: 'TooManyWaitingError' });
  });
});
