import { validationFailed } from './problems.js';
import { InvalidValue, parseBoolean, parseDateTime, parseDateTimeRange, parseInteger } from './values.js';

export type Predicate<T> = (item: T) => boolean;

/** Reads a parameter value. @throws InvalidValue */
export type FilterParser<T> = (value: string) => Predicate<T>;

/** Parameter names and how each narrows the list. */
export type Filters<T> = ReadonlyMap<string, FilterParser<T>>;

type Read<T, V> = (item: T) => V | null;

/**
 * Reads every known parameter of a query and joins them by AND. Unknown ones are
 * ignored; of a repeated one the last counts. Null when the query narrows nothing.
 * @throws Problem 400 that names every parameter that could not be read
 */
export function parseFilters<T>(filters: Filters<T>, query: URLSearchParams, action: string): Predicate<T> | null {
  const fieldErrors: Record<string, string[]> = {};
  const predicates: Predicate<T>[] = [];
  for (const [name, value] of new Map(query)) {
    const parse = filters.get(name);
    if (!parse) continue;
    try {
      predicates.push(parse(value));
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      fieldErrors[name] = [error.message];
    }
  }
  if (Object.keys(fieldErrors).length > 0) throw validationFailed(action, fieldErrors);
  if (predicates.length === 0) return null;
  return (item) => predicates.every((matches) => matches(item));
}

/** The field is exactly the value. */
export function equals<T>(read: Read<T, string>): FilterParser<T> {
  return (value) => (item) => read(item) === value;
}

/** The field is one of the comma-separated values. */
export function isOneOf<T>(read: Read<T, string>): FilterParser<T> {
  return (value) => {
    const wanted = new Set<string | null>(value.split(','));
    return (item) => wanted.has(read(item));
  };
}

/** `true`: the field is null. `false`: it is set. */
export function isNull<T>(read: Read<T, string | number>): FilterParser<T> {
  return (value) => {
    const wantsNull = parseBoolean(value);
    return (item) => (read(item) === null) === wantsNull;
  };
}

/** `name__gte`, `name__lte` and `name__range` of an instant in microseconds. Null never matches. */
export function instantFilters<T>(name: string, read: Read<T, number>): [string, FilterParser<T>][] {
  return [
    [`${name}__gte`, (value) => within(read, parseDateTime(value), Infinity)],
    [`${name}__lte`, (value) => within(read, -Infinity, parseDateTime(value))],
    [`${name}__range`, (value) => within(read, ...parseDateTimeRange(value))],
  ];
}

/** `name`, `name__gte` and `name__lte` of an integer. */
export function integerFilters<T>(name: string, read: Read<T, number>): [string, FilterParser<T>][] {
  return [
    [name, (value) => within(read, parseInteger(value), parseInteger(value))],
    [`${name}__gte`, (value) => within(read, parseInteger(value), Infinity)],
    [`${name}__lte`, (value) => within(read, -Infinity, parseInteger(value))],
  ];
}

function within<T>(read: Read<T, number>, from: number, to: number): Predicate<T> {
  return (item) => {
    const value = read(item);
    return value !== null && value >= from && value <= to;
  };
}
