import { z } from 'zod';
import { compiled } from '../../provider/fields.js';
import { parseTicket, type TicketJson } from './ticket-json.js';

/** One page of one account's list. */
export interface ReadPage {
  readonly tickets: readonly TicketJson[];
  /** How many rows are left out that could not be read. */
  readonly unreadable: number;
  /** Asks for the page after it; null at the end. */
  readonly cursor: string | null;
}

/** Section 5.3 of the fact sheet. */
const pageJson = compiled(
  z.object({
    items: z.array(z.unknown()),
    // Something here that cannot be followed is no end: a list would look complete that is not.
    nextPage: z.object({ cursor: z.string().min(1) }).nullish(),
  }),
);

/** A page as Moov sent it; null when it is none, or holds rows of which not one is a ticket. */
export function parsePage(body: unknown): ReadPage | null {
  const { data } = pageJson.safeParse(body);
  if (!data) return null;
  const tickets = data.items.map(parseTicket).filter((ticket) => ticket !== null);
  if (tickets.length === 0 && data.items.length > 0) return null;
  return { tickets, unreadable: data.items.length - tickets.length, cursor: data.nextPage?.cursor ?? null };
}
