import { fileURLToPath } from 'node:url';
import { addressOf, ask, start, type Child } from '../process/child.js';
import type { UpstreamCalls, UpstreamOrder } from './main.js';

/** The upstream in its own process. */
export interface Upstream {
  readonly child: Child;
  /** Root of its API, without a slash at the end. */
  readonly url: string;
  /** Takes the time for each answer from now on, and gives the number of calls since it was last asked. */
  take(delayMs: number): Promise<number>;
}

export async function startUpstream(node: string, core: number): Promise<Upstream> {
  const main = fileURLToPath(new URL('main.js', import.meta.url));
  const child = start({ name: 'upstream', node, core, argv: [main], ipc: true });
  const url = await addressOf(child);
  return {
    child,
    url: new URL(url).origin,
    async take(delayMs) {
      const { calls } = await ask<UpstreamOrder, UpstreamCalls>(child, { delayMs });
      return calls;
    },
  };
}
