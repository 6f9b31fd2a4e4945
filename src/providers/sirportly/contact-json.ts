import { z } from 'zod';
import { compiled } from '../../provider/fields.js';
import { optionalId, requiredId } from './fields.js';

/** Section 3.5 of the fact sheet; the rest of a contact, its `pin` above all, is none of our business. */
const contactJson = compiled(z.object({ id: requiredId, reference: optionalId }));

export type ContactJson = z.output<typeof contactJson>;

export function parseContact(json: unknown): ContactJson | null {
  return contactJson.safeParse(json).data ?? null;
}

/** What a search gives: `{contact: {…}}`, or the contact itself. Null when one cannot be read: it may be the one. */
export function parseContacts(json: unknown): readonly ContactJson[] | null {
  const rows = z.array(z.union([z.object({ contact: contactJson }), contactJson])).safeParse(json).data;
  return rows?.map((row) => ('contact' in row ? row.contact : row)) ?? null;
}
