import { readConfigFile, type Config } from '../config.js';
import { secretsOf } from '../config/secrets.js';
import { createGateway, type Gateway } from '../gateway.js';
import { providerDefinitions } from '../providers/index.js';
import { createLog } from '../log.js';
import { createMask } from '../logging/mask.js';
import type { Backend } from '../provider/backend.js';
import { ProviderError } from '../provider/provider-error.js';
import { StoreError } from '../store/store-error.js';
import { findFolderProblem } from './store-check.js';
import { parseOptions, UsageError, type Command, type CommandIo } from './command.js';

const PROBE_TIMEOUT_MS = 10_000;
const SILENT = createLog('silent');
const WITHOUT_STORE = { store: { dataDirectory: null } };

/**
 * `ticket-gateway doctor --config FILE`: checks the configuration, the store, the keys for tokens, and each backend with
 * one cheap call and what its options name, a line each. The exit code is 0 when all is well.
 */
export const runDoctor: Command = async (argv, io) => {
  const { config: path } = parseOptions(argv, { config: { type: 'string' } });
  if (path === undefined) throw new UsageError('--config must name the configuration file.');
  const config = readConfigFile(path, io.environment, providerDefinitions);
  const mask = createMask(secretsOf(config));
  const results = [{ subject: `configuration ${path}`, problem: null }, ...(await checkAll(config))];
  results.forEach((result) => print(result, mask, io));
  return results.every(({ problem }) => problem === null) ? 0 : 1;
};

interface CheckResult {
  readonly subject: string;
  readonly problem: string | null;
}

/** Where the store cannot be opened, as while a gateway has it, the rest is checked without it. */
async function checkAll(config: Config): Promise<CheckResult[]> {
  const gateway = await openGateway(config);
  if (gateway instanceof StoreError) {
    const others = config.backends.filter(({ definition }) => definition.kind !== 'LOCAL');
    const rest = await createGateway({ config: { ...config, ...WITHOUT_STORE, backends: others }, log: SILENT });
    return [{ subject: 'store', problem: gateway.message }, ...(await checkAndClose(rest, async () => []))];
  }
  return checkAndClose(gateway, async () => [await checkStore(gateway, config.store.dataDirectory)]);
}

/** Opening brings the tables to the newest version. @returns the error of a store that cannot be opened */
async function openGateway(config: Config): Promise<Gateway | StoreError> {
  try {
    return await createGateway({ config, log: SILENT });
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

async function checkAndClose(gateway: Gateway, first: () => Promise<CheckResult[]>): Promise<CheckResult[]> {
  try {
    return [
      ...(await first()),
      { subject: 'keys for tokens', problem: await gateway.verifier.findKeyProblem() },
      ...(await Promise.all(gateway.backends.map((backend) => checkBackend(backend)))).flat(),
    ];
  } finally {
    await gateway.close();
  }
}

async function checkStore({ store }: Gateway, folder: string | null): Promise<CheckResult> {
  const answers = await store.isReady();
  return { subject: 'store', problem: answers ? await findFolderProblem(folder) : 'The store does not answer.' };
}

/** Whether it can be used, and then what its options name in vain. */
async function checkBackend({ key, provider }: Backend): Promise<CheckResult[]> {
  const call = { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS), onUpstreamRequest: () => {} };
  const subject = `backend ${key}`;
  try {
    await provider.probe(call);
    const problems = (await provider.findOptionProblems?.(call)) ?? [];
    if (problems.length === 0) return [{ subject, problem: null }];
    return problems.map((problem) => ({ subject, problem }));
  } catch (error) {
    return [{ subject, problem: toProblem(error) }];
  }
}

function toProblem(error: unknown): string {
  if (error instanceof ProviderError) return `${error.code}: ${error.message}`;
  return `It could not be checked, by a fault of ours: ${String(error)}`;
}

function print({ subject, problem }: CheckResult, mask: (text: string) => string, { stdout }: CommandIo): void {
  stdout.write(problem === null ? `ok    ${subject}\n` : mask(`FAIL  ${subject}: ${problem}\n`));
}
