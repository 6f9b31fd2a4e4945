import { z } from 'zod';
import { isRecord, type JsonRecord } from './json-value.js';
import { nearestName } from './nearest-name.js';
import type { Path, Problems } from './problems.js';

/** What a schema knows, as JSON Schema of what may be written. */
export function toShape(schema: z.ZodType): JsonRecord {
  return { ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) };
}

/** Adds a problem for every setting that the shape does not know, however deep and whether or not it is strict. */
export function refuseUnknownSettings(value: unknown, shape: unknown, path: Path, problems: Problems): void {
  if (!isRecord(shape)) return;
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => refuseUnknownSettings(item, shape['items'], [...path, index], problems));
  } else if (isRecord(value) && isRecord(shape['properties'])) {
    refuseUnknownNames(value, shape['properties'], shape['additionalProperties'], path, problems);
  }
}

function refuseUnknownNames(value: JsonRecord, known: JsonRecord, others: unknown, path: Path, problems: Problems) {
  for (const [name, part] of Object.entries(value)) {
    if (Object.hasOwn(known, name)) refuseUnknownSettings(part, known[name], [...path, name], problems);
    else if (!others) problems.add([...path, name], toMessage(name, Object.keys(known)));
  }
}

function toMessage(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  return nearest === null
    ? `is not a setting; allowed here: ${names.join(', ')}`
    : `is not a setting; did you mean ${nearest}?`;
}
