import type { Call } from './provider.js';

/** The same call for what must not be older than what was read before: it is asked for now, or is under way. */
export function withoutShared(call: Call): Call {
  return { ...call, takesKept: false };
}
