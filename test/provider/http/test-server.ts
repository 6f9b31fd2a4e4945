import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A request as the server saw it. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Answer = (received: Received, response: ServerResponse) => void;

export interface TestServer {
  readonly origin: string;
  /** In the order of arrival. */
  readonly received: readonly Received[];
  /** `METHOD target` of each request, in the order of arrival. */
  log(): string[];
  /** Connections opened so far. */
  connections(): number;
  /** Resolves when this many requests have come. */
  arrived(count: number): Promise<void>;
  /** Resolves when a connection ends. */
  disconnected(): Promise<void>;
  close(): Promise<void>;
}

/** A server on a free port of the loopback interface that answers as told. */
export async function startTestServer(answer: Answer): Promise<TestServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const entry = { method: request.method ?? '', target: request.url ?? '', headers: request.headers, body };
      received.push(entry);
      server.emit('received');
      answer(entry, response);
      return undefined;
    });
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      server.emit('disconnected');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: originOf(server.address()),
    received,
    log: () => received.map(({ method, target }) => `${method} ${target}`),
    connections: () => connections,
    async arrived(count) {
      while (received.length < count) await once(server, 'received');
    },
    async disconnected() {
      await once(server, 'disconnected');
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (_received, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };
}

/** Never answers. */
export const silence: Answer = () => undefined;

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  return body;
}

function originOf(address: ReturnType<ReturnType<typeof createServer>['address']>): string {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}
