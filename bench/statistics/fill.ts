import { createHash } from 'node:crypto';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Tables } from '../../src/store/sql/tables.js';
import { BACKEND } from './backend.js';
import { toId } from './ids.js';

/** When the newest ticket was created; the oldest is three years older. */
export const END = '2026-07-01T00:00:00Z';

const TICKETS_PER_BATCH = 20_000;
const TICKETS_PER_USER = 50;
const TICKETS_PER_ORGANIZATION = 5000;
const CATEGORIES = 12;
const SUBCATEGORIES = 8;
const TAGS = 40;
const WORDS = 5000;

type Sql = RawBuilder<unknown>;

/**
 * Fills an empty store: owners, tickets without messages. Every number is drawn from the ticket's own,
 * so that the same number of tickets gives the same rows.
 * @param report told in words how far it is
 */
export async function fill(db: Kysely<Tables>, tickets: number, report: (progress: string) => void): Promise<void> {
  await db.connection().execute(async (connection) => {
    for (const statement of toOwners(tickets)) await statement.execute(connection);
    const indexes = await dropIndexes(connection);
    await insertTickets(connection, tickets, report);
    // With less, the index of words is written over and over, and takes longer than the store waits for a statement.
    await sql`set maintenance_work_mem = '512MB'`.execute(connection);
    for (const { name, definition } of indexes) {
      await sql.raw(definition).execute(connection);
      await sql`checkpoint`.execute(connection);
      report(`index ${name}`);
    }
    await sql`reset maintenance_work_mem`.execute(connection);
    await sql`vacuum (analyze)`.execute(connection);
    report('vacuum');
  });
}

async function insertTickets(db: Kysely<Tables>, tickets: number, report: (progress: string) => void): Promise<void> {
  for (let first = 1; first <= tickets; first += TICKETS_PER_BATCH) {
    const last = Math.min(tickets, first + TICKETS_PER_BATCH - 1);
    await toTickets(first, last, tickets).execute(db);
    await sql`checkpoint`.execute(db);
    report(`${last} of ${tickets} tickets`);
  }
}

/** Tells fillings apart: one of as many tickets by the same statements has the same rows. */
export function toFilling(db: Kysely<Tables>, tickets: number): string {
  const statements = [...toOwners(tickets), toTickets(1, tickets, tickets)];
  const texts = statements.map((statement) => statement.compile(db).sql);
  return `${tickets} tickets, ${createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 16)}`;
}

interface Index {
  readonly name: string;
  /** The statement that makes it. */
  readonly definition: string;
}

/** To build an index once is several times faster than to keep it up row by row. */
async function dropIndexes(db: Kysely<Tables>): Promise<readonly Index[]> {
  const { rows } = await sql<Index>`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = current_schema() and tablename = 'tickets'
      and indexname not in (select conname from pg_constraint where conrelid = 'tickets'::regclass)
    order by indexname`.execute(db);
  for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(db);
  return rows;
}

function toOwners(tickets: number): readonly Sql[] {
  const organizations = Math.ceil(tickets / TICKETS_PER_ORGANIZATION);
  return [
    sql`
      insert into organizations (id, name)
      select ${toId('orgn', sql`i`)}, 'Organisation ' || i from generate_series(1, ${organizations}::bigint) i`,
    sql`
      insert into users (id, email_verified, full_name, organization_id, joined_at)
      select ${toId('user', sql`i`)}, false, 'User ' || i, ${toId('orgn', pickSkewed(organizations, 1))},
        ${END}::timestamptz - interval '4 years'
      from generate_series(1, ${Math.ceil(tickets / TICKETS_PER_USER)}::bigint) i`,
  ];
}

