import { ProviderError } from './provider-error.js';
import type { Slots } from './provider.js';

/** True for a slot that holds a value. */
export function isFound<T>(slot: Slots<T>[number]): slot is T {
  return slot !== null && !(slot instanceof ProviderError);
}
