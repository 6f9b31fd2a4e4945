import type { TicketStatus } from '../../ticket/ticket.js';

/** Our statuses and Moov's, one for one. Moov has no counterpart of the others. */
const PAIRS: readonly (readonly [TicketStatus, string])[] = [
  ['NEW', 'new'],
  ['OPEN', 'in-progress'],
  ['ON_HOLD', 'on-hold'],
  ['CLOSED', 'closed'],
];

const WORDINGS: ReadonlyMap<string, string> = new Map(PAIRS);
const VALUES: ReadonlyMap<string | null, TicketStatus> = new Map(PAIRS.map(([value, wording]) => [wording, value]));

export const CLOSED_WORDING = 'closed';

/** Our value; null for a wording that Moov may add one day, or for none. */
export function toStatus(wording: string | null): TicketStatus | null {
  return VALUES.get(wording) ?? null;
}

/** Moov's wording; null when it has none for the value. */
export function toWording(status: string): string | null {
  return WORDINGS.get(status) ?? null;
}
