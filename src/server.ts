import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  /** Where clients reach it, without a slash at the end. */
  readonly url: string;
  /** Takes no more connections, lets running requests finish for up to `graceMs`, then cuts what is left. */
  stop(graceMs: number): Promise<void>;
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
}

/** Serves on a port. @throws ListenError */
export async function listen(handle: RequestListener, { host, port, onError }: ListenOptions): Promise<Listening> {
  const server = createServer(handle);
  await bind(server, host, port);
  // Such as too many open files: that connection is lost, the others are not.
  server.on('error', onError);
  const { address, family, port: actual } = server.address() as AddressInfo;
  const name = family === 'IPv6' ? `[${address}]` : address;
  return { url: `http://${name}:${actual}`, stop: (graceMs) => stop(server, graceMs) };
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

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
