import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as the script saw it. */
export interface Arrival {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** On the clock of `performance.now()`. */
  readonly atMs: number;
}

export type Answer = (response: ServerResponse, arrival: Arrival) => void;

/** A stand-in for ev.energy that knows a few tickets and nothing else, and misbehaves on command. */
export interface ScriptedBackend {
  /** What a backend of the provider ev-energy is configured with to reach it. */
  readonly options: { readonly baseUrl: string; readonly tokenUrl: string };
  readonly origin: string;
  /** Answers requests of the API so from now on; at first with tickets. */
  behave(answer: Answer): void;
  /** Answers requests for access tokens so from now on; at first with one. */
  behaveAboutTokens(answer: Answer): void;
  /** Requests of the API so far, in the order of arrival. */
  arrivals(): readonly Arrival[];
  /** Those for access tokens. */
  tokenArrivals(): readonly Arrival[];
  forgetArrivals(): void;
  /** Resolves when so many requests of the API have come since they were last forgotten. */
  arrived(count: number): Promise<void>;
  /** Requests of the API that wait here for the rest of their answer, over a connection that is open. */
  underWay(): number;
  /** Requests of the API whose caller went before the answer was over, and when it went. */
  abandoned(): readonly Arrival[];
  /** Takes no more connections and ends those that are open. */
  refuse(): Promise<void>;
  close(): Promise<void>;
}

export async function startScriptedBackend(host = '127.0.0.1'): Promise<ScriptedBackend> {
  const sockets = new Set<Socket>();
  let arrivals: Arrival[] = [];
  let tokenArrivals: Arrival[] = [];
  let abandoned: Arrival[] = [];
  let underWay = 0;
  let answer: Answer = withTickets;
  let answerAboutTokens: Answer = withToken;

  const server = createServer((request, response) => {
    request.resume();
    const arrival = { method: request.method ?? '', target: request.url ?? '', atMs: performance.now() };
    if (arrival.target.startsWith('/o/token/')) {
      tokenArrivals.push(arrival);
      answerAboutTokens(response, arrival);
      return;
    }
    arrivals.push(arrival);
    underWay += 1;
    response.on('close', () => {
      underWay -= 1;
      if (!response.writableFinished) abandoned.push({ ...arrival, atMs: performance.now() });
    });
    server.emit('arrival');
    answer(response, arrival);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;

  async function refuse(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  }

  return {
    origin,
    options: { baseUrl: `${origin}/v2`, tokenUrl: `${origin}/o/token/` },
    behave(next) {
      answer = next;
    },
    behaveAboutTokens(next) {
      answerAboutTokens = next;
    },
    arrivals: () => arrivals,
    tokenArrivals: () => tokenArrivals,
    forgetArrivals() {
      [arrivals, tokenArrivals, abandoned] = [[], [], []];
    },
    async arrived(count) {
      while (arrivals.length < count) await once(server, 'arrival');
    },
    underWay: () => underWay,
    abandoned: () => abandoned,
    refuse,
    close: refuse,
  };
}

const LIST_HEADERS = { link: '<about:blank>; rel="next", <about:blank>; rel="previous"' };

/** Three tickets, on one page. */
export const withTickets: Answer = (response, arrival) => reply(200, TICKETS, LIST_HEADERS)(response, arrival);

const withToken: Answer = (response, arrival) =>
  reply(200, { access_token: 'scripted', token_type: 'Bearer', expires_in: 36_000 })(response, arrival);

/** Accepts, and never answers. */
export const silence: Answer = () => undefined;

/** A plain answer of JSON. */
export function reply(status: number, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** A byte of blank now and then, for ever. */
export function drip(everyMs: number): Answer {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => response.write(' '), everyMs);
    response.on('close', () => clearInterval(timer));
  };
}

/** So many bytes, as fast as they are taken, without saying before how many; then the end. */
export function flood(bytes: number, onSent: (bytes: number) => void): Answer {
  const chunk = Buffer.alloc(65_536, ' ');
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    let sent = 0;
    const pour = () => {
      while (sent < bytes && !response.destroyed) {
        sent += chunk.length;
        onSent(chunk.length);
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on('drain', pour);
    pour();
  };
}

/** One answer after the other; the last one goes on. */
export function inTurn(...answers: readonly Answer[]): Answer {
  let next = 0;
  return (response, arrival) => {
    answers[Math.min(next, answers.length - 1)]?.(response, arrival);
    next += 1;
  };
}

const TICKETS = [1, 2, 3].map((number) => ({
  id: `tick${String(number).padStart(26, '0')}`,
  user: null,
  external_ticket_id: String(number),
  subject: `Scripted ${number}`,
  status: 'open',
  priority: 'low',
  source: 'email',
  tags: [],
  messages: [],
  created_at: `2026-06-0${number}T08:00:00.000000Z`,
  ticket_updated_at: null,
  resolved_at: null,
}));
