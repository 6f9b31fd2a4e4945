import type { Call } from '../../provider.js';
import { headersKeyOf } from '../request-headers.js';
import type { UpstreamRequest } from '../upstream-request.js';

/**
 * Equal for calls that may be given each other's answers. Credentials of the moment are no part of it: all of a client's
 * are the same backend's.
 */
export function toQuestion(request: UpstreamRequest, { sharedAmong = '' }: Call): string {
  const { method, url, headers = NONE, body = '', answers = [] } = request;
  // Only the body, which comes last, can hold a line break.
  return `${method} ${url.href}\n${answers.join()}\n${headersOf(headers)}\n${sharedAmong}\n${body}`;
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
