import { errors, type JSONWebKeySet } from 'jose';
import type { FoundKey, FoundKeys, KeyHeader } from './found-keys.js';
import { createKeyReads, type KeyReadsOptions } from './key-reads.js';
import { KeyServerError } from './key-server.js';

const REFRESH_MS = 300_000;
const WAIT_MS = 600_000;
const PAUSE_MS = 30_000;
const PAUSE_WITHOUT_KEYS_MS = 5_000;
const ILL_FOR_MS = 60_000;

export interface RemoteKeysOptions extends KeyReadsOptions {
  /** How old keys may get while they cannot be read anew. */
  readonly maxAgeMs: number;
}

/** The keys of a key server. */
export interface RemoteKeys {
  /** The key that fits a header. @throws what the read threw, KeyServerError, or what `LocalJWKSet` throws */
  find(header: KeyHeader): Promise<FoundKey>;
  /** The same at once, where that is known and nothing is to be read; else null. */
  peek(header: KeyHeader): FoundKey | null;
  /** Reads the keys unless a read began in the last 30 seconds. Whether there was a read, and it did not fail. */
  renew(): Promise<boolean>;
  /** Reads now. @throws what the read threw */
  reload(): Promise<JSONWebKeySet>;
}

/**
 * The key set of a key server, read when the first token comes. Later reads keep nobody waiting who has a known key: one
 * begins when the keys are 5 minutes old, and is tried again every 30 seconds. From 10 minutes on a token waits for it,
 * unless the server is known to be ill, so that a key which was withdrawn serves no longer than that. While the server is
 * ill the known keys serve until `maxAgeMs`; then nobody is let in, and the next read begins 5 seconds after the last.
 *
 * A key that is not in the set may be new: it makes the set be read, at most every 30 seconds.
 */
export function createRemoteKeys(options: RemoteKeysOptions): RemoteKeys {
  const { maxAgeMs } = options;
  const reads = createKeyReads(options);
  const isUsable = () => reads.ageMs() < maxAgeMs;
  const isFresh = () => reads.ageMs() < Math.min(REFRESH_MS, maxAgeMs / 2);

  async function refresh(): Promise<void> {
    if (isFresh() || !mayRead()) return;
    const ageMs = reads.ageMs();
    const reading = reads.read();
    const isLate = ageMs >= WAIT_MS && (reads.failure()?.agoMs ?? ILL_FOR_MS) >= ILL_FOR_MS;
    if (isLate || !isUsable()) await reading;
  }

  function mayRead(): boolean {
    if (reads.isReading()) return true;
    if (isUsable()) return reads.idleMs() >= PAUSE_MS;
    return (reads.failure()?.agoMs ?? PAUSE_WITHOUT_KEYS_MS) >= PAUSE_WITHOUT_KEYS_MS;
  }

  /** @throws why there are none */
  function current(): FoundKeys {
    const keys = reads.keys();
    if (keys !== null && isUsable()) return keys;
    throw reads.failure()?.error ?? new KeyServerError('The keys of the key server are too old.');
  }

  async function renew(): Promise<boolean> {
    if (!reads.isReading() && reads.idleMs() < PAUSE_MS) return false;
    await reads.read();
    return reads.failure() === null;
  }

  async function findNew(header: KeyHeader): Promise<FoundKey> {
    await renew();
    const failure = reads.failure();
    if (failure !== null) throw failure.error;
    return current().find(header);
  }

  return {
    async find(header) {
      await refresh();
      try {
        return await current().find(header);
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey) return findNew(header);
        throw error;
      }
    },
    peek: (header) => (isFresh() ? (reads.keys()?.peek(header) ?? null) : null),
    renew,
    async reload() {
      await reads.read();
      const failure = reads.failure();
      if (failure !== null) throw failure.error;
      return current().jwks();
    },
  };
}
