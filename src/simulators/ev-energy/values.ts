import { parseUserReference } from './identifiers.js';
import { parseInstant } from './instant.js';

/** A parameter value that cannot be read; the message goes into `field_errors`. */
export class InvalidValue extends Error {}

/** @throws InvalidValue */
export function parseBoolean(value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new InvalidValue('Must be true or false.');
}

/** @throws InvalidValue */
export function parseInteger(value: string): number {
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  throw new InvalidValue('A valid integer is required.');
}

/**
 * Microseconds since 1970.
 * @throws InvalidValue
 */
export function parseDateTime(value: string): number {
  const micros = parseInstant(value);
  if (micros === null) throw new InvalidValue('Enter a valid date/time.');
  return micros;
}

/**
 * Reads `start,end`.
 * @throws InvalidValue
 */
export function parseDateTimeRange(value: string): readonly [number, number] {
  const [start, end, ...rest] = value.split(',');
  if (start === undefined || end === undefined || rest.length > 0) {
    throw new InvalidValue('Enter a start and an end, separated by a comma.');
  }
  return [parseDateTime(start), parseDateTime(end)];
}

/** @throws InvalidValue */
export function parseUser(value: string): string {
  const id = parseUserReference(value);
  if (id === null) throw new InvalidValue('Enter a user id or the URL of a user.');
  return id;
}
