import { expect, onTestFinished } from 'vitest';
import type { Directory } from '../../../src/provider/directory.js';
import type { ListRequest, Provider, TicketRow } from '../../../src/provider/provider.js';
import { createSirportly, sirportly } from '../../../src/providers/sirportly/index.js';
import { ProviderError } from '../../../src/provider/provider-error.js';
import type { Attempt } from '../../../src/provider/writes.js';
import type { Ticket } from '../../../src/ticket/ticket.js';
import { createCall } from '../../provider/http/calls.js';
import { json, startTestServer, type Answer, type Received } from '../../provider/http/test-server.js';

export const TOKEN = 'api-token-value';
export const SECRET = 'api-secret-value';
/** Planted wherever an answer holds what must not pass. */
export const PLANTED = 'planted-secret-value';

export type Json = Readonly<Record<string, unknown>>;
/** Answers one verb by its form: a body for 200, or an answer. */
export type Verb = (form: URLSearchParams) => unknown;
/** Each verb answers any number of times, and at least once. */
export type Script = Readonly<Record<string, Verb>>;

/** What the directory knows. */
export interface People {
  /** User id by identity. */
  readonly identities?: Readonly<Record<string, string>>;
  /** User id by verified address. */
  readonly emails?: Readonly<Record<string, string>>;
  /** Organization by user id. */
  readonly organizations?: Readonly<Record<string, string | null>>;
}

export interface Opened {
  readonly provider: Provider;
  readonly clock: { nowMs: number };
  readonly received: readonly Received[];
  /** Questions to the directory. */
  readonly asked: readonly string[];
  /** `verb form` of each request, in the order of arrival. */
  log(): string[];
}

/** An answer that is no 200. */
export class Reply {
  readonly answer: Answer;

  constructor(answer: Answer) {
    this.answer = answer;
  }
}

/** A provider before a scripted upstream. Verbs that the script did not know and verbs nobody asked for fail the test. */
export async function open(
  script: Script,
  { options = {}, people = {} }: { readonly options?: Json; readonly people?: People } = {},
): Promise<Opened> {
  const used = new Set<string>();
  const unknown: string[] = [];
  const server = await startTestServer((received, response) => {
    const verb = verbOf(received);
    const answer = script[verb];
    if (answer) used.add(verb);
    else unknown.push(verb);
    const body = answer?.(new URLSearchParams(received.body)) ?? reply(599, {});
    (body instanceof Reply ? body.answer : json(200, body))(received, response);
  });
  const clock = { nowMs: Date.parse('2026-03-02T09:00:00Z') };
  const asked: string[] = [];
  const parsed = sirportly.options.parse({ baseUrl: server.origin, token: TOKEN, secret: SECRET, ...options });
  const directory = createDirectory(people, asked);
  const provider = createSirportly(parsed, { key: 'desk', directory }, () => clock.nowMs);
  onTestFinished(async () => {
    await provider.close();
    await server.close();
    const unused = Object.keys(script).filter((verb) => !used.has(verb));
    expect({ unknown, unused }).toEqual({ unknown: [], unused: [] });
  });
  const log = () => server.received.map((each) => `${verbOf(each)} ${decodeURIComponent(each.body)}`.trim());
  return { provider, clock, received: server.received, asked, log };
}

export function reply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return new Reply(json(status, body, headers));
}

/** `KD-000001` for 1. */
export function reference(number: number): string {
  return `KD-${String(number).padStart(6, '0')}`;
}

/** A row of a list with secrets in it; created that many minutes after eight. */
export function row(number: number, rest: Json = {}): Json {
  const minute = String(number % 60).padStart(2, '0');
  const hour = String(8 + Math.floor(number / 60)).padStart(2, '0');
  return {
    id: 4000 + number,
    reference: reference(number),
    subject: `Subject ${number}`,
    submitted_at: `2026-03-01T${hour}:${minute}:00Z`,
    updated_at: '2026-03-02T08:00:00Z',
    auth_code: PLANTED,
    status: { id: 2, name: 'Waiting for Staff', colour: '00a9da', status_type: 0 },
    priority: { id: 3, name: 'Normal', colour: '0097cf', position: 2 },
    contact: { id: 88, reference: '', name: 'Pat Doe', company: 'Acme ', pin: PLANTED },
    contact_method: { id: 31, method_type: 'email', data: 'Pat@Acme.example', default: true },
    source: { id: 4, type: 'ApiToken', name: 'Key', token: PLANTED, secret: PLANTED },
    update_count: 1,
    tags: [],
    ...rest,
  };
}

/** The same by `/tickets/ticket`. */
export function detail(number: number, rest: Json = {}): Json {
  return row(number, { custom_fields: {}, updates: [update(1)], ...rest });
}

