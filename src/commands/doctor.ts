import { readConfigFile } from '../config.js';
import { createGateway, providerDefinitions, type Gateway } from '../gateway.js';
import { createLog } from '../log.js';
import type { Backend } from '../provider/backend.js';
import { ProviderError } from '../provider/provider-error.js';
import { parseOptions, UsageError, type Command, type CommandIo } from './command.js';

const PROBE_TIMEOUT_MS = 10_000;

/**
 * `ticket-gateway doctor --config FILE`: checks the configuration, the store, the keys for tokens and each backend with
 * one cheap call, a line each. The exit code is 0 when all is well.
 */
export const runDoctor: Command = async (argv, io) => {
  const { config: path } = parseOptions(argv, { config: { type: 'string' } });
  if (path === undefined) throw new UsageError('--config must name the configuration file.');
  const config = readConfigFile(path, io.environment, providerDefinitions);
  io.stdout.write(`ok    configuration ${path}\n`);
  const gateway = await createGateway({ config, log: createLog('silent') });
  try {
    const results = [
      ...(await checkOwnParts(gateway)),
      ...(await Promise.all(gateway.backends.map((backend) => checkBackend(backend)))),
    ];
    results.forEach((result) => print(result, io));
    return results.every(({ problem }) => problem === null) ? 0 : 1;
  } finally {
    await gateway.close();
  }
};

interface CheckResult {
  readonly subject: string;
  readonly problem: string | null;
}

async function checkOwnParts({ store, verifier }: Gateway): Promise<CheckResult[]> {
  return [
    { subject: 'store', problem: (await store.isReady()) ? null : 'The store does not answer.' },
    { subject: 'keys for tokens', problem: await verifier.findKeyProblem() },
  ];
}

async function checkBackend({ key, provider }: Backend): Promise<CheckResult> {
  const call = { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS), onUpstreamRequest: () => {} };
  try {
    await provider.probe(call);
    return { subject: `backend ${key}`, problem: null };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { subject: `backend ${key}`, problem: `${error.code}: ${error.message}` };
  }
}

function print({ subject, problem }: CheckResult, { stdout }: CommandIo): void {
  stdout.write(problem === null ? `ok    ${subject}\n` : `FAIL  ${subject}: ${problem}\n`);
}
