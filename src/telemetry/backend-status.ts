import type { ProviderStatus } from '../provider/provider.js';

/** What is known of one backend without a call. */
export interface BackendStatus {
  readonly key: string;
  readonly status: ProviderStatus;
}
