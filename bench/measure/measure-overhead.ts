import type { Server } from '../servers/server.js';
import { toWork } from '../works/works.js';
import { interleave } from './interleave.js';
import type { Lengths } from './measure-work.js';
import type { Equipment, Figures } from './round.js';

/** How much later than its upstream a server answers when it is half as busy as it can be. */
export interface Overhead {
  /** What is asked. */
  readonly kind: OverheadKind;
  /** What the upstream takes for the calls that have to follow each other, in milliseconds. */
  readonly pathMs: number;
  readonly servers: Readonly<Record<string, OverheadFigures>>;
}

export interface OverheadFigures {
  /** Queries a second, as fast as it goes. */
  readonly saturation: number;
  /** At half of that. */
  readonly half: Figures;
}

const DELAY_MS = 20;
/** A list waits for its page, and then for the messages of all its tickets side by side. */
const CALLS_IN_TURN = { list: 2, ticket: 1 };
export type OverheadKind = keyof typeof CALLS_IN_TURN;
/** Enough to keep a server busy, or its connections to the upstream. */
const CONNECTIONS = 24;

export async function measureOverhead(
  kind: OverheadKind,
  servers: readonly Server[],
  equipment: Equipment,
  lengths: Lengths,
): Promise<Overhead> {
  const { seconds, rounds, warmUpSeconds } = lengths;
  const saturated = { work: toWork(kind, CONNECTIONS), seconds, delayMs: DELAY_MS, perSecond: null };
  const most = await interleave(servers, { roundOf: () => saturated, rounds: 1, warmUpSeconds }, equipment);
  const saturationOf = (server: Server) => most.get(server)?.queriesPerSecond ?? Number.NaN;
  const roundOf = (server: Server) => ({ ...saturated, perSecond: saturationOf(server) / 2 });
  const halves = await interleave(servers, { roundOf, rounds, warmUpSeconds: 0 }, equipment);
  const figures = [...halves].map(
    ([server, half]) => [server.name, { saturation: saturationOf(server), half }] as const,
  );
  return { kind, pathMs: CALLS_IN_TURN[kind] * DELAY_MS, servers: Object.fromEntries(figures) };
}
