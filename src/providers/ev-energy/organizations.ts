import type { Directory } from '../../provider/directory.js';

export interface OrganizationSource {
  /** The organization of every user of this backend; absent when it differs by user. */
  readonly organization?: string | undefined;
  readonly directory: Directory;
}

/** Which organization a user belongs to; null for a ticket without one, which no organization may see. */
export type OrganizationOf = (userId: string | null) => string | null;

/** Answers for these users, with one question to the directory at most. */
export async function loadOrganizations(
  userIds: readonly (string | null)[],
  { organization, directory }: OrganizationSource,
): Promise<OrganizationOf> {
  if (organization !== undefined) return (userId) => (userId === null ? null : organization);
  const known = new Set(userIds.filter((id) => id !== null));
  if (known.size === 0) return () => null;
  const users = await directory.getUsers([...known]);
  return (userId) => (userId === null ? null : (users.get(userId)?.organizationId ?? null));
}
