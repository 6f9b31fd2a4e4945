import type { Figures } from '../measure/round.js';
import { toNumber, toTable } from './markdown.js';

/** What all servers did at one work. */
export interface WorkResult {
  readonly name: string;
  readonly connections: number;
  readonly servers: Readonly<Record<string, Figures>>;
}

const HEADER = [
  'server',
  'queries/s',
  '× limit',
  '× fastest peer',
  'p50 ms',
  'p99 ms',
  'CPU ms/query',
  'calls/query',
  'RSS MiB',
  'other core busy',
];

/** Servers that are no peers of the gateway: itself, and what nothing can exceed that does the same. */
const NO_PEERS: ReadonlySet<string> = new Set(['gateway', 'limit']);

export function toWorkTable({ name, connections, servers }: WorkResult): string {
  const rates = Object.entries(servers).map(([server, figures]) => [server, figures.queriesPerSecond] as const);
  const limit = servers['limit']?.queriesPerSecond ?? Number.NaN;
  const fastestPeer = Math.max(...rates.filter(([server]) => !NO_PEERS.has(server)).map(([, rate]) => rate));
  const rows = Object.entries(servers).map(([server, figures]) => [
    server,
    toNumber(figures.queriesPerSecond),
    toNumber(figures.queriesPerSecond / limit),
    toNumber(figures.queriesPerSecond / fastestPeer),
    toNumber(figures.p50Ms),
    toNumber(figures.p99Ms),
    toNumber(figures.cpuMs),
    toNumber(figures.callsPerQuery),
    figures.residentMib.toFixed(0),
    `${(figures.restBusy * 100).toFixed(0)} %`,
  ]);
  const title = `${name}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;
  return `### ${title}\n\n${toTable(HEADER, rows)}`;
}
