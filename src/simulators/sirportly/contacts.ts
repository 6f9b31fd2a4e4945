import { jsonReply } from '../http/reply.js';
import type { Call, Verb } from './call.js';
import { toContactBody, toContactDetailBody, toContactMethodBody } from './contact-views.js';
import { addContact, addMethod, isMethodType } from './contact-writes.js';
import { lookUpContact } from './lookup.js';
import type { SirportlyContact } from './model.js';
import { toPage } from './paging.js';
import { blankMessage, invalidRecord } from './refusal.js';

export const listContacts: Verb = ({ data, parameters }) => jsonReply(toPage(data.contacts, parameters, toContactBody));

export const getContact: Verb = (call) => jsonReply(toContactDetailBody(requestedContact(call)));

/** Finds contacts that have the text in their name or reference or in a way to reach them; or only in some of those. */
export const searchContacts: Verb = ({ data, parameters }) => {
  const query = (parameters.get('query') ?? '').trim().toLowerCase();
  if (query === '') throw invalidRecord({ query: [blankMessage] });
  const types = parameters.get('types')?.split(',') ?? null;
  const limit = parseLimit(parameters.get('limit'));
  const found = data.contacts.filter((contact) =>
    searchedTexts(contact, types).some((text) => text.toLowerCase().includes(query)),
  );
  return jsonReply(found.slice(0, limit).map((contact) => ({ contact: toContactBody(contact) })));
};

export const createContact: Verb = ({ data, parameters, nowMs }) => {
  const name = (parameters.get('name') ?? '').trim();
  if (name === '') throw invalidRecord({ name: [blankMessage] });
  const [company, reference] = [parameters.get('company'), parameters.get('reference')];
  const contact = addContact(data, { name, company, reference, createdAtMs: nowMs });
  return jsonReply(toContactDetailBody(contact), {}, 201);
};

export const addContactMethod: Verb = (call) => {
  const contact = requestedContact(call);
  const methodType = call.parameters.get('method_type') ?? '';
  const address = (call.parameters.get('data') ?? '').trim();
  if (!isMethodType(methodType)) throw invalidRecord({ method_type: ['is not included in the list'] });
  if (address === '') throw invalidRecord({ data: [blankMessage] });
  const { method } = addMethod(call.data, contact, methodType, address);
  return jsonReply(toContactMethodBody(method), {}, 201);
};

function requestedContact({ data, dialect, parameters }: Call): SirportlyContact {
  return lookUpContact(data, parameters.first(dialect.contactParameters) ?? '');
}

/** What is no number is no limit. */
function parseLimit(text: string | null): number {
  return text !== null && /^\d+$/.test(text) ? Number(text) : Infinity;
}

function searchedTexts(
  { name, reference, contactMethods }: SirportlyContact,
  types: readonly string[] | null,
): readonly string[] {
  if (types === null) return [name, reference ?? '', ...contactMethods.map(({ data }) => data)];
  return contactMethods.filter(({ methodType }) => types.includes(methodType)).map(({ data }) => data);
}
