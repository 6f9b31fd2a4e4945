import { createHash } from 'node:crypto';
import type { Ticket } from './ticket.js';

/**
 * The text that changes when the ticket does: the backend's own revision, else a digest of every field.
 * Clients hand it back as `expectedVersion`.
 */
export function versionOf(ticket: Ticket): string {
  return ticket.revision ?? createHash('sha256').update(toCanonicalJson(ticket)).digest('base64url').slice(0, 22);
}

function toCanonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (isRecord(part) ? sortKeys(part) : part));
}

function sortKeys(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
