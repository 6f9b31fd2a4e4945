import { findById } from './lookup.js';
import type { SirportlyData, SirportlyTicket } from './model.js';
import { minutesBetween } from './times.js';

const closed = 1;

/**
 * Notes how long it took to resolve a ticket whose status has just become a closed one. A reopened ticket keeps that.
 * @param previousStatusId null for a new ticket
 */
export function noteResolution(
  ticket: SirportlyTicket,
  previousStatusId: number | null,
  data: SirportlyData,
  nowMs: number,
): void {
  if (isClosed(previousStatusId, data) || !isClosed(ticket.statusId, data)) return;
  ticket.resolutionMinutes = minutesBetween(ticket.submittedAtMs, nowMs);
  ticket.firstResolutionMinutes ??= ticket.resolutionMinutes;
}

function isClosed(statusId: number | null, { statuses }: SirportlyData): boolean {
  return findById(statuses, statusId)?.statusType === closed;
}
