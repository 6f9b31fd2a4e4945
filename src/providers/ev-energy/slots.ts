import { ProviderError } from '../../provider/provider-error.js';

/** True for a slot that holds a value. */
export function isFound<T>(slot: T | null | ProviderError): slot is T {
  return slot !== null && !(slot instanceof ProviderError);
}
