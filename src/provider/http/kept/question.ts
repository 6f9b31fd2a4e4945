import type { Call } from '../../provider.js';
import { headersKeyOf } from '../request-headers.js';
import type { UpstreamRequest } from '../upstream-request.js';

/**
 * Equal for calls that may be given each other's answers. Credentials of the moment are no part of it: all of a client's
 * are the same backend's.
 */
export function toQuestion(request: UpstreamRequest, call: Call): string {
  return toKey(request, call, headersOf(request.headers ?? NONE));
}

/** Equal for calls that may share one request: those whose credentials are equal, too. */
export function toSharedRequest(request: UpstreamRequest, call: Call): string {
  return toKey(request, call, headersKeyOf(request));
}

function toKey(request: UpstreamRequest, { sharedAmong = '' }: Call, headers: string): string {
  const { method, url, body = '', answers = [] } = request;
  const sorted = answers.length > 1 ? answers.toSorted((a, b) => a - b) : answers;
  // A token tells nothing about who looks at what.
  const among = request.purpose === 'token' ? '' : sharedAmong;
  // Only the body, which comes last, can hold a line break.
  return `${method} ${url.href}\n${sorted.join()}\n${headers}\n${among}\n${body}`;
}

type Headers = NonNullable<UpstreamRequest['headers']>;

const NONE: Headers = {};
const known = new WeakMap<Headers, string>();

/** Headers never change, and most requests have the very same ones. */
function headersOf(headers: Headers): string {
  const before = known.get(headers);
  if (before !== undefined) return before;
  const { authorization: _token, ...rest } = headers;
  const text = headersKeyOf({ headers: rest });
  known.set(headers, text);
  return text;
}
