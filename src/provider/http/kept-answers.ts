import { LRUCache } from 'lru-cache';
import { toInstant } from '../../ticket/instant.js';
import { ProviderError } from '../provider-error.js';
import type { Call } from '../provider.js';
import { createSweep } from '../sweep.js';
import { GateClosedError } from './guards/gate.js';
import { kindOf, type UpstreamKind } from './guards/upstream-kind.js';
import { freshnessOf } from './kept/freshness.js';
import { toQuestion } from './kept/question.js';
import { PackedAnswer } from './kept/packed-answer.js';
import { conditionOf, NOT_MODIFIED, toConditional, type Condition } from './kept/validator.js';
import type { UpstreamClient } from './upstream-client.js';
import { isWrite, type UpstreamRequest, type UpstreamResponse } from './upstream-request.js';

export interface KeptAnswersOptions {
  /** How long after it was asked for an answer serves whoever asks the same, in milliseconds; 0: not at all. */
  readonly freshMs: number;
  /** How old an answer may be that serves while the upstream is out of order, in milliseconds; 0: none does. */
  readonly staleMs: number;
  /** Memory for them, about. Those used longest ago go first. */
  readonly keptBytes: number;
  /** Whether what the upstream says of `max-age`, `Expires` and `no-cache` is meant for its API. Default: true. */
  readonly heedsMaxAge?: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface KeptAnswer extends Life {
  /** Of the response that told it, or told that it still holds. */
  readonly number: number;
  readonly packed: PackedAnswer;
  /** Asks whether it still holds; null where it does not say how. */
  readonly condition: Condition | null;
  /** Made of the bytes for the first to whom it is given again, and the same for all after; null before. */
  response: UpstreamResponse | null;
}

/** When an answer is fresh. */
interface Life {
  /** When it was asked for, or asked whether it still held: milliseconds since 1970. */
  readonly askedAtMs: number;
  /** The turn of whoever it is kept of; the same write ends what all who shared it were given. */
  readonly turn: number;
  /** From when it was asked for, in milliseconds. */
  readonly freshMs: number;
}

/** Hears from whoever reads what is an answer, and what is none: an upstream that is ill may well say 200 to something else. */
export interface ReadingClient extends UpstreamClient {
  /**
   * Sends a read, and gives what `parse` makes of the answer. One that `parse` refuses, by throwing, is given to nobody else,
   * and takes the place of none that came before. What is read by `send` counts as an answer whatever it is.
   * @throws ProviderError, and what `parse` throws; by the promise, never at once
   */
  read<T>(request: UpstreamRequest, call: Call, parse: Parse<T>): Promise<T>;
}

type Parse<T> = (response: UpstreamResponse) => T;

/** What parsed JSON takes, and what is made of it, judged by its text. */
const BYTES_PER_BYTE = 4;
/** What an entry takes whatever is in it. */
const BYTES_BESIDE = 1000;

/**
 * The same client, which remembers what reads were answered and gives that to callers for whom it will do, telling them
 * when it was asked for: for a moment, to all who ask the same; and for longer while a breaker is open, or the upstream
 * is out of order and asked us to wait. What was asked for before a write was over is fresh to nobody from then on,
 * whatever became of the write; stale it may be, since that is told. What a call rests on is told of fresh answers only.
 */
export function withKeptAnswers(client: UpstreamClient, options: KeptAnswersOptions): ReadingClient {
  const { freshMs, staleMs, keptBytes, heedsMaxAge = true, now } = options;
  if (keptBytes === 0 || (staleMs === 0 && freshMs === 0)) return withUnknownBasis(client);
  const kept = createMemory(options);
  const sweepLater = createSweep(kept);
  /** How often was asked so far. */
  let turns = 0;
  /** The last turn before the last write was over. */
  let writtenAfter = 0;

  function isFresh({ askedAtMs, turn, freshMs: lifeMs }: Life): boolean {
    const ageMs = now() - askedAtMs;
    return turn > writtenAfter && ageMs >= 0 && ageMs < lifeMs;
  }

  /**
   * @param answer what says that it holds, and for how long
   * @param revalidated what a 304 says that of; null where the answer came whole
   * @returns null when it is not to be kept
   */
  function keep(key: string, answer: UpstreamResponse, revalidated: KeptAnswer | null, turn: number): Life | null {
    const headers = revalidated ? { ...toResponse(revalidated).headers, ...answer.headers } : answer.headers;
    const life = freshnessOf(headers, { freshMs, heedsMaxAge });
    if (life === null) {
      kept.delete(key);
      return null;
    }
    const { askedAtMs, number } = answer;
    const known = kept.peek(key);
    // Unless the clock was set back since, it is newer.
    if (known && known.askedAtMs > askedAtMs && known.askedAtMs <= now()) return null;
    // Of all who share an answer, one packs it.
    const same = known?.number === number ? known : revalidated;
    const packed = same?.packed ?? new PackedAnswer(answer);
    const condition = same ? same.condition : conditionOf(answer);
    const entry = { packed, condition, response: same?.response ?? null, number, askedAtMs, turn, freshMs: life };
    kept.set(key, entry, { start: askedAtMs });
    sweepLater();
    return entry;
  }

  function tellBasis({ basis }: Call, { askedAtMs, turn, freshMs: lifeMs }: Life): void {
    // Not the response: whoever asks whether it holds need not hold it.
    const life: Life = { askedAtMs, turn, freshMs: lifeMs };
    basis?.restOn(() => isFresh(life));
  }

  function findStale(known: KeptAnswer | undefined, request: UpstreamRequest, call: Call, error: unknown) {
    if (!known || !call.onStale || !(error instanceof ProviderError)) return null;
    if (!isOutage(error) && !(isBroken(kindOf(request, call)) && isFailure(error))) return null;
    const ageMs = now() - known.askedAtMs;
    return staleMs > 0 && ageMs >= 0 && ageMs <= staleMs ? known : null;
  }

  function isBroken(kind: UpstreamKind): boolean {
    const { breakers } = client.status();
    return breakers[kind] !== 'CLOSED' || breakers['token'] !== 'CLOSED';
  }

  /** @throws what `parse` does: nobody is given that from then on, whoever has taken it before */
  function giveAgain<T>(key: string, known: KeptAnswer, parse: Parse<T>): T {
    try {
      return parse(toResponse(known));
    } catch (error) {
      if (kept.peek(key)?.packed === known.packed) kept.delete(key);
      throw error;
    }
  }

  /** @param known what may still hold */
  function ask<T>(key: string, request: UpstreamRequest, call: Call, known: KeptAnswer | undefined, parse: Parse<T>) {
    const cameAtMs = now();
    const turn = (turns += 1);
    const conditional = known?.condition && !call.asksAnew ? toConditional(request, known.condition) : null;
    const answered = (answer: UpstreamResponse): T => {
      const revalidated = known && answer.status === NOT_MODIFIED ? known : null;
      if (answer.askedAtMs < cameAtMs) call.onShared?.(toInstant(answer.askedAtMs));
      const parsed = revalidated ? giveAgain(key, revalidated, parse) : parse(answer);
      // Who would not take it later needs none kept, and it would take the place of one that is needed.
      const life = call.onStale || takesFresh(call) ? keep(key, answer, revalidated, turn) : null;
      if (life) tellBasis(call, life);
      return parsed;
    };
    return client
      .send(conditional ?? request, call)
      .then(answered, (error: unknown) => serveStale(key, request, call, parse, error));
  }

  /** @throws the error when nothing is known that may serve instead */
  function serveStale<T>(key: string, request: UpstreamRequest, call: Call, parse: Parse<T>, error: unknown): T {
    const stale = findStale(kept.get(key), request, call, error);
    if (!stale) throw error;
    try {
      const parsed = giveAgain(key, stale, parse);
      call.onStale?.(toInstant(stale.askedAtMs));
      return parsed;
    } catch {
      // What was kept is no answer either.
      throw error;
    }
  }

  async function serveFresh<T>(key: string, fresh: KeptAnswer, call: Call, parse: Parse<T>): Promise<T> {
    tellBasis(call, fresh);
    call.onShared?.(toInstant(fresh.askedAtMs));
    return giveAgain(key, fresh, parse);
  }

  function look<T>(request: UpstreamRequest, call: Call, parse: Parse<T>): Promise<T> {
    const key = toQuestion(request, call);
    const known = kept.get(key);
    call.basis?.begin();
    if (known && takesFresh(call) && isFresh(known)) return serveFresh(key, known, call, parse);
    return ask(key, request, call, known, parse);
  }

  /** Of a write, or a look beside one. */
  async function alone<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } finally {
      writtenAfter = turns;
    }
  }

  function read<T>(request: UpstreamRequest, call: Call, parse: Parse<T>): Promise<T> {
    return call.asksAnew ? alone(look(request, call, parse)) : look(request, call, parse);
  }

  return {
    ...client,
    send(request, call) {
      if (request.purpose === 'token') return client.send(request, call);
      return isWrite(request) ? alone(client.send(request, call)) : read(request, call, asItCame);
    },
    read,
    close() {
      kept.clear();
      return client.close();
    },
  };
}

