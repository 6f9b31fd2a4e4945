import type { ProviderContext, ProviderDefinition } from '../../provider/backend.js';
import type { Provider } from '../../provider/provider.js';
import type { Store } from '../../store/store.js';
import { CAPABILITIES } from './capabilities.js';
import { createHealth } from './health.js';
import { localOptions, type LocalOptions } from './options.js';
import { createReads } from './reads.js';
import { createWrites } from './writes.js';

export interface LocalContext extends ProviderContext {
  readonly store: Store;
}

/** The gateway's own tickets, in its store. */
export const local: ProviderDefinition<LocalOptions, LocalContext> = {
  kind: 'LOCAL',
  name: 'local',
  options: localOptions,
  create: createLocal,
};

/** The same over a store at hand, for contexts without one. */
export function createLocalProviderDefinition(store: Store): ProviderDefinition<LocalOptions> {
  return { ...local, create: (options, context) => local.create(options, { ...context, store }) };
}

function createLocal({ categories = [] }: LocalOptions, { key: backend, store }: LocalContext): Provider {
  const part = { backend, store, categories, health: createHealth() };
  return {
    kind: 'LOCAL',
    tellsBasis: true,
    capabilities: CAPABILITIES,
    ...createReads(part),
    ...createWrites(part),
    status: () => ({ health: part.health.last(), rateLimit: null, breakers: {}, pausedMs: 0 }),
    // The store is the gateway's, which closes it after its backends.
    close: async () => {},
  };
}
