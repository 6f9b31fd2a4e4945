import type { Call } from '../../provider/provider.js';
import { isPredicate, type TicketFilter } from '../../ticket/filter.js';
import type { SirportlyClient } from './client.js';
import type { CountRow } from './count-rows.js';
import type { Naming } from './normalization.js';
import { passes, type Names } from './query.js';

/** The columns that the filterable names are read from. */
const COLUMNS = ['status.name', 'status.status_type', 'priorities.name'];

/**
 * How many tickets pass: the upstream counts by name, and what each name stands for is decided here. So no value of a
 * filter goes into a query, whose escaping nobody documents.
 * @throws ProviderError
 */
export async function countTickets(
  client: SirportlyClient,
  filter: TicketFilter,
  naming: Naming,
  call: Call,
): Promise<number> {
  if (filter.length === 0) {
    return (await client.listTickets({ contact: null, direction: 'ASC' }, 1, call)).total;
  }
  const columns = COLUMNS.filter((column) => isNeeded(column, filter));
  const rows = await client.countBy(columns, call);
  const passing = rows.filter((row) => passes(toNames(row, columns, naming), filter));
  return passing.reduce((sum, { count }) => sum + count, 0);
}

function isNeeded(column: string, filter: TicketFilter): boolean {
  const start = column.startsWith('status') ? 'status' : 'priority';
  return filter.some((condition) => isPredicate(condition) && condition.field.startsWith(start));
}

function toNames({ values }: CountRow, columns: readonly string[], naming: Naming): Names {
  const statusName = toText(values[columns.indexOf('status.name')]);
  const type = values[columns.indexOf('status.status_type')];
  const priorityName = toText(values[columns.indexOf('priorities.name')]);
  return {
    status: naming.toStatus({ name: statusName, status_type: type === null ? null : Number(type) }),
    statusName,
    priority: naming.toPriority(priorityName),
    priorityName,
  };
}

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
