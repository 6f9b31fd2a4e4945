import type { World } from '../../gateway/world.js';
import type { Four } from '../four.js';
import { maySee, type PlainCaller } from '../oracle.js';
import type { PlainTicket } from '../plain/plain-ticket.js';

/** Somebody with an account everywhere, and their organisation. */
export interface Insiders {
  readonly user: PlainCaller;
  readonly organization: PlainCaller;
}

export const BACKENDS = ['desk', 'ev', 'moov', 'sirportly'] as const;

export function findInsiders({ world }: Four): Insiders {
  const account = world.together.moovAccounts.find(({ userId }) => userId !== null);
  if (!account) throw new Error('Nobody has an account.');
  const { userId: user, organizationId: organization } = account;
  return {
    user: { sees: 'own', user, organization, internal: false },
    organization: { sees: 'organization', user: null, organization, internal: false },
  };
}

/** A ticket of somebody whom neither the user nor their organisation may see. */
export function findHidden({ tickets }: Four, { user, organization }: Insiders, backend: string): PlainTicket {
  const found = tickets().find(
    (ticket) => ticket.backend === backend && ticket.organization !== null && !isSeen(ticket, [user, organization]),
  );
  if (!found) throw new Error(`${backend} has no hidden ticket.`);
  return found;
}

export function findOwn({ tickets }: Four, caller: PlainCaller, backend: string): PlainTicket {
  const found = tickets().find((ticket) => ticket.backend === backend && maySee(caller, ticket));
  if (!found) throw new Error(`${backend} has no ticket of the caller.`);
  return found;
}

/** An id of the same form that nobody has. */
export function toMissing({ tickets }: Four, { id }: PlainTicket): string {
  const filler = id.includes('-') && id.length === 36 ? 'abc' : /\d{3}$/.test(id) ? '987' : 'ZZZ';
  const missing = `${id.slice(0, -3)}${filler}`;
  if (tickets().some((ticket) => ticket.id === missing)) throw new Error(`${missing} is there.`);
  return missing;
}

/** Any token of a caller that may write, and read people. */
export function tokenToWrite(world: World, { sees, user, organization }: PlainCaller): Promise<string> {
  const scope = `support:read support:write user:read${sees === 'all' ? ' access_all_areas support:internal' : ''}`;
  return world.token({ user, organization: sees === 'organization' ? organization : null, scope });
}

function isSeen(ticket: PlainTicket, callers: readonly PlainCaller[]): boolean {
  return callers.some((caller) => maySee(caller, ticket));
}
