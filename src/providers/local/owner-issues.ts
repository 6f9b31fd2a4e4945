import type { CreateRequest, FieldIssue } from '../../provider/writes.js';
import type { FoundOwner } from '../../store/store.js';
import type { Owner } from '../../ticket/ticket.js';

/** A new ticket's owner: where no organization is named, the user's. */
export function toOwner({ owner }: Pick<CreateRequest, 'owner'>, { user }: FoundOwner): Owner {
  return { userId: owner.userId, organizationId: owner.organizationId ?? user?.organizationId ?? null };
}

/**
 * What is wrong with a new ticket's owner. Whom the caller may not see is told in the very words for whom there is not,
 * and the answer to the one name does not depend on what is known of the other.
 */
export function findOwnerIssues(request: Pick<CreateRequest, 'owner' | 'mayOwn'>, found: FoundOwner): FieldIssue[] {
  const { userId, organizationId } = request.owner;
  const issues = [
    ...(userId === null || knowsUser(request, found) ? [] : [unknown('user')]),
    ...(organizationId === null || knowsOrganization(request, found) ? [] : [unknown('organization')]),
  ];
  if (issues.length > 0 || request.mayOwn(toOwner(request, found))) return issues;
  return [{ path: ['user'], message: 'must be named, or the organization' }];
}

/** A user without an organization is known by the ticket's. */
function knowsUser({ owner, mayOwn }: Pick<CreateRequest, 'owner' | 'mayOwn'>, { user }: FoundOwner): boolean {
  if (user === null) return false;
  const organizationId = user.organizationId ?? owner.organizationId;
  return mayOwn({ userId: user.id, organizationId });
}

function knowsOrganization({ owner, mayOwn }: Pick<CreateRequest, 'owner' | 'mayOwn'>, found: FoundOwner): boolean {
  return found.organization !== null && mayOwn({ ...owner, organizationId: found.organization.id });
}

function unknown(field: 'user' | 'organization'): FieldIssue {
  return { path: [field], message: 'is not in the directory' };
}
