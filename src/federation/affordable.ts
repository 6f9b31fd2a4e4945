import type { TicketRow } from '../provider/provider.js';

/** The part of some rows that is judged. */
export interface AffordablePart {
  readonly rows: readonly TicketRow[];
  /** Conversations that the rows need to be read. */
  readonly conversations: number;
  /** Whether rows were left out. */
  readonly isCut: boolean;
}

/**
 * The first rows, as far as the conversations that may still be read reach.
 * @param needsRead whether a row can be judged only by a conversation that did not come along
 * @param left conversations, 0 or more
 */
export function takeAffordable(
  rows: readonly TicketRow[],
  needsRead: (row: TicketRow) => boolean,
  left: number,
): AffordablePart {
  let conversations = 0;
  for (const [index, row] of rows.entries()) {
    if (!needsRead(row)) continue;
    if (conversations === left) return { rows: rows.slice(0, index), conversations, isCut: true };
    conversations += 1;
  }
  return { rows, conversations, isCut: false };
}
