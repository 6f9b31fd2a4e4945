import { expect, onTestFinished } from 'vitest';
import type { Directory } from '../../../src/provider/directory.js';
import type { ListRequest, Provider } from '../../../src/provider/provider.js';
import { createMoov, moov } from '../../../src/providers/moov/index.js';
import { json, startTestServer, type Answer, type Received } from '../../provider/http/test-server.js';

export const SECRET_KEY = 'secret-key-value';
export const ACCESS_TOKEN = 'access-token-value';
export const NO_EXPAND = { user: false, messages: false };

/** An account of user A, one of user B in organization 1, one of organization 1. */
export const ACCOUNT_A = '11111111-1111-4111-8111-111111111111';
export const ACCOUNT_B = '22222222-2222-4222-8222-222222222222';
export const ACCOUNT_C = '33333333-3333-4333-8333-333333333333';
export const THREE_ACCOUNTS = [
  { accountId: ACCOUNT_A, user: 'user-a' },
  { accountId: ACCOUNT_B, user: 'user-b', organization: 'org-1' },
  { accountId: ACCOUNT_C, organization: 'org-1' },
];

/** Answers by `METHOD target`; each key answers any number of times, and at least once. */
export type Script = Readonly<Record<string, Answer>>;

export interface Opened {
  readonly provider: Provider;
  readonly root: string;
  readonly received: readonly Received[];
  /** What was requested, in the order of arrival. */
  log(): string[];
  /** Resolves when this many requests have come. */
  arrived(count: number): Promise<void>;
}

export interface Settings {
  /** Default: one account, of user A. */
  readonly options?: Record<string, unknown>;
  /** The directory: e-mail addresses by user id. */
  readonly emails?: Readonly<Record<string, string | null>>;
  readonly verifiedEmails?: Readonly<Record<string, string>>;
}

/**
 * A provider before a scripted upstream. After the test, requests that the script did not know and answers that nobody
 * asked for fail it.
 */
export async function open(script: Script, settings: Settings = {}): Promise<Opened> {
  const used = new Set<string>();
  const unknown: string[] = [];
  const server = await startTestServer((received, response) => {
    const key = keyOf(received);
    const answer = Object.hasOwn(script, key) ? script[key] : undefined;
    if (answer) used.add(key);
    else unknown.push(key);
    (answer ?? json(599, {}))(received, response);
  });
  const options = moov.options.parse({
    baseUrl: server.origin,
    publicKey: 'public-key',
    secretKey: SECRET_KEY,
    accounts: THREE_ACCOUNTS.slice(0, 1),
    ...settings.options,
  });
  const now = () => Date.parse('2026-03-02T09:00:00Z');
  const provider = createMoov(options, { key: 'moov', directory: createDirectory(settings) }, now);
  onTestFinished(async () => {
    await provider.close();
    await server.close();
    expect({ unknown, unused: Object.keys(script).filter((key) => !used.has(key)) }).toEqual({
      unknown: [],
      unused: [],
    });
  });
  const log = () => server.received.map(keyOf);
  return { provider, root: server.origin, received: server.received, log, arrived: server.arrived };
}

export function ticketId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** `GET` of a ticket, or of what is below it. */
export function getOf(accountId: string, number: number, rest = ''): string {
  return `GET /accounts/${accountId}/tickets/${ticketId(number)}${rest}`;
}

/** `GET` of an account's list, as far as it was asked for. */
export function listOf(accountId: string, query = 'count=200'): string {
  return `GET /accounts/${accountId}/tickets?${query}`;
}

/** A ticket with only what is required. */
export function row(number: number, rest: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    ticketID: ticketId(number),
    number,
    title: `Ticket ${number}`,
    contact: { email: 'pat@example.test' },
    status: 'new',
    createdOn: '2026-03-01T10:00:00Z',
    updatedOn: '2026-03-01T10:00:00Z',
    ...rest,
  };
}

/** A page of a list; the last one has no cursor. */
export function page(items: readonly unknown[], cursor?: string): Answer {
  return json(200, cursor === undefined ? { items } : { items, nextPage: { cursor } });
}

/** Answers none of so many requests before all of them have come. */
export function together(count: number, answer: Answer): Answer {
  const waiting: (() => void)[] = [];
  return (received, response) => {
    waiting.push(() => answer(received, response));
    if (waiting.length === count) for (const go of waiting) go();
  };
}

/** One answer after the other; the last one stays. */
export function inTurn(...answers: Answer[]): Answer {
  const queue = [...answers];
  return (received, response) => (queue.length > 1 ? queue.shift() : queue[0])?.(received, response);
}

export function listRequest(rest: Partial<ListRequest> = {}): ListRequest {
  return { filter: [], order: null, after: null, limit: 25, cursor: null, expand: NO_EXPAND, ...rest };
}

function keyOf({ method, target }: Received): string {
  return `${method} ${decodeURIComponent(target.replaceAll('+', ' '))}`;
}

async function refuse(): Promise<never> {
  throw new Error('This provider asks the directory for e-mail addresses only.');
}

function createDirectory({ emails = {}, verifiedEmails = {} }: Settings): Directory {
  return {
    async getUsers(ids) {
      const known = ids.filter((id) => Object.hasOwn(emails, id));
      return new Map(known.map((id) => [id, toUser(id, emails[id] ?? null)]));
    },
    async findVerifiedEmails(ids) {
      return new Map(Object.entries(verifiedEmails).filter(([id]) => ids.includes(id)));
    },
    getOrganizations: refuse,
    findUsersByIdentity: refuse,
    findIdentitiesOfUsers: refuse,
    findUsersByVerifiedEmail: refuse,
  };
}

function toUser(id: string, email: string | null) {
  return { id, email, fullName: null, organizationId: null, joinedAt: null };
}
