import { z } from 'zod';
import { compiled, instant } from '../../provider/fields.js';
import {
  elements,
  optionalFacts,
  optionalId,
  optionalInstant,
  optionalMinutes,
  optionalNumber,
  optionalObject,
  optionalText,
} from './fields.js';
import { isRecord } from '../../provider/json.js';
import { isReference } from './references.js';
import { parseUpdates } from './update-json.js';

const named = optionalObject({ id: optionalId, name: optionalText });
const contact = optionalObject({ id: optionalId, reference: optionalId, name: optionalText, company: optionalText });
const contactMethod = optionalObject({ id: optionalId, method_type: optionalText, data: optionalText });
const department = optionalObject({
  id: optionalId,
  name: optionalText,
  brand: named,
  escalation_path: optionalObject({ name: optionalText }),
});

/**
 * Section 3.2 of the fact sheet, as a list of what may pass: a raw ticket holds secrets, among them `auth_code`, the
 * contact's `pin` and the token and secret of the API token that it came through.
 */
const ticketJson = compiled(
  z
    .object({
      reference: z.string().refine(isReference),
      subject: optionalText,
      submitted_at: instant,
      updated_at: optionalInstant,
      reply_due_at: optionalInstant,
      resolution_due_at: optionalInstant,
      last_update_posted_at: optionalInstant,
      first_response_time: optionalMinutes,
      first_resolution_time: optionalMinutes,
      resolution_time: optionalMinutes,
      last_respondant: optionalText,
      update_count: optionalNumber,
      status: optionalObject({ id: optionalId, name: optionalText, status_type: optionalNumber }),
      priority: named,
      department,
      team: named,
      user: optionalObject({
        id: optionalId,
        username: optionalText,
        first_name: optionalText,
        last_name: optionalText,
      }),
      sla: named,
      contact,
      customer: contact,
      contact_method: contactMethod,
      customer_contact_method: contactMethod,
      additional_contact_methods: elements,
      additional_recipients: elements,
      tags: elements.transform((tags) => toTexts(tags, ['tag', 'name'])),
      source: optionalObject({ type: optionalText }),
      custom_fields: optionalFacts,
      updates: z
        .unknown()
        .optional()
        .transform((updates) => (Array.isArray(updates) ? parseUpdates(updates) : null)),
    })
    .transform(({ customer, customer_contact_method, additional_recipients, ...ticket }) => ({
      ...ticket,
      contact: ticket.contact ?? customer,
      contact_method: ticket.contact_method ?? customer_contact_method,
      additional_contact_methods: toTexts(
        [...ticket.additional_contact_methods, ...additional_recipients],
        ['data', 'address'],
      ),
    })),
);

/** A ticket with only the fields that may pass. */
export type TicketJson = z.output<typeof ticketJson>;

/** One ticket as the upstream sent it; null when it is none that can be read. */
export function parseTicketJson(json: unknown): TicketJson | null {
  return ticketJson.safeParse(json).data ?? null;
}

/** The shape of tags and recipients is not documented: texts, or objects with a text under one of the names. */
function toTexts(values: readonly unknown[], names: readonly string[]): readonly string[] {
  return values.flatMap((value) => toText(value, names) ?? []);
}

function toText(value: unknown, names: readonly string[]): string | null {
  if (!isRecord(value)) return typeof value === 'string' && value !== '' ? value : null;
  const name = names.find((each) => typeof value[each] === 'string');
  return name === undefined ? null : toText(value[name], []);
}
