import type { UpstreamNotification } from '../provider-error.js';
import { hasMoreEntries, parseBody } from './wire/json-body.js';
import type { WireResponse } from './wire/receiver.js';
import { requestIdOf, retryAfterOf, type GuidingHeaders } from './wire/response-headers.js';
import { toContentError, toStatusError } from './upstream-errors.js';
import type { UpstreamAnswer, UpstreamRequest } from './upstream-request.js';

export interface AnswerOptions {
  readonly guidingHeaders: GuidingHeaders;
  /** The notification in the JSON body of a refusal; null when it has none. */
  readonly toNotification: (body: unknown) => UpstreamNotification | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Each is held against a schema, all in one go: a page of a hundred tickets with two hundred messages each is in time. */
const MOST_ENTRIES = 25_000;

/**
 * The answer in what came off the wire.
 * @throws ProviderError when its status is a refusal, or its body is not JSON or holds more rows than can be read
 */
export function toAnswer(request: UpstreamRequest, wire: WireResponse, options: AnswerOptions): UpstreamAnswer {
  const { status, headers } = wire;
  const bytes = wire.body;
  const body = parseBody(status, bytes);
  const requestId = requestIdOf(headers, options.guidingHeaders);
  if (isSuccess(status)) {
    if (body === undefined)
      throw toContentError(request, `answered ${status} with something that is not JSON`, requestId);
    if (hasMoreEntries(body, bytes.length, MOST_ENTRIES)) throw toContentError(request, TOO_MANY, requestId);
    return { status, headers, body, bytes };
  }
  if (request.answers?.includes(status)) return { status, headers, body: body ?? null, bytes };
  const retryAfterMs = retryAfterOf(headers, options.guidingHeaders, options.now());
  throw toStatusError(request, { status, retryAfterMs, notification: options.toNotification(body), requestId });
}

const TOO_MANY = `answered with lists of more than ${MOST_ENTRIES} entries`;

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
