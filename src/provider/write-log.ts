import type { Instant } from '../ticket/instant.js';

/**
 * What has become of writes that are to happen once, by the key that the caller gave them. Entries are kept for 24 hours
 * and are the same for every process over one store. All methods throw `ProviderError` when the store fails.
 */
export interface WriteLog {
  /** Takes a key for a write, or tells what has become of the write that has it. */
  begin(write: LoggedWrite): Promise<BegunWrite>;
  /** Keeps how far a begun write has come. */
  saveProgress(attemptId: string, progress: string): Promise<void>;
  /** The write took effect; `result` is for repeats to find it by. */
  finish(attemptId: string, result: string): Promise<void>;
  /** Nothing was written: the key is free again. */
  release(attemptId: string): Promise<void>;
  /** Nobody knows whether something was written: the next `begin` carries on. */
  suspend(attemptId: string): Promise<void>;
}

export interface LoggedWrite {
  /** Who writes what; keys of different scopes are different keys. */
  readonly scope: string;
  readonly key: string;
  /** A digest of the whole input: the same key with another one is a mistake. */
  readonly fingerprint: string;
  /** How long, in milliseconds, the write may take before somebody else may carry on with it. */
  readonly leaseMs: number;
}

export type BegunWrite =
  /** Carry it out, then call `finish`, `release` or `suspend`. */
  | {
      readonly state: 'BEGUN';
      readonly attemptId: string;
      readonly startedAt: Instant;
      readonly isRepeat: boolean;
      readonly progress: string | null;
    }
  /** It took effect before. */
  | { readonly state: 'FINISHED'; readonly result: string }
  /** Somebody is carrying it out right now. */
  | { readonly state: 'UNDER_WAY'; readonly retryAfterMs: number }
  /** The key stands for another input. */
  | { readonly state: 'OTHER_INPUT' };
