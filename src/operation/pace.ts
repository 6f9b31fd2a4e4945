/** How many operations may be under way at once while others wait, found out as the event loop turns. */
export interface Pace {
  readonly atOnce: number;
  /** Turns so far that had something to do. */
  readonly busyTurns: number;
  /** From now on turns are told of. */
  begin(): void;
  /** What was begun in this turn has come as far as it comes without waiting: the loop goes on to what it finds to read. */
  goOn(): void;
  /** That has been dealt with. */
  turn(): void;
  /** An operation is done, and others wait. @param turns that had something to do meanwhile */
  done(turns: number): void;
}

/** Enough to use one's time while the other waits for its upstream. */
const FEW = 2;
/** So many that are soon done keep any event loop busy. */
const MANY = 64;
/**
 * Who is done after so few turns was not held up by others under way: what makes the turns long is none of them, and more
 * may be under way.
 */
const SOON_TURNS = 3;
/** A turn that is over so soon found nothing to read. */
const IDLE_TURN_MS = 0.05;
/** With so little to do the loop could do more. It is longer than an upstream takes to draw breath. */
const IDLE_MS = 1;
/** With so much to do less may be enough. A loop that needs many is seldom idle to find that out: for a twentieth of its time. */
const BUSY_MS = 20;
/** As many more, or less. */
const PART = 0.1;

/** @param now milliseconds on a clock that only goes forward */
export function createPace(now = () => performance.now()): Pace {
  let [atOnce, busyTurns] = [FEW, 0];
  let [idleMs, busyMs] = [0, 0];
  let [turnedAt, wentOnAt] = [0, 0];

  function change(to: number): void {
    atOnce = to;
    idleMs = 0;
    busyMs = 0;
  }

  return {
    get atOnce() {
      return atOnce;
    },
    get busyTurns() {
      return busyTurns;
    },
    begin() {
      turnedAt = now();
      wentOnAt = turnedAt;
    },
    goOn() {
      wentOnAt = now();
    },
    turn() {
      const isNow = now();
      const readMs = isNow - wentOnAt;
      if (readMs < IDLE_TURN_MS) idleMs += readMs;
      else {
        busyTurns += 1;
        busyMs += isNow - turnedAt;
      }
      turnedAt = isNow;
      if (idleMs >= IDLE_MS) change(atOnce + Math.ceil(atOnce * PART));
      else if (busyMs >= BUSY_MS) change(Math.max(FEW, atOnce - Math.ceil(atOnce * PART)));
    },
    done(turns) {
      if (turns <= SOON_TURNS && atOnce < MANY) change(atOnce + 1);
    },
  };
}
