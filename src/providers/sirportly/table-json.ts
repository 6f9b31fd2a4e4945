import { z } from 'zod';
import { optionalId, optionalNumber, optionalObject, optionalText, requiredId } from './fields.js';
import { toFullName } from './names.js';

/** Section 2.3 of the fact sheet: what all kinds of objects have, and what some have. */
const objectJson = z.object({
  id: requiredId,
  name: optionalText,
  username: optionalText,
  email_address: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  status_type: optionalNumber,
  position: optionalNumber,
  brand: optionalObject({ id: optionalId, name: optionalText }),
  system_name: optionalText,
});

/** One object that tickets refer to. */
export interface TableRow {
  readonly id: string;
  readonly name: string;
  /** What else it can be called by. */
  readonly aliases: readonly string[];
  readonly status_type: number | null;
  readonly position: number | null;
  /** Of a department. */
  readonly brand: string | null;
  /** Of a custom field. */
  readonly systemName: string | null;
}

/** Null for what is no list, and for a list of which no row can be read: that is no empty table. */
export function parseTable(json: unknown): readonly TableRow[] | null {
  if (!Array.isArray(json)) return null;
  const rows = json.map(parseRow).filter((row) => row !== null);
  return rows.length === 0 && json.length > 0 ? null : rows;
}

function parseRow(json: unknown): TableRow | null {
  const { data } = objectJson.safeParse(json);
  const name = data?.username ?? data?.name ?? (data ? toFullName(data) : null);
  if (!data || name === null) return null;
  const aliases = [data.name, data.email_address, toFullName(data)].filter((alias) => alias !== null);
  const { id, status_type, position, brand, system_name: systemName } = data;
  return { id, name, aliases, status_type, position, brand: brand?.name ?? null, systemName };
}
