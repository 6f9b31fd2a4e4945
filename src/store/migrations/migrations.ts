import { createTickets } from './0001-tickets.js';
import { createWriteLog } from './0002-write-log.js';
import { dropCategories } from './0003-no-categories.js';
import type { NumberedMigration } from './numbered-migration.js';

export const MIGRATIONS: readonly NumberedMigration[] = [createTickets, createWriteLog, dropCategories];

/** The names of those that have run. */
export const MIGRATIONS_TABLE = 'create table if not exists migrations (name text collate "C" primary key)';
