import { toStorableJson } from './storable-text.js';

/** PGlite holds a statement several times over while it reads it. */
const MOST_CHARACTERS = 4_000_000;

/** Rows as lists in JSON, none much longer than a statement should be. No rows are no list. */
export function* toJsonBatches(rows: readonly unknown[]): Generator<string> {
  let batch: string[] = [];
  let length = 0;
  for (const row of rows) {
    const json = toStorableJson(row);
    if (batch.length > 0 && length + json.length > MOST_CHARACTERS) {
      yield `[${batch.join(',')}]`;
      batch = [];
      length = 0;
    }
    batch.push(json);
    length += json.length;
  }
  if (batch.length > 0) yield `[${batch.join(',')}]`;
}
