import { createHash } from 'node:crypto';
import { toCanonicalJson } from '../../ticket/canonical-json.js';
import type { TicketJson } from './ticket-json.js';

/** A digest of what every verb tells about a ticket, so that its version is the same however it was read. */
export function toRevision(ticket: TicketJson): string {
  const { updated_at, last_update_posted_at, update_count, subject, tags, reply_due_at, resolution_due_at } = ticket;
  const { status, priority, department, team, user, sla, contact_method, additional_contact_methods } = ticket;
  const related = [status, priority, department, team, user, sla, contact_method].map((each) => each?.id ?? null);
  const own = [updated_at, last_update_posted_at, update_count, subject, reply_due_at, resolution_due_at];
  const text = toCanonicalJson([own, related, tags.toSorted(), additional_contact_methods]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
