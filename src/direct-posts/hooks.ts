import type { HttpHooks } from '../plugins/gateway-plugin.js';

/** The hooks of all plugins, by when they are called. */
export type CollectedHooks = { readonly [name in keyof HttpHooks]-?: readonly NonNullable<HttpHooks[name]>[] };

export function collectHooks(plugins: readonly HttpHooks[]): CollectedHooks {
  const all = <Name extends keyof HttpHooks>(name: Name) =>
    plugins.map((plugin) => plugin[name]).filter((hook) => hook !== undefined);
  return {
    onRequest: all('onRequest'),
    onRequestParse: all('onRequestParse'),
    onResultProcess: all('onResultProcess'),
    onResponse: all('onResponse'),
  };
}
