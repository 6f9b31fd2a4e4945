import { expect, onTestFinished } from 'vitest';
import type { Directory } from '../../../src/provider/directory.js';
import type { Provider } from '../../../src/provider/provider.js';
import { createEvEnergy, evEnergy } from '../../../src/providers/ev-energy/index.js';
import { json, startTestServer, type Answer, type Received } from '../../provider/http/test-server.js';

export const CLIENT_SECRET = 'client-secret-value';
export const ACCESS_TOKEN = 'access-token-value';

/** Answers by `METHOD target`, the root `/v2` left out; each key answers any number of times, and at least once. */
export type Script = Readonly<Record<string, Answer>>;

export interface Opened {
  readonly provider: Provider;
  readonly root: string;
  readonly clock: { nowMs: number };
  /** User ids that the directory was asked for, question by question. */
  readonly asked: string[][];
  readonly received: readonly Received[];
  /** What was requested, token aside, in the order of arrival. */
  log(): string[];
  /** Resolves when this many requests have come, token included. */
  arrived(count: number): Promise<void>;
}

/**
 * A provider before a scripted upstream. After the test, requests that the script did not know and answers that nobody
 * asked for fail it.
 * @param organizations the directory: organization by user id
 */
export async function open(
  toScript: (root: string) => Script,
  settings: { options?: Record<string, unknown>; organizations?: Readonly<Record<string, string | null>> } = {},
): Promise<Opened> {
  const state: { script: Script } = { script: {} };
  const used = new Set<string>();
  const unknown: string[] = [];
  const server = await startTestServer((received, response) => {
    const key = keyOf(received);
    const answer = received.target === '/o/token/' ? issueToken : state.script[key];
    if (answer) used.add(key);
    else unknown.push(key);
    (answer ?? json(599, {}))(received, response);
  });
  const root = `${server.origin}/v2`;
  state.script = toScript(root);
  const clock = { nowMs: Date.parse('2026-03-02T09:00:00Z') };
  const asked: string[][] = [];
  const options = evEnergy.options.parse({
    baseUrl: root,
    tokenUrl: `${server.origin}/o/token/`,
    clientId: 'client-id',
    clientSecret: CLIENT_SECRET,
    ...settings.options,
  });
  const directory = createDirectory(settings.organizations ?? {}, asked);
  const provider = createEvEnergy(options, { key: 'ev', directory }, () => clock.nowMs);
  onTestFinished(async () => {
    await provider.close();
    await server.close();
    expect({ unknown, unused: Object.keys(state.script).filter((key) => !used.has(key)) }).toEqual({
      unknown: [],
      unused: [],
    });
  });
  const log = () => server.received.map(keyOf).filter((key) => !key.includes('/o/token/'));
  return { provider, root, clock, asked, received: server.received, log, arrived: server.arrived };
}

/** A page of the list with its links. */
export function page(rows: readonly unknown[], links: { previous?: string; next?: string } = {}): Answer {
  const { previous = 'about:blank', next = 'about:blank' } = links;
  return json(200, rows, { link: `<${previous}>; rel="previous", <${next}>; rel="next"` });
}

export function ticketId(number: number): string {
  return `tick${String(number).padStart(26, '0')}`;
}

export function userId(number: number): string {
  return `user${String(number).padStart(26, '0')}`;
}

/** A row with only what is required. */
export function row(number: number, rest: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: ticketId(number),
    url: `https://api.example.test/v2/support_tickets/${ticketId(number)}`,
    user: null,
    external_ticket_id: `ext-${number}`,
    created_at: '2026-03-02T09:14:05Z',
    ...rest,
  };
}

function keyOf({ method, target }: Received): string {
  return `${method} ${decodeURIComponent(target.replace(/^\/v2/, '').replaceAll('+', ' '))}`;
}

function issueToken(...[received, response]: Parameters<Answer>): void {
  json(200, { access_token: ACCESS_TOKEN, token_type: 'Bearer', expires_in: 36_000 })(received, response);
}

async function refuse(): Promise<never> {
  throw new Error('This provider asks the directory for users only.');
}

function createDirectory(organizations: Readonly<Record<string, string | null>>, asked: string[][]): Directory {
  return {
    async getUsers(ids) {
      asked.push([...ids]);
      const known = ids.filter((id) => Object.hasOwn(organizations, id));
      return new Map(known.map((id) => [id, toUser(id, organizations[id] ?? null)]));
    },
    getOrganizations: refuse,
    findUsersByIdentity: refuse,
    findIdentitiesOfUsers: refuse,
    findVerifiedEmails: refuse,
    findUsersByVerifiedEmail: refuse,
  };
}

function toUser(id: string, organizationId: string | null) {
  return { id, email: null, fullName: null, organizationId, joinedAt: null };
}
