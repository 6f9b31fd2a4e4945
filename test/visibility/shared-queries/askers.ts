import type { Random } from '../../../src/demo/random.js';
import type { World } from '../../gateway/world.js';
import { randomCaller } from '../callers.js';
import type { PlainCaller } from '../oracle.js';
import type { PlainTicket } from '../plain/plain-ticket.js';

/** A caller with a token of their own. */
export interface Asker extends PlainCaller {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresInSeconds: number;
  readonly token: string;
}

type Unnamed = Omit<Asker, 'name' | 'token'>;

/** Two users who see, and may read, everything. */
export function createWatchers(world: World): Promise<readonly Asker[]> {
  const caller = { sees: 'all', user: null, organization: null, internal: true } as const;
  const watcher = toUnnamed(caller, { readsPeople: true, reads: true });
  const watchers = world.simulator.data.users.slice(0, 2).map(({ id }) => ({ ...watcher, user: id }));
  return Promise.all(
    watchers.map(async (each, index) => ({ ...each, name: `watcher ${index}`, token: await tokenOf(world, each) })),
  );
}

/**
 * Callers in pairs: a random one, and one who is alike but for one thing, be it another user who sees the same tickets,
 * or the same user with another token or other scopes.
 */
export async function createAskers(
  world: World,
  { random, tickets, pairs }: { random: Random; tickets: readonly PlainTicket[]; pairs: number },
): Promise<readonly Asker[]> {
  const askers: Asker[] = [];
  const users = [...new Set(tickets.flatMap(({ user }) => user ?? []))];
  for (let pair = 0; pair < pairs; pair += 1) {
    const first = randomAsker(random, { tickets, users, reads: pair > 0 });
    for (const each of [first, vary(first, random, users)]) {
      askers.push({ ...each, name: `caller ${askers.length}`, token: await tokenOf(world, each) });
    }
  }
  return askers;
}

/** What makes an answer one caller's own: nobody with another of these is given it but by sharing. */
export function userOf({ user, organization, sees }: PlainCaller): string {
  return user ?? `nobody of ${organization} who sees ${sees}`;
}

interface Crowd {
  readonly tickets: readonly PlainTicket[];
  readonly users: readonly string[];
  /** Whether they may read tickets at all. */
  readonly reads: boolean;
}

function randomAsker(random: Random, { tickets, users, reads }: Crowd): Unnamed {
  const caller = randomCaller(random, tickets);
  const user = caller.sees === 'own' ? caller.user : random.pick([...users, null]);
  return toUnnamed({ ...caller, user }, { readsPeople: random.below(2) === 0, reads });
}

function toUnnamed(caller: PlainCaller, { readsPeople, reads }: { readsPeople: boolean; reads: boolean }): Unnamed {
  const scopes = [
    ...(reads ? ['support:read'] : []),
    ...(caller.internal ? ['support:internal'] : []),
    ...(readsPeople ? ['user:read'] : []),
    ...(caller.sees === 'all' ? ['access_all_areas'] : []),
  ];
  return { ...caller, scopes, expiresInSeconds: 3600 };
}

function vary(asker: Unnamed, random: Random, users: readonly string[]): Unnamed {
  const has = (scope: string) => asker.scopes.includes(scope);
  switch (random.below(asker.sees === 'own' ? 2 : 5)) {
    case 0:
      return { ...asker, expiresInSeconds: 7200 };
    case 1: {
      const caller = { ...asker, internal: random.below(2) === 0 };
      return toUnnamed(caller, { readsPeople: !has('user:read'), reads: has('support:read') });
    }
    default:
      return { ...asker, user: random.pick(users.filter((user) => user !== asker.user)) };
  }
}

function tokenOf(world: World, { sees, user, organization, scopes, expiresInSeconds }: Unnamed): Promise<string> {
  const claims = { user, organization: sees === 'organization' ? organization : null };
  return world.token({ ...claims, scope: scopes.join(' '), expiresInSeconds });
}
