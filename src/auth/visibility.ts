import { mapPredicates, type Predicate, type TicketFilter } from '../ticket/filter.js';
import type { Message } from '../ticket/message.js';
import type { User } from '../ticket/people.js';
import type { Owner } from '../ticket/ticket.js';
import type { Viewer } from './viewer.js';

/** The one rule of who sees which ticket, as a filter to AND into every question. */
export function toVisibleFilter(viewer: Viewer): TicketFilter {
  switch (viewer.visibility) {
    case 'ALL':
      return [];
    case 'ORGANIZATION':
      return viewer.organizationId === null ? NOTHING : [is('organization', viewer.organizationId)];
    case 'USER':
      return viewer.userId === null ? NOTHING : [is('user', viewer.userId)];
  }
}

/** The same rule for a ticket at hand: every ticket that comes back passes here before it goes out. */
export function canSeeTicket(viewer: Viewer, { userId, organizationId }: Owner): boolean {
  switch (viewer.visibility) {
    case 'ALL':
      return true;
    case 'ORGANIZATION':
      return organizationId !== null && organizationId === viewer.organizationId;
    case 'USER':
      return userId !== null && userId === viewer.userId;
  }
}

/** A person is visible to themselves, to their organisation and to visibility ALL. */
export function canSeeUser(viewer: Viewer, user: Pick<User, 'id' | 'organizationId'>): boolean {
  // Who the caller is comes last: what was not looked at, callers may differ in, and share an answer. But the same is looked
  // at for all who are hidden, or how soon a colleague is answered would tell them apart.
  return viewer.visibility === 'ALL' || isOfOwnOrganization(viewer, user) || user.id === viewer.userId;
}

function isOfOwnOrganization(viewer: Viewer, { organizationId }: Pick<User, 'organizationId'>): boolean {
  return viewer.visibility === 'ORGANIZATION' && viewer.organizationId === organizationId && organizationId !== null;
}

/** Internal notes are staff's. */
export function canSeeInternalMessages(viewer: Viewer): boolean {
  return viewer.visibility === 'ALL' || viewer.scopes.has('support:internal');
}

/**
 * The messages that the viewer may read. Whether that is all of them is looked at for every conversation alike: what was looked
 * at of somebody decides who is given the same answer, and so would tell where notes are.
 */
export function toReadableMessages(viewer: Viewer, messages: readonly Message[]): readonly Message[] {
  return canSeeInternalMessages(viewer) ? messages : messages.filter(({ visibility }) => visibility === 'PUBLIC');
}

/** How much is asked of backends tells how many tickets there are, of everybody. */
export function canSeeRequestsMade(viewer: Viewer): boolean {
  return viewer.visibility === 'ALL';
}

/** The caller's filter, unable to tell anything about messages that the caller may not read. */
export function limitToReadableMessages(viewer: Viewer, filter: TicketFilter): TicketFilter {
  return canSeeInternalMessages(viewer) ? filter : mapPredicates(filter, limitToPublicMessages);
}

function limitToPublicMessages(predicate: Predicate): Predicate {
  switch (predicate.operator) {
    case 'some':
      return { ...predicate, value: [...predicate.value, { field: 'visibility', operator: 'eq', value: 'PUBLIC' }] };
    case 'words':
      return { ...predicate, value: { ...predicate.value, messages: 'PUBLIC' } };
    default:
      return predicate;
  }
}

const NOTHING: TicketFilter = [{ or: [] }];

function is(field: 'user' | 'organization', value: string): Predicate {
  return { field, operator: 'eq', value };
}
