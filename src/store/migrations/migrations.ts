import { createTickets } from './0001-tickets.js';
import { createWriteLog } from './0002-write-log.js';

/** A step from one version of the tables to the next. Once released it never changes: what comes later is a new one. */
export interface NumberedMigration {
  /** Sorts behind the names of all earlier ones. */
  readonly name: string;
  /** Each runs alone, all in one transaction. */
  readonly statements: readonly string[];
}

export const MIGRATIONS: readonly NumberedMigration[] = [createTickets, createWriteLog];

/** The names of those that have run. */
export const MIGRATIONS_TABLE = 'create table if not exists migrations (name text collate "C" primary key)';
