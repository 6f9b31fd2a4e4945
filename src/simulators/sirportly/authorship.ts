import type { Call } from './call.js';
import { findMethodByData } from './contact-writes.js';
import { lookUpContact, lookUpUser } from './lookup.js';
import type { SirportlyAuthor, SirportlyData } from './model.js';
import { invalidRecord } from './refusal.js';

/**
 * Who writes an update: whose token it is, or else whom the parameters name. Null when they name nobody, which makes
 * it a message of the system.
 * @throws Refusal 404, or 422 when they name several
 */
export function readAuthor(call: Call): SirportlyAuthor | null {
  const { data, parameters, caller, dialect } = call;
  if (caller.user) return { type: 'user', id: caller.user.id };
  const user = toNamed(parameters.get('user'));
  const contact = toNamed(parameters.first(dialect.contactParameters));
  const address = toNamed(parameters.get('author_email'));
  const named = [user, contact, address].filter((text) => text !== null);
  if (named.length > 1) throw invalidRecord({ base: ['Only one author may be named'] });

  if (user !== null) return { type: 'user', id: lookUpUser(data, user).id };
  if (contact !== null) return { type: 'contact', id: lookUpContact(data, contact).id };
  return byAddress(data, address, toNamed(parameters.get('author_name')));
}

/** Someone known by the address is a contact; anyone else stays a stranger. */
function byAddress(data: SirportlyData, address: string | null, name: string | null): SirportlyAuthor | null {
  if (address === null && name === null) return null;
  if (address === null || name === null) {
    throw invalidRecord({ base: ['An author needs both a name and an e-mail address'] });
  }
  const known = findMethodByData(data, 'email', address);
  return known ? { type: 'contact', id: known.contact.id } : { type: 'stranger', name, address };
}

function toNamed(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}
