import { readConfigFile, type Config } from '../config.js';
import { providerDefinitions } from '../providers/index.js';
import { createStore, type Store } from '../store/store.js';
import { UsageError, type CommandIo } from './command.js';

/** @throws UsageError without a path, or when the configured store is gone when the command ends; ConfigError */
export function readStoreConfig(path: string | undefined, { environment }: Pick<CommandIo, 'environment'>): Config {
  if (path === undefined) throw new UsageError('--config must name the configuration file.');
  const config = readConfigFile(path, environment, providerDefinitions);
  if (config.store.dataDirectory !== null) return config;
  throw new UsageError('The configuration keeps the store in memory: store.dataDirectory must name a folder.');
}

/** Opens the configured store for as long as `use` takes. @throws StoreError */
export async function withStore<Result>({ store: options }: Config, use: (store: Store) => Promise<Result>) {
  const store = await createStore(options);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
