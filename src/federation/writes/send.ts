import type { Backend } from '../../provider/backend.js';
import type { Call } from '../../provider/provider.js';
import { startMeter, type Asking } from '../asking.js';
import { toProviderError } from '../to-provider-error.js';
import { withSignal } from '../with-signal.js';
import type { Failed } from './refusals.js';

/** Sends a write to its backend. What was cut off by the deadline may have taken effect. @throws ProviderError */
export async function send<T>(backend: Backend, asking: Asking, write: (call: Call) => Promise<T>): Promise<T> {
  const call = { ...startMeter(asking).call, signal: asking.openWriteSignal() };
  try {
    return await withSignal(write(call), call.signal);
  } catch (error) {
    throw toProviderError(error, backend, { outcomeUnknown: true });
  }
}

/** The outcome, or the backend's failure as one. */
export async function orFailed<T>(backend: Backend, write: () => Promise<T>): Promise<T | Failed> {
  try {
    return await write();
  } catch (error) {
    return { outcome: 'FAILED', backend, error: toProviderError(error, backend) };
  }
}
