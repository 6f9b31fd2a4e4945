import { isOfTheWholeBackend, ProviderError } from './provider-error.js';
import type { Slots } from './provider.js';

/** True for a slot that holds a value. */
export function isFound<T>(slot: Slots<T>[number]): slot is T {
  return slot !== null && !(slot instanceof ProviderError);
}

/**
 * Tells a failure of one slot from one of all that come after it. It is that of the slot where others can be read: any of them
 * where it is nonsense, else a later one, unless it is a refusal.
 * @param slots in the order in which they were read, about
 */
export function createFailureJudge<T>(slots: Slots<T>): (index: number, error: ProviderError) => boolean {
  const lastRead = slots.findLastIndex((slot) => !(slot instanceof ProviderError));
  // Where several come and all are nonsense, that is no matter of one.
  const isNonsenseOwn = lastRead >= 0 || slots.length === 1;
  return (index, error) =>
    error.code === 'BAD_RESPONSE' ? isNonsenseOwn : !isOfTheWholeBackend(error) && index <= lastRead;
}

/** Of several failures one that may pass, if any: what came of it will not come again. Null where there is none. */
export function pickFailure(errors: readonly (ProviderError | null | undefined)[]): ProviderError | null {
  const failures = errors.filter((error) => error instanceof ProviderError);
  return failures.find(({ code }) => code !== 'BAD_RESPONSE') ?? failures[0] ?? null;
}
