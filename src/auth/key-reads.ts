import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { rememberFound, type FoundKeys } from './found-keys.js';

export interface KeyReadsOptions {
  /** Reads the key set. */
  readonly read: () => Promise<JSONWebKeySet>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told of each read that failed. */
  readonly onFailure: (error: unknown) => void;
}

/** Reads of a key set, one at a time, and what came of them. A clock that jumps, either way, counts as time gone by. */
export interface KeyReads {
  /** The keys of the last read that did not fail. */
  keys(): FoundKeys | null;
  /** Milliseconds since that read began: nothing says that a key was still there later. Infinity before it. */
  ageMs(): number;
  /** Why the last read failed; null when it did not, or there was none. */
  failure(): { readonly error: unknown; readonly agoMs: number } | null;
  /** Milliseconds since the last read began, 0 while one is under way, Infinity before the first. */
  idleMs(): number;
  isReading(): boolean;
  /** Begins a read, or joins the one under way; settles when it is over, failed or not. */
  read(): Promise<void>;
}

interface Held {
  readonly keys: FoundKeys;
  readonly text: string;
  readonly readAtMs: number;
}

export function createKeyReads({ read, now, onFailure }: KeyReadsOptions): KeyReads {
  let held: Held | null = null;
  let failed: { readonly error: unknown; readonly atMs: number } | null = null;
  let startedAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  const since = (ms: number) => Math.abs(now() - ms);

  async function readOnce(): Promise<void> {
    const readAtMs = now();
    startedAtMs = readAtMs;
    try {
      held = toHeld(await read(), readAtMs, held);
      failed = null;
    } catch (error) {
      failed = { error, atMs: now() };
      onFailure(error);
    }
  }

  function begin(): Promise<void> {
    return readOnce().finally(() => {
      reading = null;
    });
  }

  return {
    keys: () => held?.keys ?? null,
    ageMs: () => (held === null ? Number.POSITIVE_INFINITY : since(held.readAtMs)),
    failure: () => failed && { error: failed.error, agoMs: since(failed.atMs) },
    idleMs: () => since(startedAtMs),
    isReading: () => reading !== null,
    read: () => (reading ??= begin()),
  };
}

/** The same keys stay the same objects, so what was verified with them need not be verified again. */
function toHeld(keySet: JSONWebKeySet, readAtMs: number, before: Held | null): Held {
  const text = JSON.stringify(keySet);
  const keys = before?.text === text ? before.keys : rememberFound(createLocalJWKSet(keySet));
  return { keys, text, readAtMs };
}
