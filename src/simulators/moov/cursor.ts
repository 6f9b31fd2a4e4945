import type { MoovTicket } from './model.js';
import { malformed } from './refusal.js';

/** A place in the order of the list. A ticket need not be there. */
export interface Position {
  readonly createdAtMs: number;
  readonly number: number;
  readonly ticketID: string;
}

export function positionOf({ createdOn, number, ticketID }: MoovTicket): Position {
  return { createdAtMs: Date.parse(createdOn), number, ticketID };
}

/** Newest first: by creation, then by number. */
export function comparePositions(left: Position, right: Position): number {
  const difference = right.createdAtMs - left.createdAtMs || right.number - left.number;
  if (difference !== 0 || left.ticketID === right.ticketID) return difference;
  return left.ticketID < right.ticketID ? 1 : -1;
}

export function encodeCursor(accountId: string, { createdAtMs, number, ticketID }: Position): string {
  return Buffer.from(`${createdAtMs} ${number} ${ticketID} ${accountId}`).toString('base64url');
}

/** @throws Refusal 400 when no list of this account has such a cursor */
export function parseCursor(accountId: string, cursor: string): Position {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, createdAtMs, number, ticketID = ''] = /^(-?\d+) (-?\d+) (\S+) \S+$/.exec(text) ?? [];
  const position = { createdAtMs: Number(createdAtMs), number: Number(number), ticketID };
  if (encodeCursor(accountId, position) !== cursor) throw malformed('cursor is not valid');
  return position;
}
