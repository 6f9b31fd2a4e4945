import {
  createSirportlyData,
  type SirportlyContact,
  type SirportlyData,
  type SirportlyStatusType,
} from '../../src/simulators/sirportly/index.js';
import type { Owner, TicketPriority, TicketStatus } from '../../src/ticket/ticket.js';
import { makeUser } from '../federation/in-memory-directory.js';

/** The account as the simulator sets it up, without its statuses, priorities, contacts and tickets. */
export const DESK: SirportlyData = createSirportlyData({ tickets: 0, seed: 1, people: [] });

/** Wordings of the seed: each has a type, and what it stands for by its name, by the options, or by the type. */
export const STATUSES: readonly (readonly [name: string, type: SirportlyStatusType, value: TicketStatus])[] = [
  ['New', 0, 'NEW'],
  ['Open', 0, 'OPEN'],
  ['open', 0, 'OPEN'],
  ['In Progress', 0, 'OPEN'],
  ['Waiting on Customer', 0, 'PENDING'],
  ['On Hold', 2, 'ON_HOLD'],
  ['Resolved', 1, 'RESOLVED'],
  ['Closed', 1, 'CLOSED'],
  ['Escalado – nível 2', 0, 'OPEN'],
  ['Open,Closed', 1, 'CLOSED'],
  [' Open', 2, 'OPEN'],
  ['constructor', 2, 'ON_HOLD'],
];
export const PRIORITIES: readonly (readonly [name: string, value: TicketPriority | null])[] = [
  ['Low', 'LOW'],
  ['Medium', 'NORMAL'],
  ['High', 'HIGH'],
  ['Urgent', 'URGENT'],
  ['P1, at once', null],
];
export const OPTIONS = {
  statuses: { 'waiting on customer': 'PENDING' },
  priorities: { Medium: 'NORMAL' },
  defaultPriority: 'Medium',
  companies: { 'Northwind Energy': 'northwind', 'Clyde & Forth Power': 'clyde' },
  agent: 'sam',
  aiAgent: 'aoife',
};

export const USERS = [
  makeUser('zoe', { fullName: 'Zoë', organizationId: 'clyde' }),
  makeUser('priya', { fullName: 'Priya', organizationId: null }),
  makeUser('ola', { fullName: 'Ola', organizationId: 'clyde' }),
];
/** Zoë by the id of a contact and by an address, Priya by an address, Ola by a reference. */
export function toLinks(backend: string) {
  return {
    identities: [
      { backend, identity: 'contact:1', userId: 'zoe' },
      { backend, identity: 'reference:C-1003', userId: 'ola' },
      { backend: 'elsewhere', identity: 'contact:4', userId: 'ola' },
    ],
    verifiedEmails: { 'zoe@example.test': 'zoe', 'priya@example.test': 'priya' },
  };
}

/** A contact, whose its tickets are, and the address that they come from. */
export interface Known {
  readonly contact: SirportlyContact | null;
  readonly email: string | null;
  readonly owner: Owner;
}

export const KNOWN: readonly Known[] = [
  makeKnown(1, { name: 'Zoë', company: ' northwind energy' }, 'zoe@example.test', ['zoe', 'northwind']),
  makeKnown(2, { name: "Siân O'Brien", company: null }, 'Priya@Example.test', ['priya', null]),
  makeKnown(3, { name: 'Ola', company: '', reference: 'C-1003' }, 'ola@example.test', ['ola', 'clyde']),
  makeKnown(4, { name: 'Somebody', company: 'Clyde & Forth Power' }, 'somebody@desk.example.test', [null, 'clyde']),
  makeKnown(5, { name: 'A caller', company: 'Unknown & Sons', reference: '' }, null, [null, null]),
  makeKnown(6, { name: 'Zoë at work', company: 'CLYDE & FORTH POWER' }, 'ZOE@example.test', ['zoe', 'clyde']),
  { contact: null, email: null, owner: { userId: null, organizationId: null } },
];

export function toMethodId(contactId: number): number {
  return 10 + contactId;
}

type Person = Pick<SirportlyContact, 'name' | 'company'> & Partial<SirportlyContact>;

function makeKnown(
  id: number,
  person: Person,
  email: string | null,
  [userId, organizationId]: readonly [string | null, string | null],
): Known {
  const methodType = email === null ? 'telephone' : 'email';
  const method = { id: toMethodId(id), methodType, data: email ?? '+44 7700 900123', isDefault: true } as const;
  const contact = { id, reference: null, pin: `pin-${id}`, createdAtMs: 0, contactMethods: [method], ...person };
  return { contact, email, owner: { userId, organizationId } };
}