function withUnknownBasis(client: UpstreamClient): ReadingClient {
  const send: UpstreamClient['send'] = (request, call) => {
    if (request.purpose !== 'token') call.basis?.begin();
    return client.send(request, call);
  };
  return { ...client, send, read: (request, call, parse) => send(request, call).then(parse) };
}

function asItCame(response: UpstreamResponse): UpstreamResponse {
  return response;
}

/** What serves nobody any more leaves it soon, asked for or not: answers may hold secrets. */
function createMemory({ freshMs, staleMs, keptBytes, now }: KeptAnswersOptions): LRUCache<string, KeptAnswer> {
  return new LRUCache({
    maxSize: keptBytes,
    // As if it were parsed, for it may be soon.
    sizeCalculation: ({ packed }, key) => packed.byteLength * BYTES_PER_BYTE + key.length + BYTES_BESIDE,
    ttl: Math.max(freshMs, staleMs),
    ttlResolution: 0,
    perf: { now },
  });
}

function toResponse(kept: KeptAnswer): UpstreamResponse {
  kept.response ??= unpack(kept);
  return kept.response;
}

function unpack({ packed, askedAtMs, number }: KeptAnswer): UpstreamResponse {
  const { status, headers, body, bytes } = packed.unpack();
  return { status, headers, body, bytes, askedAtMs, number };
}

function takesFresh({ onShared, takesKept = true, asksAnew = false }: Call): boolean {
  return onShared !== undefined && takesKept && !asksAnew;
}

/** Not sent, because the upstream, out of order, asked us to wait. */
function isOutage({ cause }: ProviderError): boolean {
  return cause instanceof GateClosedError && cause.isOutage;
}

/** Not for what is asked: a refusal is an answer too, of this moment. */
function isFailure({ code, cause }: ProviderError): boolean {
  return code === 'UNAVAILABLE' || code === 'TIMEOUT' || cause instanceof GateClosedError;
}
