import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString, getHeapSpaceStatistics } from 'node:v8';
import { execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeadlines } from '../src/federation/deadline.js';
import { LinkedList } from '../src/linked-list.js';
import { CancelSignal, onAbort } from '../src/provider/cancel-signal.js';
import { createFlights } from '../src/provider/flights.js';
import { createTurns } from '../src/provider/http/guards/turns.js';
import { onceFor } from '../src/provider/once-for.js';
import { closeContext, type Context } from '../src/schema/context.js';
import { createSchema } from '../src/schema/schema.js';
import { keepGarbageYoung } from '../src/young-garbage.js';
import { collectGarbage } from './collect-garbage.js';

/** Objects of one piece of work: 16 KB. So little that V8 collects nothing by itself, even where the young may be 1 MB. */
const OBJECTS = 400;
const ROUNDS = 1600;
/** Fewer than between two collections, so nothing that is alive at one of them is alive at the next. */
const AT_ONCE = 3;
const ROUNDS_PER_COLLECTION = 8;
/** What else the process does can only add to what gets old, so the least counts. */
const ATTEMPTS = 3;

type Payload = readonly object[];
/** Begins something that holds the payload, for as long as it takes. @returns what ends it */
type Begin = (payload: Payload) => Promise<() => unknown>;

function createPayload(): Payload {
  return Array.from({ length: OBJECTS }, (_, at) => ({ at }));
}

function oldBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')?.space_used_size ?? Number.NaN;
}

/** Which part of all payloads gets old, although each is soon over: 0 to 1. */
async function partThatGetsOld(begin: Begin): Promise<number> {
  const ends: (() => unknown)[] = [];
  const goOn = async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      ends.push(await begin(createPayload()));
      if (ends.length > AT_ONCE) await ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
      if (round % ROUNDS_PER_COLLECTION === 0) collectGarbage({ type: 'minor' });
    }
  };
  // What holds them gets old itself at first.
  await goOn();
  const parts: number[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    collectGarbage();
    const before = oldBytes();
    await goOn();
    parts.push((oldBytes() - before) / (ROUNDS * measurePayload()));
  }
  return Math.min(...parts);
}

function measurePayload(): number {
  const held: Payload[] = [];
  collectGarbage();
  const before = oldBytes();
  for (let count = 0; count < 200; count += 1) held.push(createPayload());
  collectGarbage();
  return (oldBytes() - before) / held.length;
}

const signal = new CancelSignal();
const schema = createSchema();
const document = parse('{ backends { key } }');

function createContext(payload: Payload): Context {
  const viewer = { scopes: new Set(['support:read']) };
  return { requestId: 'a', viewer, session: { backends: [], payload } } as unknown as Context;
}

/** What holds something that is over, which V8 lets get old. */
const HOLDERS: readonly (readonly [string, () => Begin])[] = [
  [
    'a Set',
    () => {
      const set = new Set<object>();
      return async (payload) => {
        const entry = { payload };
        set.add(entry);
        return () => set.delete(entry);
      };
    },
  ],
  [
    'a WeakMap whose values hold their keys',
    () => {
      const map = new WeakMap<object, object>();
      return async (payload) => {
        const key = { payload };
        map.set(key, { key });
        return () => {};
      };
    },
  ],
  [
    'the rules of a context that is not closed',
    () => async (payload) => {
      await execute({ schema, document, contextValue: createContext(payload) });
      return () => {};
    },
  ],
];

/** What holds it in the gateway. */
const OURS: typeof HOLDERS = [
  [
    'a linked list',
    () => {
      const list = new LinkedList<object>();
      return async (payload) => {
        const link = list.append({ payload });
        return () => list.remove(link);
      };
    },
  ],
  [
    'what is made once of an object',
    () => {
      const makeOnce = onceFor((payload: Payload) => ({ payload }));
      return async (payload) => {
        makeOnce(payload);
        return () => {};
      };
    },
  ],
  [
    'a read under way',
    () => {
      const flights = createFlights<string>();
      let reads = 0;
      return async (payload) => {
        let land: (value: string) => void = () => {};
        const landed = new Promise<string>((resolve) => (land = resolve));
        const waiter = { signal, timeLeftMs: () => payload.length };
        const read = flights.join(String((reads += 1)), waiter, () => landed);
        return () => {
          land('here');
          return read;
        };
      };
    },
  ],
  [
    'the line for a turn',
    () => {
      const turns = createTurns(1, 1000);
      // One runs, the others wait in line: each end is the next one's beginning.
      return async (payload) => {
        const turn = turns.wait(signal).then((own) => ({ own, payload }));
        return async () => (await turn).own.end();
      };
    },
  ],
  [
    'a deadline',
    () => {
      const deadlines = createDeadlines();
      return async (payload) => {
        const deadline = deadlines.open({ aborted: false, addEventListener: () => {} }, 60_000);
        onAbort(deadline.signal, () => payload.length);
        return () => deadline.close();
      };
    },
  ],
  [
    'a context',
    () => async (payload) => {
      const contextValue = createContext(payload);
      await execute({ schema, document, contextValue });
      closeContext(contextValue);
      return () => {};
    },
  ],
];

describe('what is over', () => {
  // Else the payloads may be old from the beginning, whoever holds them.
  beforeAll(keepGarbageYoung);
  afterAll(() => setFlagsFromString('--allocation-site-pretenuring'));

  it.each(OURS)('is gone with the next young garbage that was in %s', async (_, create) => {
    expect(await partThatGetsOld(create())).toBeLessThan(0.05);
  });

  // Last: the rules are in one WeakMap for all contexts.
  it.each(HOLDERS)('would get old in %s: that is what is looked for', async (_, create) => {
    expect(await partThatGetsOld(create())).toBeGreaterThan(0.1);
  });
});

const PROGRAM = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** Prints, when the process exits, which part of the short-lived objects of a place gets old whose earlier ones lived for long. */
const PROBE = `
  import { getHeapSpaceStatistics } from 'node:v8';
  const oldBytes = () => getHeapSpaceStatistics().find((space) => space.space_name === 'old_space').space_used_size;
  const make = (at) => ({ at });
  function run(held, count) {
    let last = [];
    for (let at = 0; at < count; at += 1) {
      if (last.length === held) last = [];
      last.push(make(at));
    }
    return last;
  }
  process.on('exit', () => {
    run(100_000, 1_000_000);
    gc();
    const before = oldBytes();
    run(10, 100_000);
    console.log('\\n' + (oldBytes() - before) / (100_000 * 32));
  });
`;

/** Of a program, with so little room for young objects that V8 soon knows which live for long. */
async function partOfLiterals(...program: readonly string[]): Promise<number> {
  const probe = `data:text/javascript,${encodeURIComponent(PROBE)}`;
  const flags = ['--expose-gc', '--max-semi-space-size=1', '--import', probe];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...program]);
  return Number(stdout.trim().split('\n').at(-1));
}

describe('what is made where most lived for long', () => {
  it('is garbage as young as any in our program', async () => {
    expect(await partOfLiterals(PROGRAM, '--version')).toBeLessThan(0.05);
  });

  it('would be old at once in another: that is what is looked for', async () => {
    expect(await partOfLiterals('--eval', '0')).toBeGreaterThan(0.5);
  });
});
