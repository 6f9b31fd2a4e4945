import type { Path } from './problems.js';

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path; undefined when there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((part: unknown, name) => (hasOwn(part, name) ? Reflect.get(part, name) : undefined), value);
}

/** Every text in a value, however deep. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function hasOwn(value: unknown, name: PropertyKey): value is object {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
