import type { MoovTicket } from './tickets.js';

const STATUSES = { new: 'NEW', 'in-progress': 'OPEN', 'on-hold': 'ON_HOLD', closed: 'CLOSED' } as const;

/** Moov's status in the words of the gateway's schema. */
export function toStatus(status: MoovTicket['status']): string {
  return STATUSES[status];
}
