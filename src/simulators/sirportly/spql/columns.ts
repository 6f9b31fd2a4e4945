import type { Dialect } from '../dialect.js';
import type { SirportlyData } from '../model.js';
import type { Column } from './column.js';
import { createJoinedTables } from './joined-tables.js';
import type { ColumnName } from './syntax.js';
import { createTicketTable } from './ticket-table.js';

/** Finds a column; null when there is no such. */
export type FindColumn = (column: ColumnName) => Column | null;

/** Knows the columns of the tickets and of every table that is joined to them when a query names it. */
export function createColumns(data: SirportlyData, dialect: Dialect): FindColumn {
  const tables = new Map(Object.entries({ ...createJoinedTables(data), tickets: createTicketTable(data, dialect) }));
  return ({ table, name }) => {
    const columns = tables.get(singular[table] ?? table);
    return columns && Object.hasOwn(columns, name) ? (columns[name] ?? null) : null;
  };
}

/** The other names of the tables. */
const singular: Readonly<Record<string, string>> = {
  ticket: 'tickets',
  statuses: 'status',
  priorities: 'priority',
  departments: 'department',
  brands: 'brand',
  users: 'user',
  contacts: 'contact',
  customer: 'contact',
  customers: 'contact',
  contact_methods: 'contact_method',
  customer_contact_method: 'contact_method',
  customer_contact_methods: 'contact_method',
};
