import { parseTimestamp } from '../sql/timestamp.js';

/** Type numbers of PostgreSQL. @see https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const PARSERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [16, (text) => text === 't'],
  [20, Number],
  [21, Number],
  [23, Number],
  [114, (text) => JSON.parse(text)],
  [701, Number],
  [1009, parseTextArray],
  [1184, parseTimestamp],
]);

/** A column's text as a value: bigint as a number, timestamptz as an Instant, other types as they are. */
export function parseValue(type: number, text: string): unknown {
  const parse = PARSERS.get(type);
  return parse ? parse(text) : text;
}

/** A parameter as text, for PostgreSQL to read as whatever type stands in its place. */
export function toParameter(value: unknown): string | null {
  if (value === null) return null;
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    default:
      if (Array.isArray(value)) return `{${value.map(toElement).join(',')}}`;
      throw new TypeError(`A query takes texts, numbers, booleans, null and lists of texts, not ${typeof value}.`);
  }
}

function toElement(element: unknown): string {
  if (typeof element !== 'string') throw new TypeError(`A list in a query holds texts, not ${typeof element}.`);
  return `"${element.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** `{plain,"with, comma","and \"quotes\""}`; there are no nulls and no lists of lists. */
function parseTextArray(text: string): string[] {
  const elements = text.slice(1, -1).matchAll(/"((?:[^"\\]|\\[^])*)"|([^,]+)/g);
  return Array.from(elements, ([, quoted, plain = '']) => quoted?.replaceAll(/\\([^])/g, '$1') ?? plain);
}
