import { sql, type Kysely } from 'kysely';
import type { Directory } from '../provider/directory.js';
import { createDirectoryPuts, type DirectoryPuts } from './directory-puts.js';
import { createDirectoryRows, type DirectoryRows } from './directory-rows.js';
import { putInTransaction, withNotes } from './directory-transaction.js';
import { isAmong } from './sql/comparisons.js';
import type { Tables } from './sql/tables.js';

/** The directory, and what fills it. All methods throw `StoreError`. */
export interface StoredDirectory extends Directory, DirectoryPuts, DirectoryRows {
  /**
   * One transaction over the directory: when `run` fails, nothing that it put is stored. Until it has ended, only the
   * directory that `run` is given asks the store; any other waits for that, unless it was asked the same before.
   */
  inTransaction<Result>(run: (directory: StoredDirectory) => Promise<Result>): Promise<Result>;
}

export function createDirectory(db: Kysely<Tables>): StoredDirectory {
  return {
    async getUsers(ids) {
      const rows = await selectUsers(db, ids).execute();
      return new Map(rows.map((user) => [user.id, user]));
    },
    async getOrganizations(ids) {
      const rows = await db
        .selectFrom('organizations')
        .select(['id', 'name'])
        .where(isAmong(sql.ref('id'), ids))
        .execute();
      return new Map(rows.map((organization) => [organization.id, organization]));
    },
    async findUsersByIdentity(backend, identities) {
      const rows = await db
        .selectFrom('identity_links')
        .select(['identity', 'user_id'])
        .where('backend', '=', backend)
        .where(isAmong(sql.ref('identity'), identities))
        .execute();
      return new Map(rows.map((link) => [link.identity, link.user_id]));
    },
    async findIdentitiesOfUsers(backend, userIds) {
      const rows = await selectIdentities(db, backend, userIds).execute();
      return new Map(rows.map(({ userId, identities }) => [userId, identities]));
    },
    async findVerifiedEmails(userIds) {
      const rows = await selectVerifiedEmails(db, userIds).execute();
      return new Map(rows.map(({ id, email }) => [id, email]));
    },
    async findUsersByVerifiedEmail(emails) {
      const rows = await selectByVerifiedEmail(db, emails).execute();
      return new Map(rows.map(({ email, id }) => [email, id]));
    },
    ...createDirectoryPuts(db),
    ...createDirectoryRows(db),
    inTransaction: (run) =>
      putInTransaction(db, (transaction, noteRows) => {
        const directory = createDirectory(transaction);
        return run({ ...directory, ...withNotes(directory, noteRows) });
      }),
  };
}

function selectUsers(db: Kysely<Tables>, ids: readonly string[]) {
  return db
    .selectFrom('users')
    .select(['id', 'email', 'full_name as fullName', 'organization_id as organizationId', 'joined_at as joinedAt'])
    .where(isAmong(sql.ref('id'), ids));
}

function selectIdentities(db: Kysely<Tables>, backend: string, userIds: readonly string[]) {
  return db
    .selectFrom('identity_links')
    .select(['user_id as userId', sql<string[]>`array_agg(identity order by identity)`.as('identities')])
    .where('backend', '=', backend)
    .where(isAmong(sql.ref('user_id'), userIds))
    .groupBy('user_id');
}

function selectVerifiedEmails(db: Kysely<Tables>, userIds: readonly string[]) {
  return db
    .selectFrom('users')
    .select(['id', sql<string>`email_key`.as('email')])
    .where('email_verified', '=', true)
    .where('email_key', 'is not', null)
    .where(isAmong(sql.ref('id'), userIds))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('users as other')
            .select('other.id')
            .whereRef('other.email_key', '=', 'users.email_key')
            .whereRef('other.id', '!=', 'users.id')
            .where('other.email_verified', '=', true),
        ),
      ),
    );
}

/** An address that two accounts have verified tells nobody apart. */
function selectByVerifiedEmail(db: Kysely<Tables>, emails: readonly string[]) {
  return db
    .selectFrom('users')
    .select(({ fn }) => [sql<string>`email_key`.as('email'), fn.min('id').as('id')])
    .where('email_verified', '=', true)
    .where(isAmong(sql.ref('email_key'), emails))
    .groupBy('email_key')
    .having(({ fn }) => fn.countAll(), '=', 1);
}
