import type { Server } from '../servers/server.js';
import type { Work } from '../works/works.js';
import { interleave } from './interleave.js';
import type { Equipment, Figures } from './round.js';

/** How long a run takes. */
export interface Lengths {
  /** Of a round. */
  readonly seconds: number;
  readonly rounds: number;
  /** Of the load before the first round of each server, at most: until its time for a query no longer falls. */
  readonly warmUpSeconds: number;
}

/** What all servers did at one work. */
export interface WorkResult {
  readonly name: string;
  readonly connections: number;
  readonly servers: Readonly<Record<string, Figures>>;
}

/** Each server as fast as it goes. */
export async function measureWork(
  work: Work,
  servers: readonly Server[],
  equipment: Equipment,
  lengths: Lengths,
): Promise<WorkResult> {
  const round = { work, seconds: lengths.seconds, delayMs: 0, perSecond: null };
  const figures = await interleave(servers, { ...lengths, roundOf: () => round }, equipment);
  return { name: work.name, connections: work.connections, servers: byName(figures) };
}

function byName(figures: ReadonlyMap<Server, Figures>): Readonly<Record<string, Figures>> {
  return Object.fromEntries([...figures].map(([{ name }, each]) => [name, each]));
}
