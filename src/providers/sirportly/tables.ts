import { ProviderError } from '../../provider/provider-error.js';
import type { Call } from '../../provider/provider.js';
import type { SirportlyClient } from './client.js';
import { createKept, type KeptOptions } from '../../provider/kept.js';
import type { TableRow } from './table-json.js';

const TABLES = ['statuses', 'priorities', 'departments', 'teams', 'users', 'slas', 'brands'] as const;
export type TableName = (typeof TABLES)[number];

/** The names that tickets refer to by id, read when first needed. */
export interface Tables {
  load(table: TableName, call: Call): Promise<readonly TableRow[]>;
  /** System names of the custom fields; null when the token may not read them. */
  loadCustomFields(call: Call): Promise<ReadonlySet<string> | null>;
}

export function createTables(client: Pick<SirportlyClient, 'listObjects'>, options: KeptOptions): Tables {
  const kept = new Map(
    TABLES.map((table) => [table, createKept((call: Call) => client.listObjects(`/objects/${table}`, call), options)]),
  );
  const customFields = createKept((call: Call) => client.listObjects('/objects/custom_fields', call), options);
  return {
    load: async (table, call) => (await kept.get(table)?.(call)) ?? [],
    async loadCustomFields(call) {
      try {
        const rows = await customFields(call);
        return new Set(rows.map(({ systemName }) => systemName).filter((name) => name !== null));
      } catch (error) {
        // Tokens can be limited by verb; the names are then for Sirportly to check.
        if (error instanceof ProviderError && error.code === 'FORBIDDEN') return null;
        throw error;
      }
    },
  };
}
