import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from '../servers/server.js';
import { measureRound, toMedian, type Equipment, type Figures, type Round } from './round.js';

/** Between two rounds, in milliseconds. */
const PAUSE_MS = 100;

export interface Rounds {
  /** What each of them is like for a server. */
  roundOf(server: Server): Round;
  readonly rounds: number;
  /** Load before the first; 0 for a server that is warm. */
  readonly warmUpSeconds: number;
}

/** Servers one after the other, round by round, so that a machine that turns slower hits them all. Gives medians. */
export async function interleave(
  servers: readonly Server[],
  { roundOf, rounds, warmUpSeconds }: Rounds,
  equipment: Equipment,
): Promise<ReadonlyMap<Server, Figures>> {
  const measured = new Map(servers.map((server): [Server, Figures[]] => [server, []]));
  for (const server of warmUpSeconds > 0 ? servers : []) {
    await measureRound(server, { ...roundOf(server), seconds: warmUpSeconds }, equipment);
  }
  for (let count = 0; count < rounds; count += 1) {
    for (const [server, figures] of measured) {
      await sleep(PAUSE_MS);
      figures.push(await measureRound(server, roundOf(server), equipment));
    }
  }
  return new Map([...measured].map(([server, figures]) => [server, toMedian(figures)]));
}
