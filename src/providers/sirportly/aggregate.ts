import { NOTHING_COUNTED, type Aggregate, type AggregateRequest, type ValueCounts } from '../../provider/aggregate.js';
import type { Call } from '../../provider/provider.js';
import { sumCounts } from '../../provider/sum-counts.js';
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
 *
 * Names stand in tables that are joined to the tickets, and nothing says whether a ticket without one is lost in that.
 * Filters by name keep no such ticket anyway; where names are measured, the list tells how many tickets there are, and
 * the answer is null unless so many were counted.
 * @throws ProviderError
 */
export async function aggregate(
  client: SirportlyClient,
  request: AggregateRequest,
  naming: Naming,
  call: Call,
): Promise<Aggregate | null> {
  const columns = MEASURES.filter((name) => isNeeded(name, request)).flatMap((name) => COLUMNS[name]);
  if (columns.length === 0) return { ...NOTHING_COUNTED, total: await countListed(client, call) };
  const [rows, listed] = await Promise.all([
    client.countBy(columns, call),
    request.measures.length > 0 ? countListed(client, call) : null,
  ]);
  if (listed !== null && addUp(rows) !== listed) return null;
  const counted = rows
    .map((row) => ({ names: toNames(row, columns, naming), count: row.count }))
    .filter(({ names }) => passes(names, request.filter));
  const by = (name: (typeof MEASURES)[number]): ValueCounts =>
    request.measures.includes(name)
      ? sumCounts([counted.map(({ names, count }) => [names[name], count] as const)])
      : new Map();
  return {
    ...NOTHING_COUNTED,
    total: addUp(counted),
    status: by('status'),
    priority: by('priority'),
    source: by('source'),
  };
}

/** Every ticket there is. The page is the first of an unasked list, so that one under way is not asked for again. */
async function countListed(client: SirportlyClient, call: Call): Promise<number> {
  return (await client.listTickets({ contact: null, direction: 'DESC' }, 1, call)).total;
}

function addUp(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
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