/** A message of the customer's. */
export function update(id: number, rest: Json = {}): Json {
  return {
    id,
    message: `Text ${id}`,
    private: false,
    posted_at: `2026-03-01T09:00:${String(id).padStart(2, '0')}Z`,
    author: { type: 'Contact', id: 88, name: 'Pat Doe', pin: PLANTED },
    from_name: 'Pat Doe',
    stripped_content: null,
    ...rest,
  };
}

/** A list that sorts and pages what the array holds at the time of asking. */
export function pages(rows: readonly Json[], perPage = 3): Verb {
  return (form) => {
    const page = Number(form.get('page'));
    const sign = form.get('order') === 'desc' ? -1 : 1;
    const sorted = rows.toSorted((a, b) => sign * (String(a['submitted_at']) < String(b['submitted_at']) ? -1 : 1));
    const pagination = {
      page,
      offset: (page - 1) * perPage,
      per_page: perPage,
      pages: Math.ceil(rows.length / perPage),
      total_records: rows.length,
    };
    return { pagination, records: sorted.slice((page - 1) * perPage, page * perPage) };
  };
}

export const STATUSES = [
  { id: 1, name: 'New', status_type: 0, position: 1 },
  { id: 2, name: 'Waiting for Staff', status_type: 0, position: 2 },
  { id: 3, name: 'Waiting for Customer', status_type: 0, position: 3 },
  { id: 4, name: 'Closed', status_type: 1, position: 4 },
];
export const PRIORITIES = [
  { id: 1, name: 'Low', position: 1 },
  { id: 3, name: 'Normal', position: 2 },
  { id: 5, name: 'High', position: 3 },
];

export function listRequest(rest: Partial<ListRequest> = {}): ListRequest {
  const expand = { user: false, messages: false };
  return { filter: [], order: null, after: null, limit: 30, cursor: null, expand, ...rest };
}

/** Reads a list to its end, calling `between` after each page. */
export async function readAll(
  provider: Provider,
  rest: Partial<ListRequest>,
  between: (page: number) => void = () => undefined,
): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  for (let page = 1; page <= 50; page += 1) {
    const { rows, next } = await provider.listTickets(listRequest({ ...rest, cursor }), createCall());
    found.push(...rows.map(({ ticket }) => ticket.nativeId));
    if (next === null) return found;
    cursor = next;
    between(page);
  }
  throw new Error('The list does not end.');
}

export async function rowOf(provider: Provider, id: string, messages = false): Promise<TicketRow> {
  const [slot] = await provider.getTickets([id], { user: false, messages }, createCall());
  if (!slot || slot instanceof ProviderError) throw new Error('The ticket was not found.');
  return slot;
}

export async function ticketOf(provider: Provider, id: string): Promise<Ticket> {
  return (await rowOf(provider, id)).ticket;
}

/** An attempt and what it saved. */
export function createAttempt(rest: Partial<Attempt> = {}): { readonly attempt: Attempt; readonly saved: string[] } {
  const saved: string[] = [];
  const attempt: Attempt = {
    id: '01J0000000000000000000000A',
    startedAt: '2026-03-02T09:00:00.000Z',
    isRepeat: false,
    progress: null,
    async saveProgress(progress) {
      saved.push(progress);
    },
    ...rest,
  };
  return { attempt, saved };
}

function verbOf({ method, target }: Received): string {
  return `${method} ${target}`.replace(/^POST \/api\/v2/, '');
}

function createDirectory({ identities = {}, emails = {}, organizations = {} }: People, asked: string[]): Directory {
  return {
    async getUsers(ids) {
      asked.push(`users ${ids.join()}`);
      return new Map(ids.filter((id) => Object.hasOwn(organizations, id)).map((id) => [id, toUser(id)]));
    },
    async getOrganizations() {
      throw new Error('This provider asks the directory for no organizations.');
    },
    async findUsersByIdentity(backend, wanted) {
      asked.push(`identities of ${backend}: ${wanted.join()}`);
      return pick(identities, wanted);
    },
    async findIdentitiesOfUsers(_backend, ids) {
      return new Map(ids.map((id) => [id, keysOf(identities, id)]));
    },
    async findVerifiedEmails(ids) {
      return new Map(ids.flatMap((id) => keysOf(emails, id).map((email) => [id, email] as const)));
    },
    async findUsersByVerifiedEmail(wanted) {
      asked.push(`emails ${wanted.join()}`);
      return pick(emails, wanted);
    },
  };

  function toUser(id: string) {
    return { id, email: null, fullName: `Name of ${id}`, organizationId: organizations[id] ?? null, joinedAt: null };
  }
}

function pick(record: Readonly<Record<string, string>>, keys: readonly string[]): Map<string, string> {
  return new Map(Object.entries(record).filter(([key]) => keys.includes(key)));
}

function keysOf(record: Readonly<Record<string, string>>, value: string): string[] {
  return Object.keys(record).filter((key) => record[key] === value);
}
