import { startGateway } from './gateway.js';
import { startHive } from './hive.js';
import { startPeer } from './peer.js';
import type { Server, Surroundings } from './server.js';

type Start = (surroundings: Surroundings) => Promise<Server>;

/** For the gateway's `freshMs`: what was read serves no second query. */
const UNSHARED = 0;

const STARTS = {
  gateway: (surroundings) => startGateway({ folder: 'gateway', freshMs: UNSHARED }, surroundings),
  limit: (surroundings) => startPeer('limit', surroundings),
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
  return startGateway({ folder: 'sharing-gateway', freshMs: null }, surroundings);
}

const PROFILER = new URL('../profile/profiler.js', import.meta.url);

/** The gateway with a profiler in it. @param isSharing whether what it has read serves others too */
export function startProfiledGateway(isSharing: boolean, surroundings: Surroundings): Promise<Server> {
  const freshMs = isSharing ? null : UNSHARED;
  return startGateway({ folder: 'profiled-gateway', freshMs, preload: PROFILER }, surroundings);
}
