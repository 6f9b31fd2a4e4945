import type { Backend } from '../provider/backend.js';
import { ProviderError, type ProviderErrorOptions } from '../provider/provider-error.js';

/**
 * A failed call in the terms of the port. A fault of our own is thrown on, to be masked and logged.
 * @param options what a call that was cut off leaves open
 */
export function toProviderError(
  error: unknown,
  { key }: Backend,
  options: Pick<ProviderErrorOptions, 'outcomeUnknown'> = {},
): ProviderError {
  if (error instanceof ProviderError) return error;
  if (!isAbort(error)) throw error;
  return new ProviderError('TIMEOUT', `${key} did not answer before the deadline.`, { ...options, cause: error });
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
