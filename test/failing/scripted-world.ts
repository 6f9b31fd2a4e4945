import { createRandom } from '../../src/demo/random.js';
import { ask } from '../gateway/ask.js';
import { createWorld, type World, type WorldOptions } from '../gateway/world.js';
import { seedDesk } from '../visibility/desk.js';
import { startScriptedBackend, type ScriptedBackend } from './scripted-backend.js';

/** Tickets of the backend that is always well. */
const DESK_TICKETS = 20;

/** A whole gateway over a store that is well, the backend `desk`, and a script, the backend `ev`. */
export interface ScriptedWorld {
  readonly world: World;
  readonly script: ScriptedBackend;
  /** A list that no other one shares its upstream request with. */
  list(options?: ListOptions): Promise<Listed>;
  /** Of the calls that read, at the script's backend. */
  breaker(kind?: string): string | undefined;
  close(): Promise<void>;
}

export interface ListOptions {
  /** Only this backend; all unless told. */
  readonly backend?: string;
  /** Tickets since then, which the script's request names; every ticket is younger. 2020 unless told. */
  readonly year?: number;
}

/** What came of a list, as a client sees it. */
export interface Listed {
  readonly status: number;
  readonly hasErrors: boolean;
  /** Tickets of each backend. */
  readonly counts: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, string>>;
  /** Codes of backends that failed. */
  readonly codes: Readonly<Record<string, string | undefined>>;
  readonly tookMs: number;
}

interface ListData {
  readonly tickets: {
    readonly nodes: readonly { readonly backend: { readonly key: string } }[];
    readonly backends: readonly {
      readonly backend: { readonly key: string };
      readonly outcome: string;
      readonly error: { readonly code: string } | null;
    }[];
  };
}

export async function createScriptedWorld(options: WorldOptions = {}): Promise<ScriptedWorld> {
  const script = await startScriptedBackend();
  const world = await createWorld({
    tickets: 10,
    ...options,
    evEnergy: { ...script.options, ...options.evEnergy },
  });
  await seedDesk(world, createRandom(9), DESK_TICKETS);
  const token = await world.token({ scope: 'support:read support:write access_all_areas' });
  let asked = 0;
  return {
    world,
    script,
    async list(of) {
      asked += 1;
      const startedAt = performance.now();
      const answer = await ask<ListData>(world.gateway, toListQuery(asked, of), { token });
      return toListed(answer, performance.now() - startedAt);
    },
    breaker: (kind = 'read') =>
      world.gateway.backends.find(({ key }) => key === 'ev')?.provider.status().breakers[kind],
    async close() {
      await world.close();
      await script.close();
    },
  };
}

/** @param number makes its filter, and with it its upstream request, another one */
export function toListQuery(number: number, { backend, year = 2020 }: ListOptions = {}): string {
  const since = new Date(Date.UTC(year, 0) + number).toISOString();
  const of = backend === undefined ? '' : `, backend: { eq: "${backend}" }`;
  return `{ tickets(first: 100, filter: { createdAt: { gte: "${since}" }${of} }) {
    nodes { id subject backend { key } } backends { backend { key } outcome error { code } } } }`;
}

function toListed({ status, data, errors }: Awaited<ReturnType<typeof ask<ListData>>>, tookMs: number): Listed {
  const { nodes = [], backends = [] } = data?.tickets ?? {};
  const counts: Record<string, number> = {};
  for (const { backend } of nodes) counts[backend.key] = (counts[backend.key] ?? 0) + 1;
  return {
    status,
    hasErrors: errors !== undefined,
    counts,
    outcomes: Object.fromEntries(backends.map(({ backend, outcome }) => [backend.key, outcome])),
    codes: Object.fromEntries(backends.map(({ backend, error }) => [backend.key, error?.code])),
    tookMs,
  };
}
