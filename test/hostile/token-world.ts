import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { parseConfig } from '../../src/config.js';
import { createGateway } from '../../src/gateway.js';
import { providerDefinitions } from '../../src/providers/index.js';
import { listen } from '../../src/http/server.js';
import { answerKeys, startKeyServer, type KeyServer } from '../auth/key-server.js';
import { AUDIENCE, ISSUER, NOW_SECONDS, keyPair, otherPair } from '../auth/tokens.js';
import { makeTicket } from '../ticket/tickets.js';

/** In the subject of every ticket there is: what must not be in an answer to a refused token. */
export const PLANTED = 'planted-subject';
const QUERY = '{ viewer { visibility } tickets(first: 10) { nodes { subject } } }';

/** An answer over a real socket. */
export interface TokenAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface TokenRequest {
  readonly method?: string;
  /** After the path, with its question mark. */
  readonly search?: string;
  /** Names and values in turn, after those of a JSON request. */
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** A gateway that listens, a key server, and a server of the attacker's, which would hand out the attacker's key. */
export interface TokenWorld {
  readonly port: number;
  readonly keyServer: KeyServer;
  readonly decoy: KeyServer;
  /** What was logged, as text. */
  readonly logged: string[];
  /** The gateway's clock, epoch milliseconds. */
  nowMs: number;
  /** A query for tickets, unless another body is given. */
  send(request: TokenRequest): Promise<TokenAnswer>;
  close(): Promise<void>;
}

export async function createTokenWorld(answer = answerKeys(keyPair.publicJwk)): Promise<TokenWorld> {
  const [keyServer, decoy] = [await startKeyServer(answer), await startKeyServer(answerKeys(otherPair.publicJwk))];
  const logged: string[] = [];
  const gateway = await createGateway({
    config: toConfig(keyServer.url),
    log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
    clock: () => world.nowMs,
  });
  await gateway.store.directory.putUsers(['user-1', 'user-2'].map(toUser));
  await gateway.store.tickets.insert([toPlanted('user-1'), toPlanted('user-2')]);
  const server = await listen(gateway.handle, { host: '127.0.0.1', port: 0, onError: () => {} });
  const port = Number(new URL(server.url).port);
  const world: TokenWorld = {
    port,
    keyServer,
    decoy,
    logged,
    nowMs: NOW_SECONDS * 1000,
    send: (asked) => send(port, asked),
    async close() {
      await server.stop(1000);
      await gateway.close();
      await Promise.all([keyServer.close(), decoy.close()]);
    },
  };
  return world;
}

function toConfig(jwksUrl: URL) {
  const input = {
    auth: { issuer: ISSUER, audience: AUDIENCE, jwksUrl: jwksUrl.href },
    store: { dataDirectory: null },
    backends: [{ key: 'desk', provider: 'local' }],
  };
  return parseConfig(input, {}, providerDefinitions);
}

function toUser(id: string) {
  return { id, email: `${id}@example.com`, fullName: id, organizationId: null, joinedAt: null, emailVerified: true };
}

function toPlanted(userId: string) {
  const owner = { userId, organizationId: null };
  const nativeId = `tick-of-${userId}`;
  return { ticket: makeTicket({ backend: 'desk', nativeId, owner, subject: PLANTED }), messages: [] };
}

async function send(port: number, { method = 'POST', search = '', headers = [], body }: TokenRequest) {
  const sent = method === 'POST' ? (body ?? JSON.stringify({ query: QUERY })) : '';
  const json = ['content-type', 'application/json', 'accept', 'application/graphql-response+json'];
  const all = [...(headers.includes('content-type') ? [] : json), ...headers];
  const asked = request({
    host: '127.0.0.1',
    port,
    method,
    path: `/graphql${search}`,
    agent: false,
    headers: ['host', 'gateway.test', 'content-length', String(Buffer.byteLength(sent)), ...all],
  });
  asked.end(sent);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}
