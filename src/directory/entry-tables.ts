import type { IdentityLink, NewUser } from '../store/directory-puts.js';
import type { StoredDirectory } from '../store/directory.js';
import type { Organization } from '../ticket/people.js';
import { linkKeyOf, type DirectoryEntry, type EntryKind } from './entry.js';

/** Where the directory keeps the entries of one kind. */
export interface EntryTable<Value> {
  readonly kind: EntryKind;
  /** The value of an entry of this kind; null for other kinds. */
  pick(entry: DirectoryEntry): Value | null;
  toEntry(value: Value): DirectoryEntry;
  keyOf(value: Value): string;
  /** What the directory has under the keys of these, by key. */
  find(values: readonly Value[], directory: StoredDirectory): Promise<ReadonlyMap<string, Value>>;
  put(values: readonly Value[], directory: StoredDirectory): Promise<void>;
  /** A page in the order of the keys; the first one where `last` is null. */
  list(last: Value | null, limit: number, directory: StoredDirectory): Promise<readonly Value[]>;
}

export const ORGANIZATIONS: EntryTable<Organization> = {
  kind: 'organization',
  pick: ({ kind, value }) => (kind === 'organization' ? value : null),
  toEntry: (value) => ({ kind: 'organization', value }),
  keyOf: ({ id }) => id,
  find: (values, directory) => directory.getOrganizations(values.map(({ id }) => id)),
  put: (values, directory) => directory.putOrganizations(values),
  list: (last, limit, directory) => directory.listOrganizations(last?.id ?? '', limit),
};

export const USERS: EntryTable<NewUser> = {
  kind: 'user',
  pick: ({ kind, value }) => (kind === 'user' ? value : null),
  toEntry: (value) => ({ kind: 'user', value }),
  keyOf: ({ id }) => id,
  find: (values, directory) => directory.getUserRows(values.map(({ id }) => id)),
  put: (values, directory) => directory.putUsers(values),
  list: (last, limit, directory) => directory.listUsers(last?.id ?? '', limit),
};

export const IDENTITIES: EntryTable<IdentityLink> = {
  kind: 'identity',
  pick: ({ kind, value }) => (kind === 'identity' ? value : null),
  toEntry: (value) => ({ kind: 'identity', value }),
  keyOf: linkKeyOf,
  find: findLinks,
  put: (values, directory) => directory.putIdentityLinks(values),
  list: (last, limit, directory) => directory.listIdentityLinks(last ?? { backend: '', identity: '' }, limit),
};

async function findLinks(values: readonly IdentityLink[], directory: StoredDirectory) {
  const found = new Map<string, IdentityLink>();
  for (const backend of new Set(values.map((value) => value.backend))) {
    const identities = values.filter((value) => value.backend === backend).map(({ identity }) => identity);
    for (const [identity, userId] of await directory.findUsersByIdentity(backend, identities)) {
      found.set(linkKeyOf({ backend, identity }), { backend, identity, userId });
    }
  }
  return found;
}
