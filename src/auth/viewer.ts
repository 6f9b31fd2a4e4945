import type { Instant } from '../ticket/instant.js';

const VISIBILITIES = ['USER', 'ORGANIZATION', 'ALL'] as const;
/** Whose tickets a token may see: the caller's own, those of the caller's organisation, or everybody's. */
export type Visibility = (typeof VISIBILITIES)[number];

/** The scopes of a token, all of them in the order of the token. */
export interface Scopes extends Iterable<string> {
  readonly size: number;
  has(scope: string): boolean;
}

/** The caller, made from a verified token. */
export interface Viewer {
  /** Null when the token names no user; then visibility is not USER. */
  readonly userId: string | null;
  /** Null when the token names no organisation; then visibility is not ORGANIZATION. */
  readonly organizationId: string | null;
  readonly visibility: Visibility;
  readonly scopes: Scopes;
  readonly tokenExpiresAt: Instant | null;
}
