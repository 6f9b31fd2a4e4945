import type { Logger } from 'pino';
import { readConfigFile, type Config } from '../config.js';
import { secretsOf } from '../config/secrets.js';
import { checkPort } from '../http/server.js';
import { createLog } from '../log.js';
import { providerDefinitions } from '../providers/index.js';
import type { Serving } from '../serve.js';
import { StoreError } from '../store/store-error.js';
import { parseOptions, UsageError, type Command } from './command.js';

/** `ticket-gateway start --config FILE`: serves until it is asked to stop, or something fails that must not. */
export const runStart: Command = async (argv, io) => {
  const { config: path } = parseOptions(argv, { config: { type: 'string' } });
  if (path === undefined) throw new UsageError('--config must name the configuration file.');
  const config = readConfigFile(path, io.environment, providerDefinitions);
  const log = createLog(config.log.level, { secrets: secretsOf(config) });
  const faulty = io.catchFaults((error) => log.fatal({ err: error }, 'An error that nobody caught: the gateway ends.'));
  const ending = Promise.race([io.stopped.then(() => 0), faulty.then(() => 1)]);
  const opening = new AbortController();
  void ending.then(() => opening.abort());
  const serving = await startServing(config, log, opening.signal).catch((error: unknown) => {
    if (opening.signal.aborted && isClosed(error)) return null;
    throw error;
  });
  if (serving === null) return ending;
  io.stdout.write(`ticket-gateway listens on ${serving.url}/graphql\n`);
  const exitCode = await ending;
  await serving.stop();
  return exitCode;
};

/** @throws ListenError, StoreError: CLOSED when `signal` has ended the opening of the store */
async function startServing(config: Config, log: Logger, signal: AbortSignal): Promise<Serving> {
  // To open the store takes seconds. Whoever takes a port meanwhile is told of later.
  await checkPort(config.server);
  if (config.metrics.port !== null) await checkPort({ ...config.metrics, port: config.metrics.port });
  // A configuration that is refused is refused at once, without the time that all this takes to load. The store opens in
  // a thread of its own meanwhile, and is not waited for; but when it cannot, nothing else is either.
  const store = import('../store/store.js').then(({ createStore }) => createStore({ ...config.store, signal }));
  const loading = Promise.all([import('../serve.js'), import('../examples/tabs.js')]);
  const [{ serve }, { toTabs }] = await Promise.race([loading, store.then(() => loading)]);
  return serve({ config, log, store, graphiql: { tabs: toTabs() } });
}

function isClosed(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'CLOSED';
}
