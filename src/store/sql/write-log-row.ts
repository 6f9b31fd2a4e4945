import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import type { LoggedWrite } from '../../provider/write-log.js';
import { toInstant } from '../../ticket/instant.js';
import type { WriteLogTable } from './tables.js';

/** A write that begins now, as a new attempt. */
export function toWriteLogRow({ scope, key, fingerprint, leaseMs }: LoggedWrite, now: number): WriteLogTable {
  return {
    key: createHash('sha256')
      .update(JSON.stringify([scope, key]))
      .digest('base64url'),
    attempt_id: ulid(now),
    fingerprint: toLogText(fingerprint),
    started_at: toInstant(now),
    lease_until: toInstant(now + leaseMs),
    state: 'BEGUN',
    progress: null,
    result: null,
  };
}

/** Any text as one that PostgreSQL can hold: JSON writes what it cannot as an escape. */
export function toLogText(text: string): string {
  return JSON.stringify(text);
}

/** What `toLogText` was given. */
export function fromLogText(text: string): string {
  return String(JSON.parse(text));
}
