import type { Organization, User } from '../ticket/people.js';

/** Users, organisations and the links between upstream identities and users. Batched; unknown keys are left out. */
export interface Directory {
  getUsers(ids: readonly string[]): Promise<ReadonlyMap<string, User>>;
  getOrganizations(ids: readonly string[]): Promise<ReadonlyMap<string, Organization>>;
  /** User id by the identity that a backend knows the person under. */
  findUsersByIdentity(backend: string, identities: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The identities that a backend knows each of these users under, by user id. */
  findIdentitiesOfUsers(backend: string, userIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The e-mail address of each of these users in lower case, where it is verified and nobody else's; by user id. */
  findVerifiedEmails(userIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** User id by e-mail address in lower case; only addresses marked as verified count. */
  findUsersByVerifiedEmail(emails: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
