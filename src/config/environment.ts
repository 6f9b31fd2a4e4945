import { isRecord } from './json-value.js';
import type { Path, Problems } from './problems.js';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Puts the values of environment variables in the place of every `{ "env": "NAME" }`. A variable that is not set or
 * empty is a problem, and its setting becomes undefined.
 */
export function resolveEnvironment(value: unknown, environment: Environment, problems: Problems): unknown {
  return resolve(value, []);

  function resolve(part: unknown, path: Path): unknown {
    if (Array.isArray(part)) return part.map((item: unknown, index) => resolve(item, [...path, index]));
    if (!isRecord(part)) return part;
    const variable = toVariable(part);
    if (variable !== null) return read(variable, path);
    return Object.fromEntries(Object.entries(part).map(([name, item]) => [name, resolve(item, [...path, name])]));
  }

  function read(variable: string, path: Path): string | undefined {
    const found = Object.hasOwn(environment, variable) ? environment[variable] : undefined;
    if (!found) problems.add(path, `the environment variable ${variable} is ${found === '' ? 'empty' : 'not set'}`);
    return found === '' ? undefined : found;
  }
}

function toVariable(record: Readonly<Record<string, unknown>>): string | null {
  const variable = record['env'];
  return typeof variable === 'string' && Object.keys(record).length === 1 ? variable : null;
}
