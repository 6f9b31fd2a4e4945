import type { Directory } from '../../provider/directory.js';
import type { NewTicketFields } from '../../provider/writes.js';
import type { NewTicketJson } from './client.js';

/**
 * Whom Moov answers by e-mail: as given, else the address of the user whose ticket it is, the verified one first. Null
 * when there is no address.
 */
export async function findContact(
  { requesterName, requesterEmail }: NewTicketFields,
  userId: string | null,
  directory: Directory,
): Promise<NewTicketJson['contact'] | null> {
  const email = requesterEmail ?? (userId === null ? null : await findEmail(userId, directory));
  if (email === null) return null;
  return requesterName === undefined ? { email } : { email, name: requesterName };
}

async function findEmail(userId: string, directory: Directory): Promise<string | null> {
  const verified = await directory.findVerifiedEmails([userId]);
  return verified.get(userId) ?? (await directory.getUsers([userId])).get(userId)?.email ?? null;
}
