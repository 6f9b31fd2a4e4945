import type { NumberedMigration } from './numbered-migration.js';

/** The classification of a backend is in its configuration. */
export const dropCategories: NumberedMigration = {
  name: '0003-no-categories',
  statements: ['drop table subcategories', 'drop table categories'],
};
