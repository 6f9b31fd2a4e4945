import type { Call } from '../../provider.js';
import { isWrite, type UpstreamRequest } from '../upstream-request.js';

/**
 * What a request is for: tickets read, tickets written, figures counted, an access token fetched. Each kind has its own
 * breaker and its own share of the connections, so that they fail and wait apart.
 */
export type UpstreamKind = 'read' | 'write' | 'statistics' | 'token';

export function kindOf(request: UpstreamRequest, { purpose = 'read' }: Call): UpstreamKind {
  return request.purpose ?? (isWrite(request) ? 'write' : purpose);
}

/** Makes something for each kind. */
export function byKind<T>(create: (kind: UpstreamKind) => T): Readonly<Record<UpstreamKind, T>> {
  return { read: create('read'), write: create('write'), statistics: create('statistics'), token: create('token') };
}
