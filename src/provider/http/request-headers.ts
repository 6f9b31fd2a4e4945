import type { UpstreamRequest } from './upstream-request.js';

type Headers = NonNullable<UpstreamRequest['headers']>;

/** What follows from the headers of a request; most requests have the very same ones. */
interface Derived {
  /** Equal for equal headers. */
  readonly key: string;
  /** As they go out. */
  readonly sent: Headers;
}

const NONE: Headers = {};
const DEFAULTS = { accept: 'application/json', 'accept-encoding': 'identity' };
const derived = new WeakMap<Headers, Derived>();

/** Equal for requests with equal headers. */
export function headersKeyOf({ headers = NONE }: Pick<UpstreamRequest, 'headers'>): string {
  return derivedOf(headers).key;
}

/** @param added of whoever watches: no part of what makes two requests equal; null for none */
export function toSentHeaders({ headers = NONE }: UpstreamRequest, added: Headers | null): Headers {
  return added ? { ...DEFAULTS, ...added, ...headers } : derivedOf(headers).sent;
}

function derivedOf(headers: Headers): Derived {
  const known = derived.get(headers);
  if (known) return known;
  const sorted = Object.entries(headers).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const fresh = { key: JSON.stringify(sorted), sent: { ...DEFAULTS, ...headers } };
  derived.set(headers, fresh);
  return fresh;
}
