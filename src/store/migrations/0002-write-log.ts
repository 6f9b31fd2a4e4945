import type { NumberedMigration } from './numbered-migration.js';

/**
 * What has become of writes that are to happen once. Under Citus a reference table: it holds one day of writes.
 *
 * `key` is a digest, and the texts are JSON strings: callers choose them, and PostgreSQL cannot hold every text.
 */
export const createWriteLog: NumberedMigration = {
  name: '0002-write-log',
  statements: [
    `create table write_log (
      key text collate "C" primary key,
      attempt_id text collate "C" not null unique,
      fingerprint text not null,
      started_at timestamptz(3) not null,
      lease_until timestamptz(3) not null,
      state text not null,
      progress text,
      result text
    )`,
    `create index write_log_by_start on write_log (started_at)`,
  ],
};
