import type { Directory } from '../../provider/directory.js';
import type { Owner } from '../../ticket/ticket.js';
import { toIdentities } from './identities.js';
import { toEmail } from './mapping.js';
import type { OrganizationOf } from './organizations.js';
import type { TicketJson } from './ticket-json.js';

export interface OwnerSource {
  readonly backend: string;
  readonly directory: Directory;
  readonly organizationOf: OrganizationOf;
}

export type OwnerOf = (ticket: TicketJson) => Owner;

/** Whose these tickets are, with one question to the directory of each kind. */
export async function loadOwners(tickets: readonly TicketJson[], source: OwnerSource): Promise<OwnerOf> {
  const userOf = await loadUsers(tickets, source);
  const undecided = tickets.filter((ticket) => source.organizationOf(ticket) === undefined);
  const ids = new Set(undecided.map(userOf).filter((id) => id !== null));
  const users = ids.size === 0 ? null : await source.directory.getUsers([...ids]);
  return (ticket) => {
    const userId = userOf(ticket);
    const decided = source.organizationOf(ticket);
    const organizationId = decided === undefined ? (users?.get(userId ?? '')?.organizationId ?? null) : decided;
    return { userId, organizationId };
  };
}

type UserOf = (ticket: TicketJson) => string | null;

/** By a link to the contact; where there is none, by the verified address. */
async function loadUsers(tickets: readonly TicketJson[], { backend, directory }: OwnerSource): Promise<UserOf> {
  const identities = [...new Set(tickets.flatMap(toIdentities))];
  const links = identities.length === 0 ? NOBODY : await directory.findUsersByIdentity(backend, identities);
  const linkedTo = (ticket: TicketJson) => new Set(toIdentities(ticket).flatMap((text) => links.get(text) ?? []));
  const unlinked = tickets.filter((ticket) => linkedTo(ticket).size === 0);
  const emails = [...new Set(unlinked.flatMap((ticket) => toAddress(ticket) ?? []))];
  const addressed = emails.length === 0 ? NOBODY : await directory.findUsersByVerifiedEmail(emails);
  return (ticket) => {
    const [linked = null, ...others] = linkedTo(ticket);
    if (linked === null) return addressed.get(toAddress(ticket) ?? '') ?? null;
    // One of two links is wrong, and nobody can tell which.
    return others.length === 0 ? linked : null;
  };
}

const NOBODY: ReadonlyMap<string, string> = new Map();

function toAddress(ticket: TicketJson): string | null {
  return toEmail(ticket)?.trim().toLowerCase() || null;
}
