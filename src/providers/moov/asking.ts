import { ProviderError, type ProviderErrorCode } from '../../provider/provider-error.js';
import type { Account } from './accounts.js';

/** What one refusal says about every ticket of the account. */
const OF_ACCOUNT: ReadonlySet<ProviderErrorCode> = new Set(['FORBIDDEN', 'RATE_LIMITED']);

/** One read from one account: the value, null when there is none, or the error that kept us from knowing. */
export type Ask = <T>(account: Account, read: () => Promise<T | null>) => Promise<T | null | ProviderError>;

/**
 * Reads for one batch. Moov refuses and limits by account (2.3, 7), so an account that did so once is not asked again,
 * while the others are. Credentials that are not taken end the batch.
 * @throws ProviderError UNAUTHENTICATED, and what `read` throws when it is no ProviderError
 */
export function createAsk(): Ask {
  const refusals = new Map<string, ProviderError>();
  let final: ProviderError | null = null;

  /** @throws what is no answer to be told of one ticket */
  function heed(account: Account, error: unknown): ProviderError {
    if (!(error instanceof ProviderError)) throw error;
    if (error.code === 'UNAUTHENTICATED') throw (final = error);
    if (OF_ACCOUNT.has(error.code)) refusals.set(account.id, error);
    return error;
  }

  return (account, read) => {
    if (final) return Promise.reject(final);
    const refusal = refusals.get(account.id);
    return refusal ? Promise.resolve(refusal) : read().catch((error: unknown) => heed(account, error));
  };
}
