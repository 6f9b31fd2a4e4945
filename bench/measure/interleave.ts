import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from '../servers/server.js';
import { measureRound, toMedian, type Equipment, type Figures, type Round } from './round.js';
import { warmUp } from './warm-up.js';

/** Between two rounds, in milliseconds. */
const PAUSE_MS = 100;

export interface Rounds<S extends Server> {
  /** What each of them is like for a server. */
  roundOf(server: S): Round;
  readonly rounds: number;
  /** Load before the first, at most: until it takes no less time. 0 for a server that is warm. */
  readonly warmUpSeconds: number;
}

/**
 * Servers one after the other, there and back in turn, so that a machine that turns slower hits them all alike.
 * Gives medians.
 */
export async function interleave<S extends Server>(
  servers: readonly S[],
  { roundOf, rounds, warmUpSeconds }: Rounds<S>,
  equipment: Equipment,
): Promise<ReadonlyMap<S, Figures>> {
  const measured = new Map(servers.map((server): [S, Figures[]] => [server, []]));
  for (const server of warmUpSeconds > 0 ? servers : []) {
    await warmUp(server, roundOf(server), equipment, warmUpSeconds);
  }
  for (let count = 0; count < rounds; count += 1) {
    for (const [server, figures] of count % 2 === 0 ? measured : [...measured].toReversed()) {
      await sleep(PAUSE_MS);
      figures.push(await measureRound(server, roundOf(server), equipment));
    }
  }
  return new Map([...measured].map(([server, figures]) => [server, toMedian(figures)]));
}
