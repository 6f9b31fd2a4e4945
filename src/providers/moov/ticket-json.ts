import { z } from 'zod';
import { compiled, instant, optionalInstant, optionalText } from '../../provider/fields.js';
import { isTicketId } from './ids.js';

/** Section 5.1 of the fact sheet. Optional means absent there; null is taken for the same. */
const ticketJson = compiled(
  z.object({
    ticketID: z.string().refine(isTicketId),
    number: z.int(),
    title: optionalText,
    contact: z.object({ email: optionalText, name: optionalText }).nullish().catch(null),
    status: optionalText,
    createdOn: instant,
    updatedOn: optionalInstant,
    latestMessageOn: optionalInstant,
    closedOn: optionalInstant,
    foreignID: optionalText,
  }),
);

export type TicketJson = z.output<typeof ticketJson>;
export type Contact = TicketJson['contact'];

/** One ticket as Moov sent it; null when it is not one that can be trusted. */
export function parseTicket(json: unknown): TicketJson | null {
  return ticketJson.safeParse(json).data ?? null;
}
