import { createHash } from 'node:crypto';
import { toCanonicalJson } from './canonical-json.js';
import type { Ticket } from './ticket.js';

/**
 * The text that changes when the ticket does: the backend's own revision, else a digest of every field.
 * Clients hand it back as `expectedVersion`.
 */
export function versionOf(ticket: Ticket): string {
  return ticket.revision ?? createHash('sha256').update(toCanonicalJson(ticket)).digest('base64url').slice(0, 22);
}
