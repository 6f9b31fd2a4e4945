import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from '../servers/server.js';
import { measureRound, toMedian, type Equipment, type Figures, type Round } from './round.js';

/** Time for what is still under way on a server whose load has ended. */
const SETTLE_MS = 100;

export interface Rounds {
  readonly round: Round;
  readonly rounds: number;
  readonly warmUpSeconds: number;
}

/** Servers one after the other, round by round, so that a machine that turns slower hits them all. */
export async function interleave(
  servers: readonly Server[],
  { round, rounds, warmUpSeconds }: Rounds,
  equipment: Equipment,
): Promise<ReadonlyMap<Server, Figures>> {
  const measured = new Map(servers.map((server): [Server, Figures[]] => [server, []]));
  for (const server of servers) await measureRound(server, { ...round, seconds: warmUpSeconds }, equipment);
  for (let count = 0; count < rounds; count += 1) {
    for (const [server, figures] of measured) {
      await sleep(SETTLE_MS);
      figures.push(await measureRound(server, round, equipment));
    }
  }
  return new Map([...measured].map(([server, figures]) => [server, toMedian(figures)]));
}
