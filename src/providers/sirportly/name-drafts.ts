import type { Call } from '../../provider/provider.js';
import type { TicketChanges } from '../../provider/writes.js';
import type { TicketPriority, TicketStatus } from '../../ticket/ticket.js';
import { CANNOT_BE_CLEARED, EMPTY_DRAFT, issue, parameter, type Draft } from './draft.js';
import { findRow, listNames } from './find-row.js';
import type { Naming } from './normalization.js';
import type { TableRow } from './table-json.js';
import type { Tables } from './tables.js';

export interface NameSource {
  readonly tables: Tables;
  readonly naming: Naming;
  readonly hiddenCustomFields: readonly string[];
  readonly call: Call;
}

/** What a status or a priority is given as, and how it is understood. */
interface NameField {
  readonly kind: 'status' | 'priority';
  readonly value: TicketStatus | TicketPriority | null | undefined;
  readonly name: string | null | undefined;
  readonly nameField: 'statusName' | 'priorityName';
  readonly toValue: (row: TableRow) => TicketStatus | TicketPriority | null;
  /** The surest rows for a value are taken before the others. */
  readonly toCertainty: (row: TableRow) => number;
}

export async function draftStatus(changes: TicketChanges, { tables, naming, call }: NameSource): Promise<Draft> {
  const { status: value, statusName: name } = changes;
  if (value === undefined && name === undefined) return EMPTY_DRAFT;
  const { toStatus: toValue, toCertainty } = naming;
  const field = { kind: 'status', value, name, nameField: 'statusName', toValue, toCertainty } as const;
  return draftName(field, () => tables.load('statuses', call));
}

export async function draftPriority(changes: TicketChanges, { tables, naming, call }: NameSource): Promise<Draft> {
  const { priority: value, priorityName: name } = changes;
  if (value === undefined && name === undefined) return EMPTY_DRAFT;
  const toValue = (row: TableRow) => naming.toPriority(row.name);
  const field = { kind: 'priority', value, name, nameField: 'priorityName', toValue, toCertainty: () => 0 } as const;
  return draftName(field, () => tables.load('priorities', call));
}

async function draftName(field: NameField, load: () => Promise<readonly TableRow[]>): Promise<Draft> {
  const { kind, value, name, nameField, toValue } = field;
  if (value === null) return issue(kind, CANNOT_BE_CLEARED);
  if (name === null) return issue(nameField, CANNOT_BE_CLEARED);
  const rows = await load();
  if (name === undefined) return draftValue(field, rows);
  const row = findRow(rows, name, kind);
  if (typeof row === 'string') return issue(nameField, row);
  if (value !== undefined && toValue(row) !== value) {
    return issue(nameField, `stands for ${toValue(row) ?? 'no value'}, which contradicts ${kind}`);
  }
  return parameter(kind, row.id);
}

function draftValue({ kind, value, nameField, toValue, toCertainty }: NameField, rows: readonly TableRow[]): Draft {
  const standing = rows.filter((row) => toValue(row) === value);
  const highest = Math.max(...standing.map(toCertainty));
  const surest = standing.filter((row) => toCertainty(row) === highest);
  const [row, ...others] = surest;
  if (!row) return issue(kind, `no ${kind} of this backend stands for ${value}; there are ${listNames(rows)}`);
  if (others.length === 0) return parameter(kind, row.id);
  return issue(kind, `several stand for ${value}: give ${nameField}, one of ${listNames(surest)}`);
}
