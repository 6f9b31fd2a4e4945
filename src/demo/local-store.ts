import type { Store } from '../store/store.js';
import { parseInstant } from '../ticket/instant.js';
import { makeUpTickets, type Person } from './local-tickets.js';

/** The people that the simulators know, so that one person has tickets in every system. */
export interface People {
  readonly users: readonly (Person & { readonly joinedAt: string })[];
  readonly organizations: readonly { readonly id: string; readonly name: string }[];
}

/** Where the simulators' tickets end too. */
const UNTIL_MS = Date.parse('2026-07-01T00:00:00Z');

/** Fills an empty store: the directory, and tickets of the backend `local`. */
export async function seedLocalStore({ directory, tickets }: Store, people: People, count: number): Promise<void> {
  await directory.putOrganizations(people.organizations);
  await directory.putUsers(
    people.users.map((user) => ({ ...user, joinedAt: parseInstant(user.joinedAt), emailVerified: true })),
  );
  const madeUp = [...makeUpTickets(people.users, count, UNTIL_MS)];
  await tickets.insert(
    madeUp.map(({ ticket, messages }) => ({ ticket: { ...ticket, backend: 'local', revision: null }, messages })),
  );
}
