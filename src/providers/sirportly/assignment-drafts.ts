import type { Call } from '../../provider/provider.js';
import type { TicketChanges } from '../../provider/writes.js';
import { CANNOT_BE_CLEARED, EMPTY_DRAFT, issue, joinDrafts, parameter, type Draft } from './draft.js';
import { findRow } from './find-row.js';
import type { TableName, Tables } from './tables.js';

/** Whom a ticket is assigned to. Ids are sent, since departments may not be named without a brand. */
const ASSIGNMENTS = [
  { field: 'sirportly.department', name: 'department', table: 'departments', isClearable: false },
  { field: 'sirportly.team', name: 'team', table: 'teams', isClearable: true },
  { field: 'sirportly.user', name: 'user', table: 'users', isClearable: true },
  { field: 'sirportly.sla', name: 'sla', table: 'slas', isClearable: true },
] as const satisfies readonly { field: keyof TicketChanges; table: TableName; name: string; isClearable: boolean }[];
type Assignment = (typeof ASSIGNMENTS)[number];

export async function draftAssignments(changes: TicketChanges, tables: Tables, call: Call): Promise<Draft> {
  return joinDrafts(
    await Promise.all(ASSIGNMENTS.map((assignment) => draftAssignment(assignment, changes, tables, call))),
  );
}

/** An empty value is taken for "none", as it is where "none" is refused (section 1 of the fact sheet). */
async function draftAssignment(
  { field, name, table, isClearable }: Assignment,
  changes: TicketChanges,
  tables: Tables,
  call: Call,
): Promise<Draft> {
  const value = changes[field];
  if (value === undefined) return EMPTY_DRAFT;
  if (value === null) return isClearable ? parameter(name, '') : issue(field, CANNOT_BE_CLEARED);
  const row = findRow(await tables.load(table, call), value, name);
  return typeof row === 'string' ? issue(field, row) : parameter(name, row.id);
}
