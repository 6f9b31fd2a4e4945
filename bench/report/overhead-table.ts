import type { Overhead } from '../measure/measure-overhead.js';
import { toNumber, toTable } from './markdown.js';

const HEADER = ['server', 'saturated at queries/s', 'p50 ms', 'p99 ms', 'own p50 ms', 'own p99 ms', 'CPU ms/query'];

export function toOverheadTable({ kind, pathMs, servers }: Overhead): string {
  const rows = Object.entries(servers).map(([server, { saturation, half }]) => [
    server,
    toNumber(saturation),
    toNumber(half.p50Ms),
    toNumber(half.p99Ms),
    toNumber(half.p50Ms - pathMs),
    toNumber(half.p99Ms - pathMs),
    toNumber(half.cpuMs),
  ]);
  return `### overhead: ${kind} at half load, of which the upstream takes ${pathMs} ms\n\n${toTable(HEADER, rows)}`;
}
