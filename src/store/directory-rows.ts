import { sql, type Kysely } from 'kysely';
import type { Organization } from '../ticket/people.js';
import type { IdentityLink, NewUser } from './directory-puts.js';
import { isAmong } from './sql/comparisons.js';
import type { Tables } from './sql/tables.js';

/** What was put into the directory, as it was put. Lists are in the order of their keys, by the bytes of UTF-8. */
export interface DirectoryRows {
  /** Unknown ids are left out. */
  getUserRows(ids: readonly string[]): Promise<ReadonlyMap<string, NewUser>>;
  /** @param after the last id of the page before; empty for the first page */
  listOrganizations(after: string, limit: number): Promise<readonly Organization[]>;
  /** @param after the last id of the page before; empty for the first page */
  listUsers(after: string, limit: number): Promise<readonly NewUser[]>;
  /** @param after the last key of the page before; empty texts for the first page */
  listIdentityLinks(after: LinkKey, limit: number): Promise<readonly IdentityLink[]>;
}

export type LinkKey = Pick<IdentityLink, 'backend' | 'identity'>;

export function createDirectoryRows(db: Kysely<Tables>): DirectoryRows {
  return {
    async getUserRows(ids) {
      const rows = await selectUsers(db)
        .where(isAmong(sql.ref('id'), ids))
        .execute();
      return new Map(rows.map((user) => [user.id, user]));
    },
    listOrganizations(after, limit) {
      const organizations = db.selectFrom('organizations').select(['id', 'name']);
      return organizations.where('id', '>', after).orderBy('id').limit(limit).execute();
    },
    listUsers: (after, limit) => selectUsers(db).where('id', '>', after).orderBy('id').limit(limit).execute(),
    listIdentityLinks({ backend, identity }, limit) {
      const links = db.selectFrom('identity_links').select(['backend', 'identity', 'user_id as userId']);
      const isBehind = sql<boolean>`(backend, identity) > (${backend}, ${identity})`;
      return links.where(isBehind).orderBy('backend').orderBy('identity').limit(limit).execute();
    },
  };
}

function selectUsers(db: Kysely<Tables>) {
  return db
    .selectFrom('users')
    .select(['id', 'email', 'email_verified as emailVerified', 'full_name as fullName'])
    .select(['organization_id as organizationId', 'joined_at as joinedAt']);
}
