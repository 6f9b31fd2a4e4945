import { ProviderError } from '../../provider/provider-error.js';
import type { BackendHealth } from '../../provider/provider.js';
import { StoreError } from '../../store/store-error.js';

/** Runs queries and remembers how the last one went. */
export interface Health {
  /**
   * @param what what is tried, as in "The store could not …"
   * @throws ProviderError UNAVAILABLE in place of a failure of the store; after a crash during a write with
   * `outcomeUnknown`
   */
  watch<T>(what: string, query: () => Promise<T>, kind?: 'read' | 'write'): Promise<T>;
  last(): BackendHealth;
}

export function createHealth(): Health {
  let health: BackendHealth = 'HEALTHY';
  return {
    async watch(what, query, kind = 'read') {
      try {
        const result = await query();
        health = 'HEALTHY';
        return result;
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        health = answered(error) ? 'DEGRADED' : 'DOWN';
        const outcomeUnknown = kind === 'write' && error.code === 'CRASHED';
        throw new ProviderError('UNAVAILABLE', `The store could not ${what}.`, { cause: error, outcomeUnknown });
      }
    },
    last: () => health,
  };
}

/** The database is there, it only refused this one query; with a full disk it can still be read. */
function answered({ code }: StoreError): boolean {
  return code === 'QUERY' || code === 'CONSTRAINT' || code === 'DISK';
}
