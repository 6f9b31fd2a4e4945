import type { Viewer } from '../../auth/viewer.js';
import { ProviderError } from '../../provider/provider-error.js';
import { withSignal } from '../../provider/with-signal.js';
import type { BegunWrite, WriteLog } from '../../provider/write-log.js';
import type { Attempt, Invalid } from '../../provider/writes.js';
import type { Asking } from '../asking.js';
import { invalid } from './refusals.js';

/** What tells a write apart from all others, and its repeats from each other. */
export interface OnceKey {
  readonly operation: 'createTicket' | 'addMessage';
  readonly idempotencyKey: string;
  /** A digest of the whole input. */
  readonly fingerprint: string;
}

export interface OnceSteps<Outcome> {
  carryOut(attempt: Attempt): Promise<Outcome>;
  /** What a repeat finds a write by that took effect; null when it did not. */
  toResult(outcome: Outcome): string | null;
  /** The outcome of a write that took effect before, as things are now. */
  recall(result: string): Promise<Outcome>;
}

/** Beyond the deadline, so that nobody carries on with a write that is still under way. */
const LEASE_MARGIN_MS = 10_000;
/** For keeping what became of a write, past the deadline if need be. */
const NOTE_MS = 2000;

/**
 * Carries out a write once for its key, however often it is asked for. The key is the caller's own: other callers' equal
 * keys are other keys.
 * @throws ProviderError RATE_LIMITED while the same write is under way
 */
export async function writeOnce<Outcome>(
  key: OnceKey,
  { viewer, deadlineMs, openWriteLog, openWriteSignal }: Asking,
  steps: OnceSteps<Outcome>,
): Promise<Outcome | Invalid> {
  const { idempotencyKey, fingerprint } = key;
  const scope = toScope(key, viewer);
  const leaseMs = deadlineMs + LEASE_MARGIN_MS;
  const write = { scope, key: idempotencyKey, fingerprint, leaseMs };
  const writeLog = openWriteLog();
  const begun = await withSignal(writeLog.begin(write), openWriteSignal());
  switch (begun.state) {
    case 'OTHER_INPUT':
      return invalid(['idempotencyKey'], 'was used with another input in the last 24 hours; take a new one');
    case 'UNDER_WAY':
      throw new ProviderError('RATE_LIMITED', 'The same write is under way.', { retryAfterMs: begun.retryAfterMs });
    case 'FINISHED':
      return steps.recall(begun.result);
    case 'BEGUN':
      return carryOut(begun, writeLog, steps);
  }
}

async function carryOut<Outcome>(
  begun: BegunWrite & { readonly state: 'BEGUN' },
  writeLog: WriteLog,
  steps: OnceSteps<Outcome>,
): Promise<Outcome> {
  const { attemptId, startedAt, isRepeat, progress } = begun;
  const saveProgress = (text: string) => writeLog.saveProgress(attemptId, text);
  try {
    const outcome = await steps.carryOut({ id: attemptId, startedAt, isRepeat, progress, saveProgress });
    const result = steps.toResult(outcome);
    await note(result === null ? leave(begun, writeLog) : writeLog.finish(attemptId, result));
    return outcome;
  } catch (error) {
    const isUnwritten = error instanceof ProviderError && !error.outcomeUnknown;
    if (isUnwritten) await note(leave(begun, writeLog), error);
    else if (!mayGoOn(error)) await note(writeLog.suspend(attemptId), error);
    throw isUnwritten && isRepeat ? toUnknown(error) : error;
  }
}

/** The upstream may be at it still: until the lease ends, a repeat would look for what is not there yet. */
function mayGoOn(error: unknown): boolean {
  return error instanceof ProviderError && error.code === 'TIMEOUT';
}

/** To the caller all tries of a key are one write, and an earlier one may have taken effect. */
function toUnknown(error: ProviderError): ProviderError {
  const { code, message, retryAfterMs, notification, requestId, backend } = error;
  return new ProviderError(code, `${message} An earlier try with the same idempotencyKey may have taken effect.`, {
    outcomeUnknown: true,
    retryAfterMs: retryAfterMs ?? undefined,
    notification: notification ?? undefined,
    requestId: requestId ?? undefined,
    backend: backend ?? undefined,
    cause: error,
  });
}

/** Nothing was written this time; what an earlier try did is as open as before. */
function leave({ attemptId, isRepeat }: BegunWrite & { readonly state: 'BEGUN' }, writeLog: WriteLog): Promise<void> {
  return isRepeat ? writeLog.suspend(attemptId) : writeLog.release(attemptId);
}

/** What has become of a write, unless that cannot be kept: then a repeat has to find out. @throws ProviderError */
async function note(noted: Promise<void>, failure: unknown = null): Promise<void> {
  try {
    await inTime(noted);
  } catch (error) {
    const message = 'What became of the write could not be kept. Repeat it with the same idempotencyKey.';
    const cause = failure === null ? error : new AggregateError([failure, error]);
    throw new ProviderError('UNAVAILABLE', message, { outcomeUnknown: true, cause });
  }
}

/** A log that never answers must not hold the answer of a write. */
async function inTime(noted: Promise<void>): Promise<void> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error('The log of writes did not answer in time.')), NOTE_MS);
  try {
    await withSignal(noted, late.signal);
  } finally {
    clearTimeout(timer);
  }
}

function toScope({ operation }: OnceKey, { userId, organizationId, visibility }: Viewer): string {
  return JSON.stringify([operation, userId, ...(userId === null ? [visibility, organizationId] : [])]);
}