/** The tickets with these numbers, `first` to `last`, of as many as there are. Later ones were created later. */
function toTickets(first: number, last: number, tickets: number): Sql {
  const users = Math.ceil(tickets / TICKETS_PER_USER);
  return sql`
    insert into tickets (backend, native_id, user_id, organization_id, reference, requester, subject, status, status_name,
      priority, priority_name, source, source_name, human_verified_category, human_verified_subcategory,
      ai_generated_category, ai_generated_subcategory, tags, conversation_summary, created_at, updated_at, resolved_at,
      closed_at, latest_message_at, version, words, internal_words)
    select ${BACKEND}, ${toId('tick', sql`i`)}, owner.id, owner.organization_id, 'SD-' || i,
      json_build_object('name', owner.full_name, 'email', null, 'company', null),
      array_to_string(texts[1:6], ' ') || ' ' || i, status, initcap(status), priority, initcap(priority), source,
      initcap(source), 'CATEGORY_' || verified, 'SUBCATEGORY_' || verified || '_' || subcategory,
      'CATEGORY_' || generated, 'SUBCATEGORY_' || generated || '_' || subcategory, tags,
      'Summary of what was said: ' || array_to_string(texts, ' '), created_at,
      created_at + interval '1 hour', resolved_at, case when status = 'CLOSED' then resolved_at end, created_at, 1,
      array(select distinct unnest(texts || array['summary', 'of', 'what', 'was', 'said', i::text])), '{}'::text[]
    from (
      select i, created_at, status, verified, generated, subcategory,
        case when ${draw(2)} < 0.9 then ${toId('user', pickSkewed(users, 3))} end as user_id,
        (array['NORMAL', 'LOW', 'HIGH', 'URGENT', null])[${pickSkewed(5, 4)}] as priority,
        (array['EMAIL', 'WEB_FORM', 'CHAT', 'PHONE', 'PORTAL', 'API'])[${pickSkewed(6, 5)}] as source,
        array(
          select distinct 'tag' || ${pickSkewed(TAGS, sql`100 + k`)}
          from generate_series(1, (${draw(6)} * 4)::int) k
        ) as tags,
        array(select 'word' || ${pickSkewed(WORDS, sql`200 + k`)} from generate_series(1, 14) k) as texts,
        case when status in ('RESOLVED', 'CLOSED')
          then date_trunc('milliseconds', created_at + ${draw(7)} ^ 6 * interval '60 days') end as resolved_at
      from (
        select i,
          date_trunc('milliseconds', ${END}::timestamptz
            - interval '1095 days' * (1 - sqrt((i - ${draw(8)}) / ${tickets}::float8))) as created_at,
          case
            when ${draw(9)} < 0.62 then 'CLOSED' when ${draw(9)} < 0.80 then 'RESOLVED' when ${draw(9)} < 0.88 then 'OPEN'
            when ${draw(9)} < 0.93 then 'PENDING' when ${draw(9)} < 0.96 then 'ON_HOLD' when ${draw(9)} < 0.99 then 'NEW'
          end as status,
          case when ${draw(10)} < 0.8 then ${pickSkewed(CATEGORIES, 11)} end as verified,
          case when ${draw(12)} < 0.95 then ${pickSkewed(CATEGORIES, 13)} end as generated,
          case when ${draw(14)} < 0.75 then ${pickSkewed(SUBCATEGORIES, 15)} end as subcategory
        from generate_series(${first}::bigint, ${last}::bigint) i
      ) numbered
      -- Without it, what is selected here is worked out again wherever it is used.
      offset 0
    ) drawn left join users owner on owner.id = drawn.user_id
    order by i`;
}

/** From 0 to 1, without it: always the same for the number `i` and a salt. */
function draw(salt: number | Sql): Sql {
  const text = typeof salt === 'number' ? sql.lit(salt) : salt;
  return sql`((hashint8extended(i, ${text}) & 2147483647) / 2147483648.0::float8)`;
}

/** From 1 to a number, low ones far more often: a tenth of them takes a third of all. */
function pickSkewed(most: number, salt: number | Sql): Sql {
  return sql`(1 + floor(${sql.lit(most)} * ${draw(salt)} * ${draw(salt)})::int)`;
}
