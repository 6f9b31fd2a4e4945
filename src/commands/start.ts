import { readConfigFile } from '../config.js';
import { secretsOf } from '../config/secrets.js';
import { providerDefinitions } from '../providers/index.js';
import { createLog } from '../log.js';
import { parseOptions, UsageError, type Command } from './command.js';

/** `ticket-gateway start --config FILE`: serves until it is asked to stop, or something fails that must not. */
export const runStart: Command = async (argv, io) => {
  const { config: path } = parseOptions(argv, { config: { type: 'string' } });
  if (path === undefined) throw new UsageError('--config must name the configuration file.');
  const config = readConfigFile(path, io.environment, providerDefinitions);
  const log = createLog(config.log.level, { secrets: secretsOf(config) });
  const faulty = io.catchFaults((error) => log.fatal({ err: error }, 'An error that nobody caught: the gateway ends.'));
  // A configuration that is refused is refused at once, without the time that all this takes to load. The store opens in
  // a thread of its own meanwhile, and is not waited for; but when it cannot, nothing else is either.
  const store = import('../store/store.js').then(({ createStore }) => createStore(config.store));
  const loading = Promise.all([import('../serve.js'), import('../examples/tabs.js')]);
  const [{ serve }, { toTabs }] = await Promise.race([loading, store.then(() => loading)]);
  const serving = await serve({ config, log, store, graphiql: { tabs: toTabs() } });
  io.stdout.write(`ticket-gateway listens on ${serving.url}/graphql\n`);
  const exitCode = await Promise.race([io.stopped.then(() => 0), faulty.then(() => 1)]);
  await serving.stop();
  return exitCode;
};
