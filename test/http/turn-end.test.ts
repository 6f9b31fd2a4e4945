import { describe, expect, it } from 'vitest';
import { createTurnEnd } from '../../src/http/turn-end.js';

const aTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('the end of a turn of the event loop', () => {
  it('comes after all that goes on in the turn without waiting, for all who wait for it at once', async () => {
    const turnEnd = createTurnEnd();
    const seen: string[] = [];
    const note = (what: string) => () => void seen.push(what);

    const first = turnEnd().then(note('first'));
    for (let step = 0; step < 20; step += 1) await Promise.resolve();
    process.nextTick(note('a tick'));
    setImmediate(note('between'));
    const last = turnEnd().then(note('last'));
    setImmediate(note('later'));
    await Promise.all([first, last]);

    expect(seen.slice(0, 3)).toEqual(['a tick', 'first', 'last']);
    await aTurn();
    expect(seen.slice(3)).toEqual(['between', 'later']);
  });

  it('comes once for each turn', async () => {
    const turnEnd = createTurnEnd();
    let ends = 0;
    await turnEnd();

    void turnEnd().then(() => (ends += 1));
    await Promise.resolve();
    const before = ends;
    await aTurn();

    expect([before, ends]).toEqual([0, 1]);
  });
});
