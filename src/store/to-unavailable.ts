import { ProviderError } from '../provider/provider-error.js';
import { StoreError } from './store-error.js';

/**
 * The same answer; a failure of the store becomes a failed call like any other.
 * @param what what was tried, as in "The directory could not be read"
 */
export function toUnavailable<T>(answer: Promise<T>, what: string): Promise<T> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof StoreError)) throw error;
    throw new ProviderError('UNAVAILABLE', `${what}. Try again later.`, { cause: error });
  });
}
