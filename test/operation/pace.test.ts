import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/operation/pace.js';

/** A pace in a loop whose turns take as long as they are told to. */
function createLoop() {
  let nowMs = 1000;
  const pace = createPace(() => nowMs);
  pace.begin();
  /** @param readMs what was found to read @param begunMs what was begun in it before */
  const turn = (readMs: number, begunMs = 0) => {
    nowMs += begunMs;
    pace.goOn();
    nowMs += readMs;
    pace.turn();
  };
  return {
    pace,
    turn,
    /** Turns of that kind, for about so long. */
    turns(forMs: number, readMs: number) {
      for (let tookMs = 0; tookMs < forMs; tookMs += readMs) turn(readMs);
    },
    sleep(ms: number) {
      nowMs += ms;
    },
  };
}

const EMPTY_MS = 0.01;

describe('the pace of operations', () => {
  it('is two at once to begin with, and while the loop is busy', () => {
    const { pace, turns } = createLoop();

    turns(1000, 2);

    expect(pace.atOnce).toBe(2);
    expect(pace.busyTurns).toBe(500);
  });

  it('grows while the loop has nothing to read, slowly at first', () => {
    const { pace, turns } = createLoop();

    turns(0.9, EMPTY_MS);
    const before = pace.atOnce;
    turns(0.2, EMPTY_MS);
    const then = pace.atOnce;
    turns(50, EMPTY_MS);

    expect([before, then]).toEqual([2, 3]);
    expect(pace.atOnce).toBeGreaterThan(100);
    expect(pace.busyTurns).toBe(0);
  });

  it('takes a turn that found nothing to read for idle, whatever was begun in it', () => {
    const { pace, turn } = createLoop();

    for (let count = 0; count < 101; count += 1) turn(EMPTY_MS, 5);

    expect(pace.atOnce).toBe(3);
    expect(pace.busyTurns).toBe(0);
  });

  it('falls again while the loop is busy, and not below two', () => {
    const { pace, turns } = createLoop();
    turns(20, EMPTY_MS);
    const most = pace.atOnce;

    turns(19, 1);
    const soon = pace.atOnce;
    turns(2, 1);
    const later = pace.atOnce;
    turns(2000, 1);

    expect(most).toBeGreaterThan(10);
    expect(soon).toBe(most);
    expect(later).toBe(most - Math.ceil(most / 10));
    expect(pace.atOnce).toBe(2);
  });

  it('stays where a twentieth of the time is idle', () => {
    const { pace, turns } = createLoop();
    turns(20, EMPTY_MS);
    const before = pace.atOnce;

    for (let round = 0; round < 50; round += 1) {
      turns(20, 1);
      turns(1.05, EMPTY_MS);
    }

    expect(Math.abs(pace.atOnce - before)).toBeLessThan(before / 4);
  });

  it('grows by each operation that is soon done, to as many as keep any loop busy', () => {
    const { pace } = createLoop();

    pace.done(3);
    const after = pace.atOnce;
    for (let count = 0; count < 100; count += 1) pace.done(4);
    const late = pace.atOnce;
    for (let count = 0; count < 100; count += 1) pace.done(0);

    expect([after, late, pace.atOnce]).toEqual([3, 3, 64]);
  });

  it('does not count the time in which no turns are told of', () => {
    const { pace, turn, sleep } = createLoop();

    turn(1);
    sleep(60_000);
    pace.begin();
    turn(1);

    expect(pace.busyTurns).toBe(2);
    expect(pace.atOnce).toBe(2);
  });
});
