import type { Viewer } from '../../auth/viewer.js';
import { canSeeTicket } from '../../auth/visibility.js';
import type { Directory } from '../../provider/directory.js';
import type { Invalid, NewTicketFields } from '../../provider/writes.js';
import type { User } from '../../ticket/people.js';
import type { Owner } from '../../ticket/ticket.js';
import { invalid } from './refusals.js';

/** Whom tickets of a backend can be opened for. */
export interface People {
  /** As the viewer sees them. */
  readonly load: (id: string) => Promise<User | null>;
  /** What is wrong with everybody else, to be read after the argument's name: the same for whoever is hidden or absent. */
  readonly nobody: string;
}

/**
 * Whose a new ticket is to be: the user asked for; else the viewer, who sees it afterwards; with access to all areas
 * nobody in particular.
 */
export async function chooseOwner(
  userId: string | null,
  viewer: Viewer,
  { load, nobody }: People,
): Promise<Owner | Invalid> {
  const wanted = userId ?? (viewer.visibility === 'ALL' ? null : viewer.userId);
  const user = wanted === null ? null : await load(wanted);
  if (userId !== null && user === null && userId !== viewer.userId) return invalid(['user'], nobody);
  const owner = toOwner(wanted, user, viewer);
  return canSeeTicket(viewer, owner) ? owner : invalid(['user'], nobody);
}

function toOwner(wanted: string | null, user: User | null, viewer: Viewer): Owner {
  switch (viewer.visibility) {
    case 'ORGANIZATION':
      return { userId: user?.id ?? null, organizationId: user?.organizationId ?? viewer.organizationId };
    default:
      return { userId: wanted, organizationId: user?.organizationId ?? null };
  }
}

/** Only who sees everybody's tickets may name any address: with another's, the ticket would be the other's. */
export async function refuseForeignAddress(
  { requesterEmail }: NewTicketFields,
  owner: Owner,
  { visibility }: Viewer,
  directory: Directory,
): Promise<Invalid | null> {
  if (requesterEmail === undefined || visibility === 'ALL') return null;
  const address = requesterEmail.toLowerCase();
  const users = await directory.findUsersByVerifiedEmail([address]);
  if (owner.userId !== null && users.get(address) === owner.userId) return null;
  return invalid(['requesterEmail'], 'must be a verified address of the user whose ticket it is; leave it out');
}
