import { sql, type RawBuilder } from 'kysely';

const DIGITS = 26;

/** An id of the store's form, in SQL; numbers go by what it begins with, `user` or `orgn`. */
export function toId(kind: string, number: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`${sql.lit(kind)} || lpad((${number})::text, ${sql.lit(DIGITS)}, '0')`;
}

/** The same id, here. */
export function idOf(kind: string, number: number): string {
  return kind + String(number).padStart(DIGITS, '0');
}
