import { jsonReply } from '../http/reply.js';
import type { Verb } from './call.js';
import { lookUpTicket } from './lookup.js';
import type { SirportlyData } from './model.js';

/** Answers a bare `true`. */
export const deletePermanently: Verb = (call) => jsonReply(removeTicket(call.data, lookUpTicket(call).reference));

/** Whether there was such a ticket. */
export function removeTicket({ tickets }: SirportlyData, reference: string): boolean {
  const index = tickets.findIndex((ticket) => ticket.reference === reference);
  if (index === -1) return false;
  tickets.splice(index, 1);
  return true;
}
