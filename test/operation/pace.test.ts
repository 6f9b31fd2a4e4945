import { describe, expect, it } from 'vitest';
import { createPace } from '../../src/operation/pace.js';

/** A pace in a loop whose turns take as long as they are told to. */
function createLoop() {
  let nowMs = 1000;
  const pace = createPace(() => nowMs);
  pace.start();
  /** @param readMs what was found to read @param begunMs what was begun in it before */
  const turn = (readMs: number, begunMs = 0) => {
    nowMs += begunMs;
    pace.begun();
    nowMs += readMs;
    pace.read();
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
  });

  it('grows while the loop has nothing to read, slowly at first, to as many as that takes', () => {
    const { pace, turns } = createLoop();

    turns(0.9, EMPTY_MS);
    const before = pace.atOnce;
    turns(0.2, EMPTY_MS);
    const then = pace.atOnce;
    turns(50, EMPTY_MS);

    expect([before, then]).toEqual([2, 3]);
    expect(pace.atOnce).toBeGreaterThan(100);
  });

  it('does not grow by turns that read little', () => {
    const { pace, turns } = createLoop();

    turns(15, 0.1);

    expect(pace.atOnce).toBe(2);
  });

  it('takes a turn that found nothing to read for idle, whatever was begun in it', () => {
    const { pace, turn } = createLoop();

    for (let count = 0; count < 101; count += 1) turn(EMPTY_MS, 5);

    expect(pace.atOnce).toBe(3);
  });

  it.each([
    ['read', 1, 0],
    ['begun', 0.1, 0.9],
  ])('falls again while the loop is busy with what is %s, and not below two', (_name, readMs, begunMs) => {
    const { pace, turns, turn } = createLoop();
    turns(20, EMPTY_MS);
    const most = pace.atOnce;
    const busy = (count: number) => {
      for (let at = 0; at < count; at += 1) turn(readMs, begunMs);
    };

    busy(19);
    const soon = pace.atOnce;
    busy(2);
    const later = pace.atOnce;
    busy(2000);

    expect(most).toBeGreaterThan(10);
    expect(soon).toBe(most);
    expect(later).toBe(most - Math.ceil(most / 10));
    expect(pace.atOnce).toBe(2);
  });

  it('falls where less than a twentieth of the time is idle, and grows where it is more', () => {
    const after = (idleMs: number) => {
      const { pace, turns } = createLoop();
      turns(25, EMPTY_MS);
      const before = pace.atOnce;
      for (let round = 0; round < 60; round += 1) {
        turns(17, 1);
        turns(idleMs, EMPTY_MS);
      }
      return pace.atOnce - before;
    };

    expect(after(0.5)).toBeLessThan(-5);
    expect(after(1.5)).toBeGreaterThan(5);
  });

  it('grows by each operation that is soon done, to as many as keep any loop busy', () => {
    const { pace, turns } = createLoop();
    const doneAfter = (tookMs: number) => {
      const mark = pace.mark();
      turns(tookMs, 0.5);
      pace.done(mark);
    };

    doneAfter(7.5);
    const after = pace.atOnce;
    doneAfter(8);
    const late = pace.atOnce;
    for (let count = 0; count < 500; count += 1) doneAfter(1);
    const most = pace.atOnce;
    turns(400, 2);

    expect([after, late, most]).toEqual([3, 3, 64]);
    expect(pace.atOnce).toBeLessThan(20);
  });

  it('falls while the loop is busy, though one is soon done now and then', () => {
    const { pace, turn, turns } = createLoop();
    turns(30, EMPTY_MS);
    const before = pace.atOnce;

    for (let round = 0; round < 50; round += 1) {
      turns(20, 1);
      const mark = pace.mark();
      turn(1);
      pace.done(mark);
    }

    expect(before).toBeGreaterThan(20);
    expect(pace.atOnce).toBeLessThan(before / 2);
  });

  it('learns nothing from an operation that has waited for nothing', () => {
    const { pace, turn } = createLoop();
    turn(1);

    for (let count = 0; count < 100; count += 1) pace.done(pace.mark());

    expect(pace.atOnce).toBe(2);
  });

  it('does not count the time in which no turns are told of', () => {
    const { pace, turn, turns, sleep } = createLoop();
    turns(20, EMPTY_MS);
    const before = pace.atOnce;

    for (let round = 0; round < 10; round += 1) {
      sleep(60_000);
      pace.start();
      turn(1);
    }

    expect(pace.atOnce).toBe(before);
  });

  it('is forgotten where operations begin and nobody is in line', () => {
    const { pace, turns, sleep } = createLoop();
    turns(20, EMPTY_MS);
    const before = pace.atOnce;

    for (let count = 0; count < 50; count += 1) pace.pass();
    const atOnce = pace.atOnce;
    for (let count = 0; count < 50; count += 1) {
      sleep(100);
      pace.pass();
    }

    expect(atOnce).toBe(before);
    expect(pace.atOnce).toBe(2);
  });
});
