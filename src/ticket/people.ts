import type { Instant } from './instant.js';

/** Somebody with an account. The id is the one that tokens carry in their subject claim. */
export interface User {
  readonly id: string;
  readonly email: string | null;
  readonly fullName: string | null;
  readonly organizationId: string | null;
  readonly joinedAt: Instant | null;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
}
