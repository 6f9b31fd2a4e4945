import type { ConfiguredProvider } from './backends.js';
import { isRecord } from './json-value.js';
import type { Settings } from './settings.js';
import { toShape } from './unknown-settings.js';

interface Configured extends Pick<Settings, 'metrics'> {
  readonly backends: readonly ConfiguredProvider[];
}

/** The texts of a configuration that nobody is to read: the bearer token for metrics, and what backends mark as secret. */
export function secretsOf({ backends, metrics }: Configured): readonly string[] {
  const ofBackends = backends.flatMap(({ definition, options }) => {
    const { properties } = toShape(definition.options);
    if (!isRecord(properties) || !isRecord(options)) return [];
    return Object.keys(properties)
      .filter((name) => isSecret(properties[name]))
      .map((name) => options[name]);
  });
  return [metrics.token, ...ofBackends].filter((text) => typeof text === 'string');
}

function isSecret(shape: unknown): boolean {
  return isRecord(shape) && shape['secret'] === true;
}
