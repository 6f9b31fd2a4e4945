import {
  createMoovSimulator,
  type MoovData,
  type MoovKeyPair,
  type MoovSimulator,
  type MoovSimulatorOptions,
  type MoovTicket,
} from '../../../src/simulators/moov/index.js';

export const platformId = '0a8f1c52-3d5e-4b7a-9c10-6f2e4d8b1a01';
export const connectedId = '1b9f2d63-4e6f-4c8b-8d21-7a3f5e9c2b02';
export const strangerId = '2ca03e74-5f70-4d9c-9e32-8b406fad3c03';
export const nowMs = Date.parse('2026-07-01T12:00:00Z');

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; null when the body is empty. */
  readonly body: unknown;
}

export interface TicketBody {
  readonly [member: string]: unknown;
  readonly ticketID: string;
  readonly number: number;
}

export interface PageBody {
  readonly items: readonly TicketBody[];
  readonly nextPage?: { readonly cursor: string };
}

/** Sends requests with one `Authorization` header. */
export interface Caller {
  send(path: string, init?: RequestInit): Promise<Answer>;
  sendJson(method: 'POST' | 'PATCH', path: string, body: unknown): Promise<Answer>;
  /** A page of the list; fails unless the answer is 200. */
  list(query?: string, accountId?: string): Promise<PageBody>;
}

/** A platform, an account connected to it, and one that is not. */
export function createData(tickets: readonly MoovTicket[] = []): MoovData {
  return {
    accounts: [
      { accountId: platformId, displayName: 'Platform', partnerAccountId: null },
      { accountId: connectedId, displayName: 'Connected', partnerAccountId: platformId },
      { accountId: strangerId, displayName: 'Stranger', partnerAccountId: null },
    ],
    tickets: [...tickets],
  };
}

/** The ticket with a number from 1 to 99, created at that second of 1 June 2026 unless said otherwise. */
export function createTicket(number: number, fields: Partial<MoovTicket> = {}): MoovTicket {
  const createdOn = new Date(Date.parse('2026-06-01T00:00:00Z') + number * 1000).toISOString().replace('.000', '');
  return {
    accountId: platformId,
    ticketID: ticketIDOf(number),
    number,
    title: `Ticket ${number}`,
    contact: { email: 'pat@example.com' },
    status: 'new',
    createdOn,
    updatedOn: createdOn,
    messages: [{ author: 'Pat', body: 'Help', sentOn: createdOn }],
    ...fields,
  };
}

export function ticketIDOf(number: number): string {
  return `3db14f85-6081-4ead-8f43-9c5170be4d${String(number).padStart(2, '0')}`;
}

/** Starts a simulator on a free port; time stands still unless a clock is given. */
export async function startSimulator(options: MoovSimulatorOptions = {}): Promise<MoovSimulator> {
  const simulator = createMoovSimulator({ data: createData(), clock: () => nowMs, ...options });
  await simulator.listen(0);
  return simulator;
}

export function keyPairOf({ credentials }: MoovSimulator, accountId: string): MoovKeyPair {
  const keyPair = credentials.keyPairs.find((pair) => pair.accountId === accountId);
  if (!keyPair) throw new Error(`No key pair of ${accountId}`);
  return keyPair;
}

export function toBasic({ publicKey, secretKey }: Pick<MoovKeyPair, 'publicKey' | 'secretKey'>): string {
  return `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}`;
}

/** A caller with the key pair of an account. */
export function connect(simulator: MoovSimulator, accountId: string = platformId): Caller {
  return createCaller(simulator, toBasic(keyPairOf(simulator, accountId)));
}

export function createCaller(simulator: MoovSimulator, authorization: string): Caller {
  async function send(path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', authorization);
    if (!headers.has('X-Moov-Version')) headers.set('X-Moov-Version', 'v2026.07.00');
    return toAnswer(await fetch(`${simulator.baseUrl}${path}`, { ...init, headers }));
  }

  return {
    send,
    sendJson: (method, path, body) =>
      send(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    async list(query = '', accountId = platformId) {
      const { status, body } = await send(`/accounts/${accountId}/tickets${query}`);
      if (status !== 200) throw new Error(`The list was answered ${status}: ${JSON.stringify(body)}`);
      return body as PageBody;
    },
  };
}

/** Posts JSON without any credentials but those in the body. */
export async function post(simulator: MoovSimulator, path: string, body: unknown): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json' };
  return toAnswer(await fetch(`${simulator.baseUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }));
}

export interface TokenBody {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: string;
}

/** A token of an account, which has to be granted. */
export async function requestToken(simulator: MoovSimulator, accountId: string, scope: string): Promise<TokenBody> {
  const body = { grant_type: 'client_credentials', scope, ...clientOf(simulator, accountId) };
  const answer = await post(simulator, '/oauth2/token', body);
  if (answer.status !== 200) throw new Error(`The token was refused: ${JSON.stringify(answer.body)}`);
  return answer.body as TokenBody;
}

export function clientOf(
  simulator: MoovSimulator,
  accountId: string = platformId,
): { client_id: string; client_secret: string } {
  const { publicKey, secretKey } = keyPairOf(simulator, accountId);
  return { client_id: publicKey, client_secret: secretKey };
}

export async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const body: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, headers: response.headers, body };
}
