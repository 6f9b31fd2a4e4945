import type { Directory } from '../../provider/directory.js';

export interface OrganizationSource {
  /** The organization of everything this backend holds; absent when it differs by user. */
  readonly organization?: string | undefined;
  readonly directory: Directory;
}

/** Which organization a user, or a ticket without one, belongs to. */
export type OrganizationOf = (userId: string | null) => string | null;

/** Answers for these users, with one question to the directory at most. */
export async function loadOrganizations(
  userIds: readonly (string | null)[],
  { organization, directory }: OrganizationSource,
): Promise<OrganizationOf> {
  if (organization !== undefined) return () => organization;
  const known = new Set(userIds.filter((id) => id !== null));
  if (known.size === 0) return () => null;
  const users = await directory.getUsers([...known]);
  return (userId) => (userId === null ? null : (users.get(userId)?.organizationId ?? null));
}
