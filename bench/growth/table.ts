import { toNumber, toTable } from '../report/markdown.js';
import type { GrowthResult } from './measure-growth.js';
import { isSteep, type GrowthRow } from './rows.js';

export function toGrowthTable({ unit, question, rows }: GrowthResult): string {
  const header = [unit, 'CPU ms/query', '× before', '× per doubling', 'calls/query'];
  return `### ${unit}: ${question}\n\n${toTable(header, rows.map(toCells))}`;
}

function toCells(row: GrowthRow): readonly string[] {
  return [
    String(row.value),
    toNumber(row.cpuMs),
    toNumber(row.timesBefore ?? Number.NaN),
    `${toNumber(row.timesPerDoubling ?? Number.NaN)}${isSteep(row) ? ' TOO STEEP' : ''}`,
    toNumber(row.callsPerQuery),
  ];
}
