import type { Parameter } from '../../provider/http/target.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { NewTicketFields } from '../../provider/writes.js';
import { findRow } from './find-row.js';
import { toComparable } from './names.js';
import { OPEN_TYPE } from './normalization.js';
import type { TableRow } from './table-json.js';
import type { TableName } from './tables.js';
import type { WriteContext } from './written-tickets.js';

/** What a new ticket gets where the caller did not say: a status and a priority are required. @throws ProviderError */
export async function toDefaults(fields: NewTicketFields, context: WriteContext): Promise<readonly Parameter[]> {
  const { defaultTeam } = context.options;
  const status = await findDefault('statuses', 'defaultStatus', context, firstOpen);
  const parameters: Parameter[] = [['status', status.id]];
  if (fields.priority === undefined) {
    parameters.push(['priority', (await findDefault('priorities', 'defaultPriority', context, normalOrMiddle)).id]);
  }
  if (fields['sirportly.team'] === undefined && defaultTeam !== undefined) {
    parameters.push(['team', (await findDefault('teams', 'defaultTeam', context, none)).id]);
  }
  return [...parameters, ...(await toPlace(fields, context))];
}

/** A department belongs to a brand, so a brand is sent only where no department is. */
async function toPlace(fields: NewTicketFields, context: WriteContext): Promise<readonly Parameter[]> {
  const { defaultDepartment, defaultBrand } = context.options;
  if (fields['sirportly.department'] !== undefined) return [];
  if (defaultDepartment !== undefined) {
    return [['department', (await findDefault('departments', 'defaultDepartment', context, none)).id]];
  }
  if (defaultBrand === undefined) return [];
  return [['brand', (await findDefault('brands', 'defaultBrand', context, none)).id]];
}

type DefaultOption = 'defaultStatus' | 'defaultPriority' | 'defaultTeam' | 'defaultDepartment' | 'defaultBrand';

async function findDefault(
  table: TableName,
  option: DefaultOption,
  { tables, options, call }: WriteContext,
  choose: (rows: readonly TableRow[]) => TableRow | undefined,
): Promise<TableRow> {
  const rows = (await tables.load(table, call)).filter((row) => isInBrand(row, table, options.defaultBrand));
  const name = options[option];
  const row = name === undefined ? choose(rows) : findRow(rows, name, table);
  if (row !== undefined && typeof row !== 'string') return row;
  const problem = `/objects/${table}: there is none that ${option} ${name === undefined ? 'could be' : 'names'}.`;
  throw new ProviderError('BAD_RESPONSE', `${problem} Set ${option} in this backend's configuration.`);
}

function isInBrand({ brand }: TableRow, table: TableName, defaultBrand: string | undefined): boolean {
  if (table !== 'departments' || defaultBrand === undefined || brand === null) return true;
  return toComparable(brand) === toComparable(defaultBrand);
}

function none(): undefined {
  return undefined;
}

function firstOpen(rows: readonly TableRow[]): TableRow | undefined {
  return byPosition(rows).find(({ status_type }) => status_type === OPEN_TYPE);
}

function normalOrMiddle(rows: readonly TableRow[]): TableRow | undefined {
  const normal = rows.find(({ name }) => toComparable(name) === 'normal');
  return normal ?? byPosition(rows)[Math.floor((rows.length - 1) / 2)];
}

function byPosition(rows: readonly TableRow[]): readonly TableRow[] {
  return rows.toSorted((a, b) => positionOf(a) - positionOf(b));
}

function positionOf({ position }: TableRow): number {
  return position ?? Number.MAX_SAFE_INTEGER;
}
