import {
  createEvEnergyData,
  createEvEnergySimulator,
  type EvEnergyData,
  type EvEnergySimulator,
} from './ev-energy/index.js';
import { createMoovData, createMoovSimulator, type MoovAccount, type MoovSimulator } from './moov/index.js';
import { createSirportlyData, createSirportlySimulator, type SirportlySimulator } from './sirportly/index.js';

export interface TogetherOptions {
  /** Of each simulator. */
  readonly tickets: number;
  readonly seed: number;
  /** People with an ev.energy account, whom the others know too; 12 by default. */
  readonly users?: number;
  /** 3 by default. */
  readonly organizations?: number;
  /** ev.energy's requests per hour and application; 1000 by default. */
  readonly quota?: number;
  /** The time in milliseconds since 1970; the system's by default. */
  readonly clock?: () => number;
}

/** A Moov account and whose it is: one person's or one organisation's. */
export interface OwnedAccount {
  readonly accountId: string;
  readonly userId: string | null;
  readonly organizationId: string | null;
}

/** Simulators whose people are the same, so that one of them has tickets in every system. */
export interface Together {
  readonly evEnergy: EvEnergySimulator;
  readonly moov: MoovSimulator;
  readonly moovAccounts: readonly OwnedAccount[];
  readonly sirportly: SirportlySimulator;
}

const PLATFORM: MoovAccount = { accountId: toAccountId(0), displayName: 'Charge Platform', partnerAccountId: null };
/** People without an account anywhere. */
const STRANGERS = [
  { name: 'Robin Strange', email: 'robin.strange@example.com' },
  { name: 'Noor Haddad', email: 'noor.haddad@example.com' },
];

/** Creates the three, which then have to be told to listen. */
export function createTogether(options: TogetherOptions): Together {
  const { tickets, seed, users = 12, organizations = 3, quota = 1000, clock = Date.now } = options;
  const data = createEvEnergyData({ tickets, seed, users, organizations });
  const evEnergy = createEvEnergySimulator({ data, quota, clock });
  const moovAccounts = toOwnedAccounts(data, evEnergy.credentials.user.userId);
  return {
    evEnergy,
    moov: createMoovSimulator({ data: toMoovData(data, moovAccounts, { tickets, seed }), clock }),
    moovAccounts,
    sirportly: createSirportlySimulator({ data: toSirportlyData(data, { tickets, seed }), clock }),
  };
}

/** The account of the person whom one of ev.energy's credentials stands for, and one for each organisation. */
function toOwnedAccounts({ users, organizations }: EvEnergyData, userId: string): OwnedAccount[] {
  const organizationId = users.find(({ id }) => id === userId)?.organizationId ?? null;
  return [
    { accountId: toAccountId(1), userId, organizationId },
    ...organizations.map(({ id }, index) => ({ accountId: toAccountId(index + 2), userId: null, organizationId: id })),
  ];
}

interface Amount {
  readonly tickets: number;
  readonly seed: number;
}

function toMoovData({ users }: EvEnergyData, accounts: readonly OwnedAccount[], amount: Amount) {
  const people = accounts.flatMap(({ accountId, userId, organizationId }) =>
    users
      .filter((user) => (userId === null ? user.organizationId === organizationId : user.id === userId))
      .flatMap(({ email, fullName }) => (email === null ? [] : [{ name: fullName, email, accountId }])),
  );
  const strangers = accounts.map(({ accountId }, index) => ({ ...toStranger(index), accountId }));
  const connected = accounts.map(({ accountId }, index) => ({
    accountId,
    displayName: `Connected account ${index + 1}`,
    partnerAccountId: PLATFORM.accountId,
  }));
  return createMoovData({ ...amount, accounts: [PLATFORM, ...connected], people: [...people, ...strangers] });
}

function toSirportlyData({ users, organizations }: EvEnergyData, amount: Amount) {
  const nameOf = (id: string | null) => organizations.find((organization) => organization.id === id)?.name ?? null;
  const people = users.map(({ fullName, email, organizationId }) => ({
    name: fullName,
    email,
    company: nameOf(organizationId),
    companyReference: organizationId,
  }));
  const strangers = STRANGERS.map((stranger) => ({ ...stranger, company: null, companyReference: null }));
  return createSirportlyData({ ...amount, people: [...people, ...strangers] });
}

function toStranger(index: number) {
  return STRANGERS[index % STRANGERS.length] ?? { email: 'nobody@example.com' };
}

function toAccountId(number: number): string {
  return `ac000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
