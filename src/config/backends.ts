import type { ProviderDefinition } from '../provider/backend.js';
import { isRecord, valueAt, type JsonRecord } from './json-value.js';
import { nearestName } from './nearest-name.js';
import type { Path, Problems } from './problems.js';
import { parsePart } from './schema-issues.js';
import { backendSchema } from './settings.js';
import { refuseUnknownSettings, toShape } from './unknown-settings.js';

/** The provider of one backend, with options that its own schema has parsed. */
export interface ConfiguredProvider {
  readonly definition: ProviderDefinition;
  readonly options: unknown;
}

const COMMON_SETTINGS = toShape(backendSchema)['properties'];

/** The provider of every backend, in the order of the configuration; null where there is a problem with it. */
export function parseProviders(
  input: unknown,
  definitions: readonly ProviderDefinition[],
  problems: Problems,
): readonly (ConfiguredProvider | null)[] {
  const backends = valueAt(input, ['backends']);
  if (!Array.isArray(backends)) return [];
  refuseRepeatedKeys(backends, problems);
  return backends.map((backend: unknown, index) => {
    return isRecord(backend) ? parseProvider(backend, definitions, ['backends', index], problems) : null;
  });
}

function parseProvider(
  backend: JsonRecord,
  definitions: readonly ProviderDefinition[],
  path: Path,
  problems: Problems,
): ConfiguredProvider | null {
  const { key: _key, displayName: _displayName, provider, ...own } = backend;
  const definition = definitions.find(({ name }) => name === provider);
  if (definition === undefined) {
    if (typeof provider === 'string') problems.add([...path, 'provider'], toMessage(provider, definitions));
    return null;
  }
  refuseUnknownSettings(backend, shapeOf(definition), path, problems);
  const options = parsePart(own, definition.options, path, problems, { mayQuote: true });
  return options && { definition, options: options.value };
}

function shapeOf({ options }: ProviderDefinition): JsonRecord {
  const shape = toShape(options);
  const { properties } = shape;
  return isRecord(properties) ? { ...shape, properties: { ...Object(COMMON_SETTINGS), ...properties } } : shape;
}

function toMessage(provider: string, definitions: readonly ProviderDefinition[]): string {
  const names = definitions.map(({ name }) => name);
  const nearest = nearestName(provider, names);
  const hint = nearest === null ? '' : `; did you mean ${nearest}?`;
  return `is not a provider; there are ${names.join(', ')}${hint}`;
}

function refuseRepeatedKeys(backends: readonly unknown[], problems: Problems): void {
  const keys = backends.map((backend) => valueAt(backend, ['key']));
  for (const [index, key] of keys.entries()) {
    const first = keys.indexOf(key);
    if (typeof key !== 'string' || first === index) continue;
    problems.add(['backends', index, 'key'], `is the same as backends[${first}].key; keys must be unique`);
  }
}
