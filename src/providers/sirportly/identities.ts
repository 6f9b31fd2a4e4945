import type { IdentityForm } from '../../provider/backend.js';
import type { TicketJson } from './ticket-json.js';

/** How the directory writes what Sirportly knows a person under: ids are numbers, and a reference is any text. */
export const CONTACT_PREFIX = 'contact:';
export const REFERENCE_PREFIX = 'reference:';

export const IDENTITY_FORM: IdentityForm = {
  pattern: new RegExp(`^(?:${CONTACT_PREFIX}\\d+|${REFERENCE_PREFIX}.+)$`, 's'),
  words: `${CONTACT_PREFIX} and the number of a contact, or ${REFERENCE_PREFIX} and the text of its reference`,
};

/** The identities of a ticket's contact; none without one. */
export function toIdentities({ contact }: Pick<TicketJson, 'contact'>): readonly string[] {
  const byId = contact?.id ? [`${CONTACT_PREFIX}${contact.id}`] : [];
  return contact?.reference ? [...byId, `${REFERENCE_PREFIX}${contact.reference}`] : byId;
}
