import type { Parameter } from '../../provider/http/target.js';
import type { FieldIssue } from '../../provider/writes.js';
import { toPath } from './writable-fields.js';

/** A write being put together: its parameters, and what is wrong with it. */
export interface Draft {
  readonly parameters: readonly Parameter[];
  readonly issues: readonly FieldIssue[];
}

export const EMPTY_DRAFT: Draft = { parameters: [], issues: [] };

export function parameter(name: string, value: string): Draft {
  return { parameters: [[name, value]], issues: [] };
}

/** @param field by the public schema's name, or the path where that is deeper */
export function issue(field: string | readonly string[], message: string): Draft {
  return { parameters: [], issues: [{ path: typeof field === 'string' ? toPath(field) : field, message }] };
}

export function joinDrafts(drafts: readonly Draft[]): Draft {
  return {
    parameters: drafts.flatMap(({ parameters }) => parameters),
    issues: drafts.flatMap(({ issues }) => issues),
  };
}

export const CANNOT_BE_CLEARED = 'cannot be cleared';
