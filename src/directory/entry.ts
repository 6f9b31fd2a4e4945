import type { IdentityLink, NewUser } from '../store/directory-puts.js';
import type { Organization } from '../ticket/people.js';

/** What one record of a directory file says. */
export type DirectoryEntry =
  | { readonly kind: 'organization'; readonly value: Organization }
  | { readonly kind: 'user'; readonly value: NewUser }
  | { readonly kind: 'identity'; readonly value: IdentityLink };
export type EntryKind = DirectoryEntry['kind'];

/** The fields of each kind, besides `kind`, in the order in which they are shown. */
export const FIELDS = {
  organization: ['id', 'name'],
  user: ['id', 'email', 'emailVerified', 'fullName', 'organizationId', 'joinedAt'],
  identity: ['backend', 'identity', 'userId'],
} as const satisfies Readonly<Record<EntryKind, readonly string[]>>;

/** In the order of writing: each kind may refer to those before it. */
export const ENTRY_KINDS = ['organization', 'user', 'identity'] as const;

export const PLURALS: Readonly<Record<EntryKind, string>> = {
  organization: 'organizations',
  user: 'users',
  identity: 'identities',
};

export const ALL_FIELDS: readonly string[] = [...new Set(['kind', ...ENTRY_KINDS.flatMap((kind) => FIELDS[kind])])];

export function isEntryKind(value: unknown): value is EntryKind {
  return ENTRY_KINDS.some((kind) => kind === value);
}

/** What no two entries of a kind share. */
export function keyOf(entry: DirectoryEntry): string {
  if (entry.kind !== 'identity') return entry.value.id;
  return linkKeyOf(entry.value);
}

export function linkKeyOf({ backend, identity }: Pick<IdentityLink, 'backend' | 'identity'>): string {
  return JSON.stringify([backend, identity]);
}

/** The entry as a line of a JSON lines file, with its line break. */
export function toJsonLine({ kind, value }: DirectoryEntry): string {
  return `${JSON.stringify({ kind, ...value })}\n`;
}
