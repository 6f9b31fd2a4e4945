import { sql, type Kysely } from 'kysely';
import type { Cancellation } from '../provider/cancel-signal.js';
import type { Category } from '../ticket/category.js';
import { toStorableJson } from './sql/storable-text.js';
import type { CategoryTable, SubcategoryTable, Tables } from './sql/tables.js';
import { withTurn } from './with-turn.js';

/** The classifications of local backends. All methods throw `StoreError`. */
export interface CategoryStore {
  /** In the order to show; empty for a backend without a classification. */
  list(backend: string, signal: Cancellation): Promise<readonly Category[]>;
  /** Replaces a backend's whole classification. Tickets keep values that are gone. */
  put(backend: string, categories: readonly Category[]): Promise<void>;
}

export function createCategoryStore(db: Kysely<Tables>): CategoryStore {
  return {
    list: (backend, signal) => withTurn(db, signal, (connection) => listCategories(connection, backend)),
    async put(backend, categories) {
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('categories').where('backend', '=', backend).execute();
        const [rows, subcategoryRows] = toRows(backend, categories);
        await sql`
          insert into categories
          select * from json_populate_recordset(null::categories, ${toStorableJson(rows)}::json)`.execute(transaction);
        await sql`
          insert into subcategories
          select * from json_populate_recordset(null::subcategories, ${toStorableJson(subcategoryRows)}::json)`.execute(
          transaction,
        );
      });
    },
  };
}

/** A backend's classification, also within a transaction. */
export async function listCategories(db: Kysely<Tables>, backend: string): Promise<readonly Category[]> {
  const categories = await db
    .selectFrom('categories')
    .select(['value', 'label'])
    .where('backend', '=', backend)
    .orderBy('position')
    .execute();
  const subcategories = await db
    .selectFrom('subcategories')
    .select(['category', 'value', 'label'])
    .where('backend', '=', backend)
    .orderBy('position')
    .execute();
  return categories.map(({ value, label }) => ({
    value,
    label,
    subcategories: subcategories
      .filter(({ category }) => category === value)
      .map((subcategory) => ({ value: subcategory.value, label: subcategory.label })),
  }));
}

function toRows(backend: string, categories: readonly Category[]): [CategoryTable[], SubcategoryTable[]] {
  const rows = categories.map(({ value, label }, position) => ({ backend, value, label, position }));
  const subcategoryRows = categories.flatMap(({ value: category, subcategories }) =>
    subcategories.map(({ value, label }, position) => ({ backend, category, value, label, position })),
  );
  return [rows, subcategoryRows];
}
