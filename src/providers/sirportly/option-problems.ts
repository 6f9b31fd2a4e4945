import { ProviderError } from '../../provider/provider-error.js';
import type { Call } from '../../provider/provider.js';
import { findRow } from './find-row.js';
import { toComparable } from './names.js';
import type { SirportlyOptions } from './options.js';
import type { TableRow } from './table-json.js';
import type { TableName, Tables } from './tables.js';

/** What the options name and Sirportly does not know, a sentence each. @throws ProviderError */
export async function findOptionProblems(options: SirportlyOptions, tables: Tables, call: Call): Promise<string[]> {
  const inTables = Object.entries(toTables(options)).map(([table, names]) =>
    findInTable(table as TableName, names, tables, call),
  );
  return (await Promise.all([...inTables, findCustomFields(options, tables, call)])).flat();
}

/** A text of the configuration by the option that it stands in. */
type Names = readonly (readonly [option: string, text: string | undefined])[];

function toTables(options: SirportlyOptions): { readonly [table in TableName]?: Names } {
  const { agent, aiAgent, statuses, priorities } = options;
  const { defaultStatus, defaultPriority, defaultTeam, defaultDepartment, defaultBrand } = options;
  return {
    users: [
      ['agent', agent],
      ['aiAgent', aiAgent],
    ],
    statuses: [['defaultStatus', defaultStatus], ...keysOf('statuses', statuses)],
    priorities: [['defaultPriority', defaultPriority], ...keysOf('priorities', priorities)],
    teams: [['defaultTeam', defaultTeam]],
    departments: [['defaultDepartment', defaultDepartment]],
    brands: [['defaultBrand', defaultBrand]],
  };
}

function keysOf(option: string, record: Readonly<Record<string, unknown>>): Names {
  return Object.keys(record).map((name) => [`${option}.${name}`, name]);
}

async function findInTable(table: TableName, names: Names, tables: Tables, call: Call): Promise<string[]> {
  const given = names.flatMap(([option, text]) => (text === undefined ? [] : [{ option, text }]));
  if (given.length === 0) return [];
  const rows = await unlessForbidden(tables.load(table, call));
  if (rows === null) return [];
  const kind = KINDS[table];
  return given.flatMap(({ option, text }) => {
    const problem = option.includes('.') ? problemOfName(rows, text, kind) : findRow(rows, text, kind);
    return typeof problem === 'string' ? [`${option} ${problem}.`] : [];
  });
}

const KINDS: Readonly<Record<TableName, string>> = {
  statuses: 'status',
  priorities: 'priority',
  departments: 'department',
  teams: 'team',
  users: 'user',
  slas: 'SLA',
  brands: 'brand',
};

/** What stands for a value is told by its name alone. */
function problemOfName(rows: readonly TableRow[], text: string, kind: string): string | null {
  const isKnown = rows.some(({ name }) => toComparable(name) === toComparable(text));
  return isKnown ? null : `is the name of no ${kind} of this backend`;
}

async function findCustomFields(options: SirportlyOptions, tables: Tables, call: Call): Promise<string[]> {
  const { publicCustomFields, hiddenCustomFields, organizationField } = options;
  const given = [
    ...publicCustomFields.map((name) => ['publicCustomFields', name] as const),
    ...hiddenCustomFields.map((name) => ['hiddenCustomFields', name] as const),
    ...(organizationField === undefined ? [] : [['organizationField', organizationField] as const]),
  ];
  const known = given.length === 0 ? null : await tables.loadCustomFields(call);
  if (known === null) return [];
  return given
    .filter(([, name]) => !known.has(name))
    .map(([option, name]) => `${option} names ${name}, which is the system name of no custom field of this backend.`);
}

/** Null where the token may not read: tokens can be limited by verb, and work all the same. */
async function unlessForbidden<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'FORBIDDEN') return null;
    throw error;
  }
}
