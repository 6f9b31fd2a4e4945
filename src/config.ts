import { dirname, resolve } from 'node:path';
import type { TokenVerifierOptions } from './auth/token-verifier.js';
import { parseProviders, type ConfiguredProvider } from './config/backends.js';
import { resolveEnvironment, type Environment } from './config/environment.js';
import { readJsonFile } from './config/json-file.js';
import { refuseContradictions } from './config/contradictions.js';
import { ConfigError, createProblems } from './config/problems.js';
import { parsePart } from './config/schema-issues.js';
import { settingsSchema, type Settings } from './config/settings.js';
import { parseTokenKeys } from './config/token-keys.js';
import { refuseUnknownSettings, toShape } from './config/unknown-settings.js';
import type { ProviderDefinition } from './provider/backend.js';

/** A checked configuration: every default filled in, every path absolute. `settings.ts` describes each setting. */
export interface Config {
  /** Where to listen: 127.0.0.1, port 4000; without GraphiQL, for no other site. */
  readonly server: Readonly<Settings['server']>;
  /** What one HTTP request may be: a body of 1 MB, brackets 50 deep, headers within 10 s and so on. */
  readonly http: Readonly<Settings['http']>;
  readonly auth: Required<Omit<TokenVerifierOptions, 'now' | 'onKeyFailure'>>;
  /** `dataDirectory` is absolute, by default `data` beside the configuration file; null keeps the store in memory. */
  readonly store: Readonly<Settings['store']>;
  /** `deadlineMs` 10000, `pagesPerScan` 10, `statisticsKeptMs` 10000. */
  readonly limits: Readonly<Settings['limits']>;
  /** `level` info. */
  readonly log: Readonly<Settings['log']>;
  /** Neither port nor token: nothing is counted. */
  readonly metrics: Readonly<Settings['metrics']>;
  readonly tracing: Readonly<Settings['tracing']>;
  /** At least one, in the order of the configuration. */
  readonly backends: readonly BackendConfig[];
}

/** A backend to create. */
export interface BackendConfig extends ConfiguredProvider {
  /** Unique: a lower-case letter and up to 62 lower-case letters, digits and hyphens. */
  readonly key: string;
  /** The key when none is configured. */
  readonly displayName: string;
}

/**
 * Checks a configuration as it came out of JSON. Wherever a text may stand, `{ "env": "NAME" }` takes it from the
 * environment. The file of `auth.jwkFile` is read here.
 * @param folder what relative paths start from
 * @throws ConfigError with every problem at once
 */
export function parseConfig(
  input: unknown,
  environment: Environment,
  definitions: readonly ProviderDefinition[],
  folder: string = process.cwd(),
): Config {
  const problems = createProblems();
  const resolved = resolveEnvironment(input, environment, problems);
  refuseUnknownSettings(resolved, toShape(settingsSchema), [], problems);
  const settings = parsePart(resolved, settingsSchema, [], problems, { mayQuote: false });
  if (settings) refuseContradictions(settings.value, problems);
  const keys = parseTokenKeys(resolved, folder, problems);
  const providers = parseProviders(resolved, definitions, problems);
  const found = problems.list();
  if (settings === null || keys === null || found.length > 0) throw new ConfigError(found);
  return toConfig(settings.value, keys, providers, folder);
}

/** Reads and checks a JSON file; relative paths in it start from its folder. @throws ConfigError */
export function readConfigFile(
  path: string,
  environment: Environment,
  definitions: readonly ProviderDefinition[],
): Config {
  const file = readJsonFile(path);
  if ('problem' in file) throw new ConfigError([`The configuration file ${path} ${file.problem}.`]);
  return parseConfig(file.value, environment, definitions, dirname(resolve(path)));
}

function toConfig(
  settings: Settings,
  keys: TokenVerifierOptions['keys'],
  providers: readonly (ConfiguredProvider | null)[],
  folder: string,
): Config {
  const { server, http, limits, log, metrics, tracing } = settings;
  const { jwksUrl: _jwksUrl, jwkFile: _jwkFile, ...auth } = settings.auth;
  const { dataDirectory } = settings.store;
  return {
    server,
    http,
    auth: { ...auth, keys },
    store: { dataDirectory: dataDirectory === null ? null : resolve(folder, dataDirectory) },
    limits,
    log,
    metrics,
    tracing,
    backends: settings.backends.flatMap(({ key, displayName = key }, index) => {
      const provider = providers[index];
      return provider ? [{ key, displayName, ...provider }] : [];
    }),
  };
}
