import { findContactMethod, type OwnedContactMethod } from './lookup.js';
import type { SirportlyContact, SirportlyContactMethod, SirportlyData } from './model.js';
import { nextId } from './next-id.js';

type MethodType = SirportlyContactMethod['methodType'];

/** Who someone is, before they are a contact. */
export interface NewContact {
  readonly name: string;
  readonly company: string | null;
  readonly reference: string | null;
  readonly createdAtMs: number;
}

export function isMethodType(text: string): text is MethodType {
  return text === 'email' || text === 'telephone';
}

/** Null when nobody has it. Letter case does not matter. */
export function findMethodByData(
  data: SirportlyData,
  methodType: MethodType,
  address: string,
): OwnedContactMethod | null {
  const wanted = address.trim().toLowerCase();
  return findContactMethod(data, (method) => method.methodType === methodType && method.data.toLowerCase() === wanted);
}

export function addContact({ contacts }: SirportlyData, fields: NewContact): SirportlyContact {
  const id = nextId(contacts);
  const contact = { ...fields, id, pin: String(100_000 + id), contactMethods: [] };
  contacts.push(contact);
  return contact;
}

/** The first method of a contact is its default. */
export function addMethod(
  { contacts }: SirportlyData,
  contact: SirportlyContact,
  methodType: MethodType,
  address: string,
): OwnedContactMethod {
  const id = nextId(contacts.flatMap(({ contactMethods }) => contactMethods));
  const method = { id, methodType, data: address.trim(), isDefault: contact.contactMethods.length === 0 };
  contact.contactMethods.push(method);
  return { contact, method };
}
