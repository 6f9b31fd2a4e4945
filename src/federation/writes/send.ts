import type { Backend } from '../../provider/backend.js';
import type { Call } from '../../provider/provider.js';
import { withSignal } from '../../provider/with-signal.js';
import type { Asking } from '../asking.js';
import { toProviderError } from '../to-provider-error.js';
import type { Failed } from './refusals.js';

/** What may come of a write that took place. */
const WRITTEN: ReadonlySet<string> = new Set(['UPDATED', 'CREATED', 'ADDED']);

/**
 * Sends a write to its backend. What was cut off by the deadline may have taken effect. Statistics that are kept of the
 * backend end with what was, or may have been, written; a refusal leaves them.
 * @throws ProviderError
 */
export async function send<T extends { readonly outcome: string }>(
  backend: Backend,
  asking: Asking,
  write: (call: Call) => Promise<T>,
): Promise<T> {
  // A write is seen through once it has begun, whatever it takes.
  const onUpstreamRequest = () => asking.budget.note(backend);
  // What is read beside it is to be as things are: what the write depends on, and what came of it.
  const call = { signal: asking.openWriteSignal(), onUpstreamRequest, onCall: asking.onCall, asksAnew: true };
  let mayBeWritten = true;
  try {
    const outcome = await withSignal(write(call), call.signal);
    mayBeWritten = WRITTEN.has(outcome.outcome);
    return outcome;
  } catch (error) {
    const failure = toProviderError(error, backend, { outcomeUnknown: true });
    mayBeWritten = failure.outcomeUnknown;
    throw failure;
  } finally {
    if (mayBeWritten) asking.onWritten(backend.key);
  }
}

/** The outcome, or as one the failure of the backend, or of another that was asked on the way. */
export async function orFailed<T>(
  backend: Backend,
  { backends }: Asking,
  write: () => Promise<T>,
): Promise<T | Failed> {
  try {
    return await write();
  } catch (error) {
    const failure = toProviderError(error, backend);
    const failed = backends.find(({ key }) => key === failure.backend) ?? backend;
    return { outcome: 'FAILED', backend: failed, error: failure };
  }
}
