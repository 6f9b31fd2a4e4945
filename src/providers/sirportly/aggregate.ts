import { NOTHING_COUNTED, type Aggregate, type AggregateRequest, type ValueCounts } from '../../provider/aggregate.js';
import type { Call } from '../../provider/provider.js';
import { isPredicate } from '../../ticket/filter.js';
import type { SirportlyClient } from './client.js';
import type { CountRow } from './count-rows.js';
import { toSource, type Naming } from './normalization.js';
import { passes, type Names } from './query.js';

/** What the counted rows tell. The rest would need median, dates and sums, which SPQL is not known to have (5). */
export const MEASURES = ['status', 'priority', 'source'] as const;

/** The columns that each name is read from. */
const COLUMNS = {
  status: ['status.name', 'status.status_type'],
  priority: ['priorities.name'],
  source: ['tickets.source_type'],
} as const;

/**
 * How many tickets pass, and their names: the upstream counts by name, and what each name stands for is decided here. So
 * no value of a filter goes into a query, whose escaping nobody documents.
 * @throws ProviderError
 */
export async function aggregate(
  client: SirportlyClient,
  request: AggregateRequest,
  naming: Naming,
  call: Call,
): Promise<Aggregate> {
  const columns = MEASURES.filter((name) => isNeeded(name, request)).flatMap((name) => COLUMNS[name]);
  if (columns.length === 0) {
    const { total } = await client.listTickets({ contact: null, direction: 'ASC' }, 1, call);
    return { ...NOTHING_COUNTED, total };
  }
  const rows = await client.countBy(columns, call);
  const counted = rows
    .map((row) => ({ names: toNames(row, columns, naming), count: row.count }))
    .filter(({ names }) => passes(names, request.filter));
  const by = (name: (typeof MEASURES)[number]): ValueCounts =>
    request.measures.includes(name) ? addUp(counted.map(({ names, count }) => [names[name], count])) : new Map();
  return {
    ...NOTHING_COUNTED,
    total: counted.reduce((sum, { count }) => sum + count, 0),
    status: by('status'),
    priority: by('priority'),
    source: by('source'),
  };
}

function isNeeded(name: (typeof MEASURES)[number], { measures, filter }: AggregateRequest): boolean {
  return (
    measures.includes(name) ||
    filter.some(
      (condition) => isPredicate(condition) && (condition.field === name || condition.field === `${name}Name`),
    )
  );
}

interface CountedNames extends Names {
  readonly source: string | null;
}

/** A column that was not asked for reads as nothing. */
function toNames({ values }: CountRow, columns: readonly string[], naming: Naming): CountedNames {
  const valueOf = (column: string): unknown => values[columns.indexOf(column)];
  const statusName = toText(valueOf('status.name'));
  const type = valueOf('status.status_type') ?? null;
  const priorityName = toText(valueOf('priorities.name'));
  return {
    status: naming.toStatus({ name: statusName, status_type: type === null ? null : Number(type) }),
    statusName,
    priority: naming.toPriority(priorityName),
    priorityName,
    source: toSource(toText(valueOf('tickets.source_type'))),
  };
}

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function addUp(counts: readonly (readonly [string | null, number])[]): ValueCounts {
  const sums = new Map<string | null, number>();
  for (const [value, count] of counts) sums.set(value, (sums.get(value) ?? 0) + count);
  return sums;
}
