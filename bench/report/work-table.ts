import type { WorkResult } from '../measure/measure-work.js';
import type { Figures } from '../measure/round.js';
import { toNumber, toTable } from './markdown.js';

const HEADER = [
  'server',
  'queries/s',
  '× limit',
  '× fastest peer',
  'p50 ms',
  'p99 ms',
  'CPU ms/query',
  'CPU × limit',
  'calls/query',
  'RSS MiB',
  'other core',
];

/** Servers that are no peers of the gateway: itself, and what others take without most of what it does. */
const NO_PEERS: ReadonlySet<string> = new Set(['gateway', 'limit', 'floor']);

export function toWorkTable({ name, connections, servers }: WorkResult): string {
  const rows = Object.entries(servers);
  const peers = rows.filter(([server]) => !NO_PEERS.has(server)).map(([, { queriesPerSecond }]) => queriesPerSecond);
  const fastestPeer = peers.length === 0 ? Number.NaN : Math.max(...peers);
  const cells = rows.map(([server, figures]) => [server, ...toCells(figures, servers['limit'], fastestPeer)]);
  const title = `${name}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;
  return `### ${title}\n\n${toTable(HEADER, cells)}`;
}

function toCells(figures: Figures, limit: Figures | undefined, fastestPeer: number): readonly string[] {
  const { queriesPerSecond, cpuMs, residentMib, restBusy } = figures;
  return [
    toNumber(queriesPerSecond),
    toNumber(queriesPerSecond / (limit?.queriesPerSecond ?? Number.NaN)),
    toNumber(queriesPerSecond / fastestPeer),
    toNumber(figures.p50Ms),
    toNumber(figures.p99Ms),
    toNumber(cpuMs),
    toNumber(cpuMs / (limit?.cpuMs ?? Number.NaN)),
    toNumber(figures.callsPerQuery),
    residentMib.toFixed(0),
    `${(restBusy * 100).toFixed(0)} %`,
  ];
}
