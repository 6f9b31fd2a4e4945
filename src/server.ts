import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDrain, type Drain } from './drain.js';

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
}

/** Serves on a port. @throws ListenError */
export async function listen(handle: RequestListener, { host, port, onError }: ListenOptions): Promise<Listening> {
  const server = createServer(handle);
  const drain = createDrain(server);
  await bind(server, host, port);
  // Such as too many open files: that connection is lost, the others are not.
  server.on('error', onError);
  const { address, family, port: actual } = server.address() as AddressInfo;
  const name = family === 'IPv6' ? `[${address}]` : address;
  return { url: `http://${name}:${actual}`, ...drain };
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
