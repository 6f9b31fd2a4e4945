import type { Rule } from './field-rules.js';
import { quote } from './problem.js';

/** Reads the fields of one record. What is wrong is reported, and something harmless stands in for it. */
export interface FieldReader {
  required(field: string, rule: Rule): string;
  optional(field: string, rule: Rule): string | null;
  /** True or false, in any case; false when it is not given. */
  flag(field: string): boolean;
}

/** An empty cell, a null and a missing field all say that there is no value. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

export function createFieldReader(
  fields: ReadonlyMap<string, unknown>,
  report: (field: string, message: string) => void,
): FieldReader {
  function optional(field: string, rule: Rule): string | null {
    const value = fields.get(field);
    if (isAbsent(value)) return null;
    const message = typeof value === 'string' ? rule(value) : 'must be text, in quotes';
    if (message !== null) report(field, message);
    return typeof value === 'string' ? value : null;
  }

  return {
    optional,
    required(field, rule) {
      if (isAbsent(fields.get(field))) report(field, 'is missing');
      return optional(field, rule) ?? '';
    },
    flag(field) {
      const value = fields.get(field);
      if (isAbsent(value)) return false;
      const text = String(value).toLowerCase();
      if (text !== 'true' && text !== 'false') report(field, `${quote(text)} is neither true nor false`);
      return text === 'true';
    },
  };
}
