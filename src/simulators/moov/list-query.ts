import type { MoovChoices } from './choices.js';
import { parseCursor, type Position } from './cursor.js';
import { statuses, type MoovTicket } from './model.js';
import { malformed } from './refusal.js';

const defaultCount = 200;
const maxCount = 1000;

/** Which tickets of an account are asked for. */
export interface ListQuery {
  /** 1 to 1000. */
  readonly count: number;
  /** Where the page before ended; null for the first page. */
  readonly after: Position | null;
  readonly matches: (ticket: MoovTicket) => boolean;
}

/**
 * Reads the query of a list. Unknown parameters have no effect.
 * @throws Refusal 400
 */
export function parseListQuery(query: URLSearchParams, accountId: string, choices: MoovChoices): ListQuery {
  const cursor = takeSingle(query, 'cursor');
  const status = takeSingle(query, 'status');
  const foreignID = takeSingle(query, 'foreignID');
  if (status !== null && !statuses.includes(status)) throw malformed('status is not valid');
  return {
    count: parseCount(takeSingle(query, 'count'), choices),
    after: cursor === null ? null : parseCursor(accountId, cursor),
    matches: (ticket) =>
      (status === null || ticket.status === status) && (foreignID === null || ticket.foreignID === foreignID),
  };
}

function takeSingle(query: URLSearchParams, name: string): string | null {
  const [value = null, ...others] = query.getAll(name);
  if (others.length > 0) throw malformed(`${name} takes a single value`);
  return value;
}

function parseCount(value: string | null, { countOutOfRange }: MoovChoices): number {
  if (value === null) return defaultCount;
  if (!/^-?\d{1,19}$/.test(value)) throw malformed('count is not an integer');
  const count = Math.min(maxCount, Math.max(1, Number(value)));
  if (count !== Number(value) && countOutOfRange === 'refuse') throw malformed('count must be from 1 to 1000');
  return count;
}
