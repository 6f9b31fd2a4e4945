/**
 * How many operations may be under way at once while others wait in line, found out as the event loop turns: more while it
 * has nothing to read, or while each is soon done; fewer while it is busy.
 */
export interface Pace {
  readonly atOnce: number;
  /** To be called when a line forms: from now on the turns of the loop are told, each by `begun` and `read`. */
  start(): void;
  /** To be called when what is begun in a turn has come as far as it comes without waiting. */
  begun(): void;
  /** To be called next, when the loop has read, and dealt with, what it found: mostly answers of upstreams, and requests. */
  read(): void;
  /** Where an operation begins while turns are told. */
  mark(): Mark;
  /** To be called when it is done, and others wait. */
  done(since: Mark): void;
  /** To be called when an operation begins and nobody is in line, so that nothing else tells how the loop is. */
  pass(): void;
}

export interface Mark {
  readonly turns: number;
  readonly atMs: number;
}

/** Enough to use one's time while the other waits for its upstream. */
const FEW = 2;
/** So many keep any event loop busy that are each soon done. Those who wait for an idle loop may be more. */
const MANY = 64;
/**
 * While each is done so soon, all that are under way are no more work than that, and one more may be. So few large operations are
 * under way at once as small ones would be many: what they hold has to fit into the young generation.
 */
const SOON_MS = 8;
/** A turn that reads for less had nothing to read, or next to nothing. An empty one takes some 5 µs, a row of a page 100. */
const IDLE_TURN_MS = 0.05;
/** All in all with so little to do, the loop could do more. An upstream that draws breath for less is none the slower. */
const IDLE_MS = 1;
/** All in all with so much to do, less may be enough. A loop that needs many is idle for a twentieth of its time to know that. */
const BUSY_MS = 20;
/** Without a line nothing tells how the loop is; what was found out holds no longer than that. */
const KNOWN_MS = 100;
/** A tenth more, or less. */
const STEP = 0.1;

/** @param now milliseconds on a clock that only goes forward */
export function createPace(now = () => performance.now()): Pace {
  let atOnce = FEW;
  let turns = 0;
  let idleMs = 0;
  let busyMs = 0;
  /** The end of the last turn. */
  let turnedAt = 0;
  let begunAt = 0;
  let changedAt = 0;

  function change(by: 1 | -1): void {
    atOnce = Math.max(FEW, atOnce + by * Math.ceil(atOnce * STEP));
    changedAt = now();
  }

  return {
    get atOnce() {
      return atOnce;
    },
    start() {
      turnedAt = now();
    },
    begun() {
      begunAt = now();
    },
    read() {
      const readAt = now();
      const readMs = readAt - begunAt;
      turns += 1;
      if (readMs < IDLE_TURN_MS) idleMs += readMs;
      else busyMs += readAt - turnedAt;
      turnedAt = readAt;
      if (idleMs >= IDLE_MS) {
        idleMs -= IDLE_MS;
        change(1);
      } else if (busyMs >= BUSY_MS) {
        busyMs -= BUSY_MS;
        change(-1);
      }
    },
    mark: () => ({ turns, atMs: now() }),
    done(since) {
      // Who is done in the turn in which it was begun has waited for nothing.
      const hasWaited = turns > since.turns || begunAt > turnedAt;
      if (hasWaited && now() - since.atMs < SOON_MS && atOnce < MANY) atOnce += 1;
    },
    pass() {
      // Until a line forms: then it grows back at once, or it does not.
      if (now() - changedAt >= KNOWN_MS) change(-1);
    },
  };
}
