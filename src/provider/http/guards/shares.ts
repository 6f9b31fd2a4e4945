import type { UpstreamKind } from './upstream-kind.js';

/** Connections of each kind of call, so that none takes those of another. Reads get what is left. */
export type Shares = Readonly<Record<UpstreamKind, number>>;

/** Each gets one at least, so it takes four to keep to `maxConnections`. */
export function toShares(maxConnections: number): Shares {
  const partOf = (part: number) => Math.max(Math.floor(maxConnections * part), 1);
  const [statistics, write, token] = [partOf(0.25), partOf(0.1), partOf(0.05)];
  return { read: Math.max(maxConnections - statistics - write - token, 1), statistics, write, token };
}
