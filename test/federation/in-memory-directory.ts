import type { Directory } from '../../src/provider/directory.js';
import type { Organization, User } from '../../src/ticket/people.js';

/** A directory over arrays, with the ids it was asked for. */
export interface InMemoryDirectory extends Directory {
  readonly asked: string[];
}

export function createDirectory(
  users: readonly User[] = [],
  organizations: readonly Organization[] = [],
): InMemoryDirectory {
  const asked: string[] = [];
  const pick = <T extends { readonly id: string }>(all: readonly T[], ids: readonly string[]) => {
    asked.push(...ids);
    return new Map(all.filter(({ id }) => ids.includes(id)).map((one) => [one.id, one]));
  };
  return {
    asked,
    getUsers: async (ids) => pick(users, ids),
    getOrganizations: async (ids) => pick(organizations, ids),
    findUsersByIdentity: async () => new Map(),
    findIdentitiesOfUsers: async () => new Map(),
    findVerifiedEmails: async () => new Map(),
    findUsersByVerifiedEmail: async () => new Map(),
  };
}

export function makeUser(id: string, user: Partial<User> = {}): User {
  return { id, email: null, fullName: null, organizationId: null, joinedAt: null, ...user };
}
