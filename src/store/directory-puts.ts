import { sql, type Kysely } from 'kysely';
import type { Organization, User } from '../ticket/people.js';
import { toStorableJson } from './sql/storable-text.js';
import type { IdentityLinkTable, Tables, UserTable } from './sql/tables.js';
import { toTimestamp } from './sql/timestamp.js';

/** A put replaces what has the same key, of two in one call the last one counts, and leaves the rest as it is. */
export interface DirectoryPuts {
  putOrganizations(organizations: readonly Organization[]): Promise<void>;
  /**
   * Tickets stay with the organization they were stored under, also when their user gets another one.
   * @throws StoreError CONSTRAINT when an organization is not there
   */
  putUsers(users: readonly NewUser[]): Promise<void>;
  /** @throws StoreError CONSTRAINT when a user is not there */
  putIdentityLinks(links: readonly IdentityLink[]): Promise<void>;
}

export interface NewUser extends User {
  /** The address is known to be the user's own. Only then are tickets from that address the user's. */
  readonly emailVerified: boolean;
}

export interface IdentityLink {
  readonly backend: string;
  /** What the backend knows the person by. */
  readonly identity: string;
  readonly userId: string;
}

export function createDirectoryPuts(db: Kysely<Tables>): DirectoryPuts {
  return {
    async putOrganizations(organizations) {
      const rows = onePerKey(organizations, ({ id }) => id);
      await sql`
        insert into organizations
        select * from json_populate_recordset(null::organizations, ${toStorableJson(rows)}::json)
        on conflict (id) do update set name = excluded.name`.execute(db);
    },
    async putUsers(users) {
      const rows = onePerKey(users, ({ id }) => id).map(toUserRow);
      await sql`
        insert into users
        select * from json_populate_recordset(null::users, ${toStorableJson(rows)}::json)
        on conflict (id) do update set email = excluded.email, email_key = excluded.email_key,
          email_verified = excluded.email_verified, full_name = excluded.full_name,
          organization_id = excluded.organization_id, joined_at = excluded.joined_at`.execute(db);
    },
    async putIdentityLinks(links) {
      const rows = onePerKey(links, ({ backend, identity }) => JSON.stringify([backend, identity])).map(toLinkRow);
      await sql`
        insert into identity_links
        select * from json_populate_recordset(null::identity_links, ${toStorableJson(rows)}::json)
        on conflict (backend, identity) do update set user_id = excluded.user_id`.execute(db);
    },
  };
}

function onePerKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

function toUserRow(user: NewUser): UserTable {
  return {
    id: user.id,
    email: user.email,
    email_key: user.email?.toLowerCase() ?? null,
    email_verified: user.emailVerified,
    full_name: user.fullName,
    organization_id: user.organizationId,
    joined_at: user.joinedAt && toTimestamp(user.joinedAt),
  };
}

function toLinkRow({ backend, identity, userId }: IdentityLink): IdentityLinkTable {
  return { backend, identity, user_id: userId };
}
