import { ProviderError, type ProviderErrorCode, type UpstreamNotification } from '../provider-error.js';
import { BreakerOpenError } from './guards/breaker.js';
import { TooManyWaitingError } from './guards/turns.js';
import { codeOf, type ExchangeFailure } from './wire/exchange-failure.js';
import { GateClosedError } from './guards/gate.js';
import { isWrite, toTitle, type UpstreamRequest } from './upstream-request.js';

/** What an answer says beside its status. */
export interface Refusal {
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly notification: UpstreamNotification | null;
  readonly requestId?: string | null;
}

/** The error for a request that got no answer. @returns the caller's own reason when the caller gave up */
export function toExchangeError(request: UpstreamRequest, failure: ExchangeFailure): unknown {
  const options = { cause: failure.cause, outcomeUnknown: failure.sent && isWrite(request) };
  const title = toTitle(request);
  switch (failure.kind) {
    case 'ABORTED':
      return failure.cause;
    case 'TIMED_OUT':
      return new ProviderError('TIMEOUT', `${title}: no whole answer in time. Try again later.`, options);
    case 'BROKEN':
      return new ProviderError('UNAVAILABLE', `${title}: ${toBreakage(failure)}`, options);
    case 'TOO_LARGE':
      return new ProviderError('BAD_RESPONSE', `${title}: the answer was too large. Ask for less at once.`, options);
    case 'MALFORMED':
      return new ProviderError('BAD_RESPONSE', `${title}: the answer was not HTTP. Check the base URL.`, options);
  }
}

/** The error for a request that was not sent, because it would have been in vain; null when that is not why. */
export function toUnsentError(request: UpstreamRequest, reason: unknown): ProviderError | null {
  const title = `${toTitle(request)}: not sent, because`;
  if (reason instanceof GateClosedError) {
    const message = `${title} the upstream takes no more requests for now. Wait before the next try.`;
    return new ProviderError('RATE_LIMITED', message, { retryAfterMs: Math.ceil(reason.retryAfterMs), cause: reason });
  }
  if (reason instanceof BreakerOpenError) {
    const message = `${title} the last requests failed. Try again later.`;
    return new ProviderError('UNAVAILABLE', message, { retryAfterMs: reason.retryAfterMs, cause: reason });
  }
  if (!(reason instanceof TooManyWaitingError)) return null;
  return new ProviderError('UNAVAILABLE', `${title} too many wait already. Try again later.`, { cause: reason });
}

/** The error for a signal that was aborted: TIMEOUT when the time was up, else the reason itself. */
export function toAbortError(request: UpstreamRequest, reason: unknown): unknown {
  if (!(reason instanceof Error) || reason.name !== 'TimeoutError') return reason;
  return new ProviderError('TIMEOUT', `${toTitle(request)}: the caller's time was up.`, { cause: reason });
}

/** The error for an answer whose status is a refusal. */
export function toStatusError(
  request: UpstreamRequest,
  { status, retryAfterMs, notification, requestId }: Refusal,
): ProviderError {
  const { code, advice } = request.explain?.(status) ?? explain(status);
  return new ProviderError(code, `${toTitle(request)}: answered ${status}. ${advice}`, {
    retryAfterMs: status === 429 || status === 503 ? (retryAfterMs ?? undefined) : undefined,
    notification: notification ?? undefined,
    outcomeUnknown: isWrite(request) && mayHaveTakenEffect(status),
    requestId: requestId ?? undefined,
  });
}

/** Why a page is not whole of which so many rows cannot be read; null where all can. */
export function toLeftOut(request: UpstreamRequest, unreadable: number): ProviderError | null {
  if (unreadable === 0) return null;
  const message = `${toTitle(request)}: answered with rows that cannot be read: ${unreadable}. The others were.`;
  return new ProviderError('BAD_RESPONSE', message);
}

/** The error for an answer of the right status that cannot be read. A write behind it did take place, or may have. */
export function toContentError(
  request: UpstreamRequest,
  problem: string,
  requestId: string | null = null,
): ProviderError {
  const message = `${toTitle(request)}: ${problem}. Check that the base URL and the API version are right.`;
  const options = { outcomeUnknown: isWrite(request), requestId: requestId ?? undefined };
  return new ProviderError('BAD_RESPONSE', message, options);
}

function toBreakage({ cause, sent }: ExchangeFailure): string {
  const code = codeOf(cause);
  const what = sent ? 'the connection broke off' : 'no connection';
  return `${what}${code === null ? '' : ` (${code})`}. Check that the upstream can be reached.`;
}

function explain(status: number): { code: ProviderErrorCode; advice: string } {
  switch (status) {
    case 401:
      return { code: 'UNAUTHENTICATED', advice: "Check the backend's credentials." };
    case 403:
      return { code: 'FORBIDDEN', advice: "Check what the backend's credentials may do." };
    case 408:
    case 504:
      return { code: 'TIMEOUT', advice: 'Try again later.' };
    case 429:
      return { code: 'RATE_LIMITED', advice: 'Wait before the next try.' };
    default:
      return status >= 500
        ? { code: 'UNAVAILABLE', advice: 'Try again later.' }
        : { code: 'BAD_RESPONSE', advice: 'Check that the base URL and the API version are right.' };
  }
}

/** A server that broke down, or a proxy that lost it, may have done the work before; 501 and 503 say it was not done. */
function mayHaveTakenEffect(status: number): boolean {
  return status >= 500 && status !== 501 && status !== 503;
}
