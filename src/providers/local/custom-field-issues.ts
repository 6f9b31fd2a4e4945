import type { FieldIssue } from '../../provider/writes.js';
import { mergeCustomFields } from '../../store/store.js';
import type { JsonObject, JsonValue } from '../../ticket/ticket.js';

const KEY = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const LARGEST_BYTES = 32 * 1024;
/** PostgreSQL reads JSON by recursion, in an embedded database with a small stack. */
const DEEPEST = 16;

/**
 * What is wrong with fields to write over those of a ticket. Only what is written is checked: a ticket may have keys of
 * other forms, which can be written and removed, and more than fits, which can be made less.
 * @param fields what the ticket has
 */
export function findCustomFieldIssues(changes: JsonObject | null, fields: JsonObject | null): FieldIssue[] {
  if (changes === null) return [];
  if (isDeeperThan(DEEPEST, changes)) return [issueOfAll(`must not be nested deeper than ${DEEPEST} levels`)];
  if (isTooLarge(changes, fields)) return [issueOfAll(`must not be larger than ${LARGEST_BYTES} bytes of JSON in all`)];
  const keys = Object.keys(changes).filter((key) => !KEY.test(key) && !Object.hasOwn(fields ?? {}, key));
  return keys.map((key) => ({
    path: ['customFields', key],
    message: 'must be named by a letter, followed by at most 63 letters, digits and underscores',
  }));
}

function isDeeperThan(levels: number, value: JsonValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part: JsonValue) => isDeeperThan(levels - 1, part));
}

function isTooLarge(changes: JsonObject, fields: JsonObject | null): boolean {
  const adds = Object.values(changes).some((value) => value !== null);
  return adds && Buffer.byteLength(JSON.stringify(mergeCustomFields(fields, changes))) > LARGEST_BYTES;
}

function issueOfAll(message: string): FieldIssue {
  return { path: ['customFields'], message };
}
