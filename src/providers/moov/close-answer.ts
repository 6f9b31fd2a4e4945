import type { UpstreamResponse } from '../../provider/http/upstream-request.js';
import { parseTicket, type TicketJson } from './ticket-json.js';

/**
 * What a PATCH came to: the ticket, none there, a conflict that Moov does not explain (closed before, perhaps), or a
 * status that it does not take.
 */
export type CloseAnswer =
  { readonly kind: 'DONE'; readonly ticket: TicketJson } | { readonly kind: 'MISSING' | 'CONFLICT' | 'REFUSED' };

/** Null when it is none of the documented ones. */
export function toCloseAnswer(id: string, { status, body }: UpstreamResponse): CloseAnswer | null {
  switch (status) {
    case 404:
      return { kind: 'MISSING' };
    case 409:
      return { kind: 'CONFLICT' };
    case 422:
      return { kind: 'REFUSED' };
    default: {
      const ticket = parseTicket(body);
      return ticket?.ticketID === id ? { kind: 'DONE', ticket } : null;
    }
  }
}
