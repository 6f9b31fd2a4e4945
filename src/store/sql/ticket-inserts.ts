import { sql, type Kysely } from 'kysely';
import { isAmong } from './comparisons.js';
import { toJsonBatches } from './json-batches.js';
import { toStorableJson } from './storable-text.js';
import type { MessageTable, Tables, TicketTable } from './tables.js';

// Rows go in as one JSON parameter: PostgreSQL reads it faster than a statement with a parameter for every value.

export async function insertTicketRows(db: Kysely<Tables>, rows: readonly TicketTable[]): Promise<void> {
  for (const json of toJsonBatches(await fillOrganizations(db, rows))) {
    await sql`insert into tickets select * from json_populate_recordset(null::tickets, ${json}::json)`.execute(db);
  }
}

/** Gives false when the ticket is there already, and then writes nothing. */
export async function insertNewTicketRow(db: Kysely<Tables>, row: TicketTable): Promise<boolean> {
  const { rows } = await sql`
    insert into tickets select * from json_populate_record(null::tickets, ${toStorableJson(row)}::json)
    on conflict (backend, native_id) do nothing
    returning native_id`.execute(db);
  return rows.length > 0;
}

export async function insertMessageRows(db: Kysely<Tables>, rows: readonly MessageTable[]): Promise<void> {
  for (const json of toJsonBatches(rows)) {
    await sql`insert into messages select * from json_populate_recordset(null::messages, ${json}::json)`.execute(db);
  }
}

/** What new messages change in their ticket. */
export type MessageEffect = Pick<
  TicketTable,
  'backend' | 'native_id' | 'latest_message_at' | 'updated_at' | 'words' | 'internal_words'
>;

export async function applyEffects(db: Kysely<Tables>, effects: readonly MessageEffect[]): Promise<void> {
  for (const json of toJsonBatches(effects)) {
    await sql`
      update tickets t
      set words = array(select distinct unnest(t.words || n.words)),
        internal_words = array(
          select unnest(t.internal_words || n.internal_words) except select unnest(t.words || n.words)
        ),
        latest_message_at = greatest(t.latest_message_at, n.latest_message_at),
        updated_at = greatest(t.updated_at, n.updated_at),
        version = t.version + 1
      from json_populate_recordset(null::tickets, ${json}::json) n
      where t.backend = n.backend and t.native_id = n.native_id`.execute(db);
  }
}

/** Tickets of users without an organization of their own get the user's. */
async function fillOrganizations(db: Kysely<Tables>, rows: readonly TicketTable[]): Promise<readonly TicketTable[]> {
  const userIds = new Set(rows.flatMap((row) => (row.organization_id === null && row.user_id) || []));
  if (userIds.size === 0) return rows;
  const users = await db
    .selectFrom('users')
    .select(['id', 'organization_id'])
    .where(isAmong(sql.ref('id'), [...userIds]))
    .execute();
  const organizations = new Map(users.map((user) => [user.id, user.organization_id]));
  return rows.map((row) => ({
    ...row,
    organization_id: row.organization_id ?? organizations.get(row.user_id ?? '') ?? null,
  }));
}
