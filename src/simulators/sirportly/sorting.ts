import { compareCells, type Cell } from './cells.js';
import type { SirportlyTicket } from './model.js';
import { lastUpdatePostedAtMs } from './ticket-facts.js';

const sortKeys: Readonly<Record<string, (ticket: SirportlyTicket) => Cell>> = {
  updated_at: ({ updatedAtMs }) => updatedAtMs,
  created_at: ({ submittedAtMs }) => submittedAtMs,
  reference: ({ reference }) => reference,
  subject: ({ subject }) => subject,
  last_update_posted_at: lastUpdatePostedAtMs,
  reply_due_at: ({ replyDueAtMs }) => replyDueAtMs,
  resolution_due_at: ({ resolutionDueAtMs }) => resolutionDueAtMs,
  first_response_time: ({ firstResponseMinutes }) => firstResponseMinutes,
  first_resolution_time: ({ firstResolutionMinutes }) => firstResolutionMinutes,
  resolution_time: ({ resolutionMinutes }) => resolutionMinutes,
};

/** Sorts by one of the ten keys; by any other, the order stays that of the data. So does that of ties. */
export function sortTickets(
  tickets: readonly SirportlyTicket[],
  sortBy: string | null,
  order: string | null,
): readonly SirportlyTicket[] {
  const readKey = new Map(Object.entries(sortKeys)).get(sortBy ?? '');
  if (!readKey) return tickets;
  const direction = order?.toLowerCase() === 'desc' ? -1 : 1;
  return tickets.toSorted((left, right) => direction * compareCells(readKey(left), readKey(right)));
}
