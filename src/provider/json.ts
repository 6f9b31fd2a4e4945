import type { JsonObject, JsonValue } from '../ticket/ticket.js';

/** Deeper objects are no facts about a ticket, and would overrun the stack of whoever walks them. */
const MAX_DEPTH = 32;

/** True for parsed JSON that is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of parsed JSON without members named `__proto__`; what nests deeper than 32 is null. */
export function toJsonObject(record: Record<string, unknown>, depth = 1): JsonObject {
  const members = Object.entries(record).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(members.map(([name, value]) => [name, toJsonValue(value, depth)]));
}

function toJsonValue(value: unknown, depth: number): JsonValue {
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((element) => toJsonValue(element, depth + 1));
  if (isRecord(value)) return toJsonObject(value, depth + 1);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
