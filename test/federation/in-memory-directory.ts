import type { Directory } from '../../src/provider/directory.js';
import type { Organization, User } from '../../src/ticket/people.js';

/** A directory over arrays, with the ids it was asked for. */
export interface InMemoryDirectory extends Directory {
  readonly asked: string[];
}

/** What links a backend's people to users; none by default. */
export interface Links {
  readonly identities?: readonly { readonly backend: string; readonly identity: string; readonly userId: string }[];
  /** User id by verified address in lower case. */
  readonly verifiedEmails?: Readonly<Record<string, string>>;
}

export function createDirectory(
  users: readonly User[] = [],
  organizations: readonly Organization[] = [],
  { identities = [], verifiedEmails = {} }: Links = {},
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
    async findUsersByIdentity(backend, wanted) {
      const found = identities.filter((one) => one.backend === backend && wanted.includes(one.identity));
      return new Map(found.map(({ identity, userId }) => [identity, userId]));
    },
    async findIdentitiesOfUsers(backend, userIds) {
      const own = identities.filter((one) => one.backend === backend && userIds.includes(one.userId));
      const identitiesOf = (id: string) => own.filter(({ userId }) => userId === id).map(({ identity }) => identity);
      return new Map(own.map(({ userId }) => [userId, identitiesOf(userId)]));
    },
    async findVerifiedEmails(userIds) {
      const own = Object.entries(verifiedEmails).filter(([, userId]) => userIds.includes(userId));
      return new Map(own.map(([email, userId]) => [userId, email]));
    },
    findUsersByVerifiedEmail: async (emails) =>
      new Map(Object.entries(verifiedEmails).filter(([email]) => emails.includes(email))),
  };
}

export function makeUser(id: string, user: Partial<User> = {}): User {
  return { id, email: null, fullName: null, organizationId: null, joinedAt: null, ...user };
}
