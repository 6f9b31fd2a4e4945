import type { Call } from '../../provider/provider.js';
import type { Directory } from '../../provider/directory.js';
import { CONTACTS_PER_SEARCH, type SirportlyClient } from './client.js';
import { CONTACT_PREFIX, REFERENCE_PREFIX } from './identities.js';

/** A list per contact is read at once for each page. */
export const MAX_CONTACTS = 10;

export interface ContactSource {
  readonly backend: string;
  readonly directory: Directory;
  readonly client: SirportlyClient;
}

/**
 * Ids of every contact whose tickets may be the user's; null when that cannot be told, and everybody's tickets must be
 * looked through.
 * @throws ProviderError
 */
export async function findContacts(
  userId: string,
  source: ContactSource,
  call: Call,
): Promise<readonly string[] | null> {
  const { backend, directory, client } = source;
  const identities = (await directory.findIdentitiesOfUsers(backend, [userId])).get(userId) ?? [];
  const email = (await directory.findVerifiedEmails([userId])).get(userId) ?? null;
  const [byReference, byEmail] = await Promise.all([
    findByReferences(client, toSuffixes(identities, REFERENCE_PREFIX), call),
    email === null ? [] : findByEmail(client, email, call),
  ]);
  if (!byReference || !byEmail) return null;
  const contacts = new Set([...toSuffixes(identities, CONTACT_PREFIX), ...byReference, ...byEmail]);
  return contacts.size > MAX_CONTACTS ? null : [...contacts];
}

async function findByReferences(
  client: SirportlyClient,
  references: readonly string[],
  call: Call,
): Promise<readonly string[] | null> {
  if (references.length > MAX_CONTACTS) return null;
  const found = await Promise.all(references.map((reference) => client.getContact(reference, call)));
  // The key may as well have been taken for another contact's id or name.
  const isSure = found.every((contact, index) => contact === null || contact.reference === references[index]);
  return isSure ? found.flatMap((contact) => contact?.id ?? []) : null;
}

async function findByEmail(client: SirportlyClient, email: string, call: Call): Promise<readonly string[] | null> {
  const contacts = await client.searchContacts(email, call);
  return contacts.length >= CONTACTS_PER_SEARCH ? null : contacts.map(({ id }) => id);
}

function toSuffixes(identities: readonly string[], prefix: string): readonly string[] {
  return identities.filter((text) => text.startsWith(prefix)).map((text) => text.slice(prefix.length));
}
