import type { Asker } from '../works/question.js';
import { sharedWork } from '../works/works.js';
import { accounts } from '../world/accounts.js';
import { BACKEND, toMoovBackend, UNSHARED } from './gateway-config.js';
import { startGateway, type GatewayOptions } from './gateway.js';
import { startHive } from './hive.js';
import { startPeer } from './peer.js';
import type { Server, Surroundings } from './server.js';

type Start = (surroundings: Surroundings) => Promise<Server>;

const STARTS = {
  gateway: (surroundings) => startGateway(toOptions('gateway', UNSHARED, surroundings), surroundings),
  limit: (surroundings) => startPeer('limit', surroundings),
  floor: (surroundings) => startPeer('floor', surroundings),
  mercurius: (surroundings) => startPeer('mercurius', surroundings),
  apollo: (surroundings) => startPeer('apollo', surroundings),
  hive: startHive,
  yoga: (surroundings) => startPeer('yoga', surroundings),
} as const satisfies Readonly<Record<string, Start>>;

export type ServerName = keyof typeof STARTS;

export const SERVER_NAMES = Object.keys(STARTS) as readonly ServerName[];

/** Starts a server, and waits until it listens. @throws Error when it does not */
export function startServer(name: ServerName, surroundings: Surroundings): Promise<Server> {
  return STARTS[name](surroundings);
}

/** The gateway as it is by default: what the upstream answered a moment ago serves others too. */
export function startSharingGateway(surroundings: Surroundings): Promise<Server> {
  return startGateway(toOptions('sharing-gateway', null, surroundings), surroundings);
}

const PROFILER = new URL('../profile/profiler.js', import.meta.url);

/** The gateway with a profiler in it. @param isSharing whether what it has read serves others too */
export function startProfiledGateway(isSharing: boolean, surroundings: Surroundings): Promise<Server> {
  const freshMs = isSharing ? null : UNSHARED;
  return startGateway({ ...toOptions('profiled-gateway', freshMs, surroundings), preload: PROFILER }, surroundings);
}

/** A gateway with one backend of all accounts. */
function toOptions(folder: string, freshMs: number | null, { upstream }: Surroundings): GatewayOptions {
  const users = accounts.map((account): Asker => ({ account, caller: null }));
  const backend = toMoovBackend({ key: BACKEND, upstream, freshMs, accounts });
  return { folder, backends: [backend], askers: [...users, ...sharedWork.plan.flat()] };
}
