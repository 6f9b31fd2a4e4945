import type { Misbehaviour } from '../../src/simulators/http/faults.js';
import { StoreError } from '../../src/store/store-error.js';
import type { Store } from '../../src/store/store.js';
import type { World } from '../gateway/world.js';

/** Stands in every body that an upstream answers while it fails. */
export const PLANTED = 'planted-words-of-an-upstream';

/** Something that the gateway calls, whose nth call can be made to fail. */
export interface Outside {
  readonly name: string;
  readonly ways: readonly string[];
  /** How many calls there were since the last `fail` or `heal`. */
  count(): number;
  fail(nth: number, way: string): void;
  heal(): void;
}

const WAYS: Readonly<Record<string, Misbehaviour>> = {
  reset: 'reset',
  'HTTP 500': { status: 500, body: `<html>${PLANTED}</html>` },
  'cut JSON': 'cut-json',
  'other JSON': { status: 200, body: { [PLANTED]: [{ id: PLANTED }] } },
  silence: 'hang',
};

/** The three upstreams and the store. */
export function toOutsides(world: World): readonly Outside[] {
  const { evEnergy, moov, sirportly } = world.together;
  return [
    toUpstream('ev', evEnergy),
    toUpstream('moov', moov),
    toUpstream('sirportly', sirportly),
    toStore(world.gateway.store),
  ];
}

function toUpstream(name: string, simulator: World['simulator'] | World['together']['moov' | 'sirportly']): Outside {
  let seen = 0;
  const { requests } = simulator;
  return {
    name,
    ways: Object.keys(WAYS),
    count: () => requests.entries.length,
    fail(nth, way) {
      seen = 0;
      simulator.fail({ match: () => (seen += 1) === nth, with: WAYS[way] ?? 'reset' });
    },
    heal() {
      simulator.heal();
      requests.clear();
    },
  };
}

type Calls = Record<string, (...given: unknown[]) => unknown>;

/** Each operation of the store is a call. */
function toStore({ tickets, directory, writeLog }: Store): Outside {
  let seen = 0;
  let plan: { readonly nth: number; readonly way: string } | null = null;
  for (const part of [tickets, directory, writeLog] as unknown as Calls[]) {
    for (const [name, carryOut] of Object.entries(part)) {
      part[name] = (...given) => {
        seen += 1;
        return plan?.nth === seen ? misbehave(plan.way, given) : carryOut(...given);
      };
    }
  }
  return {
    name: 'store',
    ways: ['crash', 'refusal', 'silence'],
    count: () => seen,
    fail(nth, way) {
      seen = 0;
      plan = { nth, way };
    },
    heal() {
      seen = 0;
      plan = null;
    },
  };
}

/** Whoever waits for a call that never ends gives it up; with a signal that ends it. */
function misbehave(way: string, given: readonly unknown[]): Promise<never> {
  if (way === 'crash') return Promise.reject(new StoreError('CRASHED', PLANTED));
  if (way === 'refusal') return Promise.reject(new StoreError('QUERY', PLANTED));
  const signal = given.find((each) => each instanceof AbortSignal);
  return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
}
