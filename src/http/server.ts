import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createDrain, type Drain } from './drain.js';
import type { Refused } from './fault.js';
import { guard } from './guard.js';
import { DEFAULT_HTTP_LIMITS, type HttpLimits } from './limits.js';
import { requestIdOf } from './request-id.js';

const MOST_REQUESTS_PER_CONNECTION = 10_000;
/** How often Node looks for requests that take too long, as a part of what they may take. */
const CHECKS_PER_TIME = 20;
const LONGEST_CHECK_MS = 500;

export interface Listening extends Drain {
  /** Where clients reach it, without a slash at the end. */
  readonly url: string;
}

/** A port that cannot be listened on, in one plain sentence with what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Told of failures after it listens. */
  readonly onError: (error: Error) => void;
  /** `DEFAULT_HTTP_LIMITS` unless told. */
  readonly limits?: Partial<HttpLimits>;
  /** Told of what is answered before `handle` sees it. */
  readonly onRefused?: (refused: Refused) => void;
  /** Told of connections that are closed at once, for there are too many. */
  readonly onDropped?: () => void;
}

/** Serves on a port. @throws ListenError */
export async function listen(handle: RequestListener, options: ListenOptions): Promise<Listening> {
  const { host, port, onError, onRefused = () => {}, onDropped = () => {} } = options;
  const server = createGuarded(handle, { ...DEFAULT_HTTP_LIMITS, ...options.limits }, onRefused);
  server.on('drop', onDropped);
  const drain = createDrain(server);
  await bind(server, host, port);
  // Such as too many open files: that connection is lost, the others are not.
  server.on('error', onError);
  const { address, family, port: actual } = server.address() as AddressInfo;
  const name = family === 'IPv6' ? `[${address}]` : address;
  return { url: `http://${name}:${actual}`, ...drain };
}

/** Takes a port and gives it back, to see whether it can be listened on. @throws ListenError */
export async function checkPort({ host, port }: Pick<ListenOptions, 'host' | 'port'>): Promise<void> {
  const server = createServer();
  await bind(server, host, port);
  await new Promise((resolve) => server.close(resolve));
}

function createGuarded(handle: RequestListener, limits: HttpLimits, onRefused: (refused: Refused) => void): Server {
  const server = createServer(toServerOptions(limits));
  server.maxRequestsPerSocket = MOST_REQUESTS_PER_CONNECTION;
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idleMs);
  // Otherwise Node leaves out what is above, unseen; the guard counts.
  server.maxHeadersCount = 0;
  server.on('request', closeAfterLast());
  // Node answers those that were sent after the last one that a connection may carry.
  server.on('dropRequest', (request: IncomingMessage) => {
    const detail = `One connection carries at most ${MOST_REQUESTS_PER_CONNECTION} requests.`;
    onRefused({ status: 503, detail, requestId: requestIdOf(request) });
  });
  guard(server, handle, limits, onRefused);
  return server;
}

/** Node says of the last answer that it is, and leaves the connection open all the same. */
function closeAfterLast(): RequestListener {
  const counts = new WeakMap<Socket, number>();
  return ({ socket }, response) => {
    const count = (counts.get(socket) ?? 0) + 1;
    counts.set(socket, count);
    if (count === MOST_REQUESTS_PER_CONNECTION) response.setHeader('connection', 'close');
  };
}

function toServerOptions({ urlBytes, headerBytes, headersMs, requestMs, keepAliveMs }: HttpLimits): ServerOptions {
  const headersTimeout = Math.min(headersMs, requestMs);
  return {
    headersTimeout,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(Math.ceil(headersTimeout / CHECKS_PER_TIME), LONGEST_CHECK_MS),
    keepAliveTimeout: keepAliveMs,
    // Node counts both together. What is over one alone is for the guard.
    maxHeaderSize: urlBytes + headerBytes,
    // Missing, it is answered by the guard, with a reason.
    requireHostHeader: false,
  };
}

/** Makes a failure to listen one plain sentence. */
export function toListenError(error: { readonly code?: unknown }, host: string, port: number): ListenError {
  return new ListenError(toSentence(error, host, port), { cause: error });
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(toListenError(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function toSentence({ code }: { readonly code?: unknown }, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use: stop the program that listens there, or choose another port.`;
    case 'EACCES':
      return `Port ${port} on ${host} needs more rights: choose one above 1023.`;
    default:
      return `Cannot listen on ${host}, port ${port} (${String(code ?? 'unknown error')}): check the host and the port.`;
  }
}
