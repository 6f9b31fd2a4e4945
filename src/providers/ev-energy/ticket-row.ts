import { z } from 'zod';
import { compiled, instant, optionalInstant, optionalText } from '../../provider/fields.js';
import { optionalFacts, texts } from './fields.js';
import { isTicketId } from './ids.js';

/** Section 8.1 of the fact sheet, and the older shape of section 12. */
const ticketRow = compiled(
  z.object({
    id: z.string().refine(isTicketId),
    url: optionalText,
    // A URL, or a user when expanded. Anything else could hide an owner, so it fails the row.
    user: z.union([z.string(), z.looseObject({})]).nullish(),
    external_ticket_id: z.union([z.string(), z.number()]).transform(String),
    subject: optionalText,
    status: optionalText,
    priority: optionalText,
    source: optionalText,
    human_verified_category: optionalText,
    human_verified_subcategory: optionalText,
    ai_generated_category: optionalText,
    ai_generated_subcategory: optionalText,
    type_deprecated: optionalText,
    tags: texts,
    messages: z.array(z.unknown()).optional(),
    conversation_summary: optionalText,
    custom_fields: optionalFacts,
    attributes: optionalFacts,
    created_at: instant,
    ticket_updated_at: optionalInstant,
    resolved_at: optionalInstant,
    // The older shape only: one message in place of `messages`.
    position: z.int().nonnegative().catch(0),
    message_type: optionalText,
    message: z.string().optional().catch(undefined),
    message_clean: optionalText,
  }),
);

export type TicketRowJson = z.output<typeof ticketRow>;

/** One ticket as the upstream sent it; null when it is not one that can be trusted. */
export function parseTicketRow(json: unknown): TicketRowJson | null {
  const { data } = ticketRow.safeParse(json);
  return data ?? null;
}

/** True for the older shape, in which a row is one message and a ticket is all rows of one `external_ticket_id`. */
export function isLegacy(row: TicketRowJson): boolean {
  return row.message !== undefined && row.messages === undefined;
}
