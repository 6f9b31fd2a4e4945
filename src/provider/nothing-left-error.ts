import { ProviderError } from './provider-error.js';

/** Why a request was not sent that its caller may not make any more: the cause of a RATE_LIMITED that nobody shares. */
export class NothingLeftError extends Error {
  override readonly name = 'NothingLeftError';

  constructor() {
    super('The caller has no upstream requests left.');
  }
}

/** Whether somebody else who asks the same may well be answered. */
export function holdsForItsCallerAlone(error: unknown): boolean {
  return error instanceof ProviderError && error.cause instanceof NothingLeftError;
}
