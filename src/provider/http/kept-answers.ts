import { LRUCache } from 'lru-cache';
import { toInstant } from '../../ticket/instant.js';
import { ProviderError } from '../provider-error.js';
import type { Call } from '../provider.js';
import { GateClosedError } from './guards/gate.js';
import { kindOf, type UpstreamKind } from './guards/upstream-kind.js';
import type { UpstreamClient } from './upstream-client.js';
import { isWrite, type UpstreamRequest, type UpstreamResponse } from './upstream-request.js';

export interface KeptAnswersOptions {
  /** How old an answer may be that still serves, in milliseconds; 0 keeps none. */
  readonly staleMs: number;
  /** Memory for them, about. */
  readonly staleBytes: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface KeptAnswer {
  readonly response: UpstreamResponse;
  readonly askedAtMs: number;
}

/** What parsed JSON takes, judged by its text. */
const BYTES_PER_BYTE = 4;
const BYTES_BESIDE = 1000;

/**
 * The same client, which remembers what reads were answered to callers for whom an earlier answer will do: while a
 * breaker is open, or the upstream is out of order and asked us to wait, it answers them again with that, and tells them how old it is. A write does not make it forget: what
 * an answer is as of, it says.
 */
export function withKeptAnswers(client: UpstreamClient, options: KeptAnswersOptions): UpstreamClient {
  const { staleMs, staleBytes, now } = options;
  if (staleMs === 0 || staleBytes === 0) return client;
  const kept = new LRUCache<string, KeptAnswer>({
    maxSize: staleBytes,
    sizeCalculation: ({ response }, key) => response.bodyBytes * BYTES_PER_BYTE + key.length + BYTES_BESIDE,
  });

  /** When each answer was first asked for: those who share one hear of it one after the other, its beginner first. */
  const askedFor = new WeakMap<UpstreamResponse, number>();

  function keep(key: string, answer: KeptAnswer): void {
    const known = kept.peek(key);
    if (!known || known.askedAtMs <= answer.askedAtMs) kept.set(key, answer);
  }

  function find(key: string, request: UpstreamRequest, call: Call, error: unknown): KeptAnswer | null {
    if (!call.onStale || !(error instanceof ProviderError)) return null;
    if (!isOutage(error) && !(isBroken(kindOf(request, call)) && isFailure(error))) return null;
    const answer = kept.get(key);
    return answer && now() - answer.askedAtMs <= staleMs ? answer : null;
  }

  function isBroken(kind: UpstreamKind): boolean {
    const { breakers } = client.status();
    return breakers[kind] !== 'CLOSED' || breakers['token'] !== 'CLOSED';
  }

  async function read(request: UpstreamRequest, call: Call): Promise<UpstreamResponse> {
    const key = toKey(request);
    const askedAtMs = now();
    try {
      const response = await client.send(request, call);
      const firstAskedAtMs = askedFor.get(response) ?? askedAtMs;
      askedFor.set(response, firstAskedAtMs);
      // Who would not take it later needs none kept, and it would take the place of one that is needed.
      if (call.onStale) keep(key, { response, askedAtMs: firstAskedAtMs });
      return response;
    } catch (error) {
      const answer = find(key, request, call, error);
      if (!answer) throw error;
      call.onStale?.(toInstant(answer.askedAtMs));
      return answer.response;
    }
  }

  return {
    ...client,
    send: (request, call) =>
      isWrite(request) || request.purpose === 'token' ? client.send(request, call) : read(request, call),
  };
}

/** Not sent, because the upstream, out of order, asked us to wait. */
function isOutage({ cause }: ProviderError): boolean {
  return cause instanceof GateClosedError && cause.isOutage;
}

/** Not for what is asked: a refusal is an answer too, of this moment. */
function isFailure({ code, cause }: ProviderError): boolean {
  return code === 'UNAVAILABLE' || code === 'TIMEOUT' || cause instanceof GateClosedError;
}

/** Whatever the credentials of the moment: all of a client's are the same backend's. */
function toKey({
  method,
  url,
  headers: { authorization: _token, ...headers } = {},
  body,
  answers = [],
}: UpstreamRequest) {
  return JSON.stringify([method, url.href, headers, body ?? null, answers]);
}
