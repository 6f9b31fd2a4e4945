import type { Call } from './call.js';
import { addContact, addMethod, findMethodByData, isMethodType } from './contact-writes.js';
import { lookUpContact } from './lookup.js';
import type { SirportlyContactMethod, SirportlyTicket } from './model.js';
import { blankMessage, invalidRecord } from './refusal.js';

/** Who asked, and how they are reached. */
export type Requester = Pick<SirportlyTicket, 'contactId' | 'contactMethodId'>;

/** Someone to find by address or else to make a contact of. */
export interface Addressee {
  readonly methodType: SirportlyContactMethod['methodType'];
  readonly address: string;
  /** Has no meaning when the address belongs to a contact. */
  readonly name: string;
}

/**
 * The contact that a submission names, or describes by a way to reach them.
 * @throws Refusal 404 or 422
 */
export function readRequester(call: Call): Requester {
  const text = call.parameters.first(call.dialect.contactParameters);
  if (text === null) return findOrCreateRequester(call, readAddressee(call));
  const contact = lookUpContact(call.data, text);
  const method = contact.contactMethods.find(({ isDefault }) => isDefault) ?? contact.contactMethods[0];
  return { contactId: contact.id, contactMethodId: method?.id ?? null };
}

/** @throws Refusal 422 when they are unknown and have no name */
export function findOrCreateRequester({ data, nowMs }: Call, { methodType, address, name }: Addressee): Requester {
  const known = findMethodByData(data, methodType, address);
  if (known) return { contactId: known.contact.id, contactMethodId: known.method.id };
  if (name === '') throw invalidRecord({ contact_name: [blankMessage] });
  const contact = addContact(data, { name, company: null, reference: null, createdAtMs: nowMs });
  const { method } = addMethod(data, contact, methodType, address);
  return { contactId: contact.id, contactMethodId: method.id };
}

function readAddressee({ parameters, dialect }: Call): Addressee {
  const read = (name: string): string => (parameters.get(name) ?? '').trim();
  const email = dialect.version === 1 ? read('email') : '';
  if (email !== '') return { methodType: 'email', address: email, name: read('name') };

  const methodType = read('contact_method_type');
  const address = read('contact_method_data');
  if (methodType === '' && address === '') throw invalidRecord({ [`${dialect.contact}_id`]: [blankMessage] });
  if (!isMethodType(methodType)) throw invalidRecord({ contact_method_type: ['is not included in the list'] });
  if (address === '') throw invalidRecord({ contact_method_data: [blankMessage] });
  return { methodType, address, name: read('contact_name') };
}
