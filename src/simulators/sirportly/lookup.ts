import type { Call } from './call.js';
import type { SirportlyUser } from './desk-model.js';
import type {
  SirportlyContact,
  SirportlyContactMethod,
  SirportlyData,
  SirportlyTicket,
  SirportlyUpdate,
} from './model.js';
import { notFound } from './refusal.js';

/** A contact's way to be reached, and whose it is. */
export interface OwnedContactMethod {
  readonly contact: SirportlyContact;
  readonly method: SirportlyContactMethod;
}

interface Identified {
  readonly id: number;
}

/** Null when there is none. */
export function findById<T extends Identified>(items: readonly T[], id: number | null): T | null {
  return items.find((item) => item.id === id) ?? null;
}

/**
 * Finds what a parameter refers to by id or by name, in any case.
 * @param what it is, as the message names it
 * @throws Refusal 404
 */
export function lookUp<T extends Identified & { readonly name: string }>(
  items: readonly T[],
  text: string,
  what: string,
): T {
  return lookUpBy(items, text, what, [({ name }) => name]);
}

/** By id, username or e-mail address. @throws Refusal 404 */
export function lookUpUser({ users }: SirportlyData, text: string): SirportlyUser {
  return lookUpBy(users, text, 'user', [({ username }) => username, ({ emailAddress }) => emailAddress]);
}

/** By id, reference or name. @throws Refusal 404 */
export function lookUpContact({ contacts }: SirportlyData, text: string): SirportlyContact {
  return lookUpBy(contacts, text, 'contact', [({ reference }) => reference, ({ name }) => name]);
}

/** The ticket a request is about. @throws Refusal 404 */
export function lookUpTicket({ data, parameters }: Call): SirportlyTicket {
  const reference = parameters.first(['ticket', 'reference']);
  const ticket = data.tickets.find((candidate) => candidate.reference === reference);
  if (!ticket) throw notFound('ticket');
  return ticket;
}

/** @throws Refusal 404 */
export function lookUpUpdate({ updates }: SirportlyTicket, text: string | null): SirportlyUpdate {
  return lookUpBy(updates, text ?? '', 'update', []);
}

/** Null when there is none. */
export function findContactMethod(
  { contacts }: SirportlyData,
  isWanted: (method: SirportlyContactMethod) => boolean,
): OwnedContactMethod | null {
  for (const contact of contacts) {
    const method = contact.contactMethods.find(isWanted);
    if (method) return { contact, method };
  }
  return null;
}

/** An id beats the first kind of name, which beats the second. */
function lookUpBy<T extends Identified>(
  items: readonly T[],
  text: string,
  what: string,
  nameReaders: readonly ((item: T) => string | null)[],
): T {
  const wanted = text.trim().toLowerCase();
  const keyReaders = [({ id }: T) => String(id), ...nameReaders];
  for (const readKey of wanted === '' ? [] : keyReaders) {
    const found = items.find((item) => readKey(item)?.toLowerCase() === wanted);
    if (found) return found;
  }
  throw notFound(what);
}
