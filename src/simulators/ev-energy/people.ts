import { isIdentifier } from './identifiers.js';
import type { EvEnergyOrganization, EvEnergyPeople, EvEnergyPerson } from './model.js';
import type { Random } from '../http/random.js';

const organizationNames = [
  'Northwind Energy',
  'Clyde & Forth Power',
  'Rhein-Ladenetz GmbH',
  'Golden Coast Utilities',
  'Åland Elnät',
];

const firstNames = [
  'Amelia',
  'Zoë',
  'Oliver',
  'Priya',
  'Jürgen',
  'Siân',
  'Mateo',
  'Chidi',
  'Hana',
  'Łukasz',
  'Grace',
  'François',
];

const lastNames = [
  'Hughes',
  'Okafor',
  'Müller',
  'Patel',
  "O'Brien",
  'Nakamura',
  'García',
  'Kowalski',
  'Lindström',
  'Adeyemi',
  'Fraser',
];

const twoYearsMs = 2 * 365 * 24 * 3_600_000;

/** How many people to make up, and the latest time they may have joined. */
export interface PeopleSize {
  readonly users: number;
  readonly organizations: number;
  readonly latestMs: number;
}

/**
 * Makes up people, spread evenly over the organisations. The twelfth, and every
 * twelfth after, has no e-mail address.
 */
export function createPeople(random: Random, size: PeopleSize): EvEnergyPeople {
  const organizations = Array.from({ length: size.organizations }, (_, index) =>
    createOrganization(random, index, size.latestMs),
  );
  const users = Array.from({ length: size.users }, (_, index) =>
    createPerson(random, index, organizations, size.latestMs),
  );
  return { users, organizations };
}

/** @throws RangeError when a user id does not have the form the API uses */
export function checkPeople(people: EvEnergyPeople): EvEnergyPeople {
  const strange = people.users.find((user) => !isIdentifier(user.id, 'user'));
  if (strange) throw new RangeError(`Not an ev.energy user id: ${strange.id}`);
  return people;
}

function createOrganization(random: Random, index: number, latestMs: number): EvEnergyOrganization {
  const name = organizationNames[index] ?? `Utility ${index + 1}`;
  return { id: `orgn${random.ulid(latestMs - twoYearsMs)}`, name };
}

function createPerson(
  random: Random,
  index: number,
  organizations: readonly EvEnergyOrganization[],
  latestMs: number,
): EvEnergyPerson {
  const joinedMs = latestMs - random.integer(0, twoYearsMs);
  const fullName = `${firstNames[index % firstNames.length]} ${lastNames[index % lastNames.length]}`;
  return {
    id: `user${random.ulid(joinedMs)}`,
    email: index % 12 === 11 ? null : `${toMailbox(fullName)}.${index + 1}@example.com`,
    fullName,
    joinedAt: new Date(joinedMs).toISOString(),
    organizationId: organizations[index % organizations.length]?.id ?? null,
  };
}

function toMailbox(fullName: string): string {
  const plain = fullName
    .normalize('NFKD')
    .replaceAll('Ł', 'L')
    .replace(/[^A-Za-z ]/g, '');
  return plain.toLowerCase().replaceAll(' ', '.');
}
