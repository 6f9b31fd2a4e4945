import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewUser } from '../../src/store/directory-puts.js';
import type { Store } from '../../src/store/store.js';
import type { TicketFilter } from '../../src/ticket/filter.js';

/** What the tests' clocks show, in milliseconds since 1970. */
export const NOW_MS = Date.parse('2026-05-04T10:00:00.000Z');

/** A signal that is never aborted. */
export const { signal: NEVER_ABORTED } = new AbortController();

export function makeUser(user: Partial<NewUser> & Pick<NewUser, 'id'>): NewUser {
  return { email: null, fullName: null, organizationId: null, joinedAt: null, emailVerified: false, ...user };
}

/** Runs a test with a folder that is gone afterwards. */
export async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ticket-store-'));
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How many tickets of a backend there are, or how many pass. */
export async function countTickets(
  { tickets }: Pick<Store, 'tickets'>,
  { backend, filter = [] }: { readonly backend: string; readonly filter?: TicketFilter },
  signal: AbortSignal = NEVER_ABORTED,
): Promise<number> {
  return (await tickets.aggregate({ backend, filter, measures: [], timeZones: [] }, signal)).total;
}
