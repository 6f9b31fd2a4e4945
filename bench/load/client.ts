import { fileURLToPath } from 'node:url';
import { ask, start, type Child } from '../process/child.js';
import type { Load, Order } from './order.js';

/** The load generator in its own process. */
export interface LoadGenerator {
  readonly child: Child;
  run(order: Order): Promise<Load>;
}

export function startLoadGenerator(core: number): LoadGenerator {
  const main = fileURLToPath(new URL('main.js', import.meta.url));
  const child = start({ name: 'load', node: process.execPath, core, argv: [main], ipc: true });
  return {
    child,
    run: (order) => ask<Order, Load>(child, order),
  };
}
