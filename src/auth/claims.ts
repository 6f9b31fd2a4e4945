import { toInstant, type Instant } from '../ticket/instant.js';
import { SCOPES } from './scopes.js';
import { TokenError } from './token-error.js';
import type { Viewer, Visibility } from './viewer.js';

/** The claims of a verified token. */
export type Claims = Readonly<Record<string, unknown>>;

/** Which claim says what. */
export interface ClaimNames {
  /** The user's id. */
  readonly subject: string;
  /** The organisation's id. */
  readonly organization: string;
  /** Scopes: one text with spaces between them, or an array of texts. */
  readonly scope: string;
  /** `true`, and nothing else, gives visibility ALL, as the scope `access_all_areas` does. */
  readonly allAreas: string;
}

export const DEFAULT_CLAIM_NAMES: ClaimNames = {
  subject: 'sub',
  organization: 'org',
  scope: 'scope',
  allAreas: 'access_all_areas',
};

export const ALL_AREAS_SCOPE = 'access_all_areas';

const KNOWN_SCOPES: ReadonlySet<string> = new Set([...SCOPES, ALL_AREAS_SCOPE]);
const MOST_SCOPES = 1000;
const LONGEST_ID = 255;
const LAST_SECOND = Date.parse('9999-12-31T23:59:59Z') / 1000;

/**
 * What a verified token's claims allow. An absent or odd claim counts as not there and never widens: an odd
 * organisation leaves the caller with visibility USER, odd scopes are no scopes. At most 1000 scopes are kept, the ones
 * that mean something here before all others.
 * @throws TokenError NO_RIGHTS when nothing proper says whose tickets the caller may see
 */
export function toViewer(claims: Claims, names: ClaimNames = DEFAULT_CLAIM_NAMES): Viewer {
  const userId = toId(claim(claims, names.subject));
  const organizationId = toId(claim(claims, names.organization));
  const scopes = toScopes(claim(claims, names.scope));
  const allAreas = scopes.has(ALL_AREAS_SCOPE) || claim(claims, names.allAreas) === true;
  const visibility = toVisibility(allAreas, organizationId, userId);
  return { userId, organizationId, visibility, scopes, tokenExpiresAt: toExpiry(claim(claims, 'exp')) };
}

function toVisibility(allAreas: boolean, organizationId: string | null, userId: string | null): Visibility {
  if (allAreas) return 'ALL';
  if (organizationId !== null) return 'ORGANIZATION';
  if (userId !== null) return 'USER';
  throw new TokenError('NO_RIGHTS');
}

function claim(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}

/** A non-empty text of at most 255 characters, no control character in it and no white space around it; else null. */
export function toId(value: unknown): string | null {
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_ID) return null;
  // A lone surrogate (Cs) cannot be written as UTF-8, so two such ids would become one on the way to a backend.
  return value === value.trim() && !/[\p{Cc}\p{Cs}]/u.test(value) ? value : null;
}

function toScopes(value: unknown): ReadonlySet<string> {
  const names = scopeNames(value).filter((name) => name !== '');
  const known = names.filter((name) => KNOWN_SCOPES.has(name));
  return new Set([...new Set([...known, ...names])].slice(0, MOST_SCOPES));
}

function scopeNames(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(' ');
  return isTexts(value) ? value : [];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string');
}

function toExpiry(seconds: unknown): Instant | null {
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= LAST_SECOND)) return null;
  return toInstant(Math.floor(seconds * 1000));
}
