import type { UpstreamRequest } from '../../../src/provider/http/upstream-request.js';
import { ProviderError } from '../../../src/provider/provider-error.js';
import type { Call } from '../../../src/provider/provider.js';

export interface CountingCall extends Call {
  readonly requests: () => number;
}

/** A call that counts what leaves for the upstream. */
export function createCall(signal: AbortSignal = new AbortController().signal): CountingCall {
  let requests = 0;
  return {
    signal,
    onUpstreamRequest: () => {
      requests += 1;
    },
    requests: () => requests,
  };
}

export function get(origin: string, target = '/things', rest: Partial<UpstreamRequest> = {}): UpstreamRequest {
  return { method: 'GET', url: new URL(target, origin), path: '/things', ...rest };
}

export function patch(origin: string, rest: Partial<UpstreamRequest> = {}): UpstreamRequest {
  const headers = { 'content-type': 'application/json' };
  return { method: 'PATCH', url: new URL('/things/1', origin), path: '/things/{id}', headers, body: '{}', ...rest };
}

/** The ProviderError that a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<ProviderError> {
  const reason = await reasonOf(promise);
  if (reason instanceof ProviderError) return reason;
  throw new Error('Expected a ProviderError.', { cause: reason });
}

/** What a promise rejects with. */
export async function reasonOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('Expected a rejection.');
}

/** What tells one failure from another. */
export function summarize({ code, message, retryAfterMs, outcomeUnknown }: ProviderError) {
  return { code, message, retryAfterMs, outcomeUnknown };
}
