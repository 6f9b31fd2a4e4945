import type { Random } from '../http/random.js';
import type { SirportlyContact, SirportlyContactMethod } from './model.js';
import { toWholeSecond } from './times.js';

/** Someone to make a contact of, so that they can exist in another system too. */
export interface SirportlyPerson {
  readonly name: string;
  /** Null for someone who only has a telephone. */
  readonly email: string | null;
  readonly company: string | null;
  /** What the custom field `company_reference` of their tickets says; by default one is made up for the company. */
  readonly companyReference?: string | null;
}

const yearMs = 365 * 24 * 3_600_000;

const names = [
  'Pat Doe',
  'Siobhán Byrne',
  'Chidi Eze',
  'Zoë Lindqvist',
  'Mateo García',
  "Grace O'Hara",
  'Łukasz Nowak',
  'Hana Kim',
  'Oliver Hughes',
  'Amélie Roux',
];

const companies = ['Acme Logistics', "Byrne & Sons' Taxis", 'Öko-Strom GmbH', 'Fleet 24', null];

/** Makes up people, some of them without a company and every tenth without an e-mail address. */
export function createPeople(count: number): readonly SirportlyPerson[] {
  return Array.from({ length: count }, (_, index) => {
    const name = names[index % names.length] ?? '';
    const email = index % 10 === 9 ? null : `${toMailbox(name)}.${index + 1}@customer.example`;
    return { name, email, company: companies[index % companies.length] ?? null };
  });
}

/** Makes contacts. No company is null for some and the empty text for others, and so it is with references. */
export function createContacts(
  random: Random,
  people: readonly SirportlyPerson[],
  latestMs: number,
): SirportlyContact[] {
  return people.map((person, index) => ({
    id: index + 1,
    reference: [null, '', `C-${1000 + index}`][index % 3] ?? null,
    name: person.name,
    company: person.company ?? (index % 2 === 0 ? null : ''),
    pin: String(random.integer(100_000, 999_999)),
    createdAtMs: toWholeSecond(latestMs - yearMs - random.integer(0, yearMs)),
    contactMethods: createMethods(person, index),
  }));
}

/** An e-mail address, a telephone number, or both. */
function createMethods({ email }: SirportlyPerson, index: number): SirportlyContactMethod[] {
  const id = 2 * index + 1;
  const methods: SirportlyContactMethod[] = [];
  if (email !== null) methods.push({ id, methodType: 'email', data: email, isDefault: true });
  if (email !== null && index % 4 !== 0) return methods;
  const number = `+44 7700 ${String(900_000 + index)}`;
  return [...methods, { id: id + 1, methodType: 'telephone', data: number, isDefault: email === null }];
}

function toMailbox(name: string): string {
  const plain = name.normalize('NFKD').replaceAll('Ł', 'L');
  return plain
    .replace(/[^A-Za-z ]/g, '')
    .replaceAll(' ', '.')
    .toLowerCase();
}
