import { startGateway } from './gateway.js';
import { startPeer } from './peer.js';
import type { Server, Surroundings } from './server.js';

type Start = (surroundings: Surroundings) => Promise<Server>;

const STARTS = {
  gateway: (surroundings) => startGateway({ name: 'gateway', freshMs: null }, surroundings),
  limit: (surroundings) => startPeer('limit', surroundings),
  yoga: (surroundings) => startPeer('yoga', surroundings),
} as const satisfies Readonly<Record<string, Start>>;

export type ServerName = keyof typeof STARTS;

export const SERVER_NAMES = Object.keys(STARTS) as readonly ServerName[];

/** Starts a server, and waits until it listens. @throws Error when it does not */
export function startServer(name: ServerName, surroundings: Surroundings): Promise<Server> {
  return STARTS[name](surroundings);
}
