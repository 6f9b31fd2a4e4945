import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const keepAliveTimeoutMs = 65_000;

/** A server that listens, and can be told to stop. */
export interface Listener {
  readonly url: string;
  readonly port: number;
  /** Ends every connection, also those with an unanswered request. */
  close(): Promise<void>;
}

/** Starts listening. Port 0 takes a free one. */
export async function listenOn(handler: RequestListener, port: number, host: string): Promise<Listener> {
  const server = createServer({ keepAliveTimeout: keepAliveTimeoutMs }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${reachableHost(host)}:${address.port}`,
    port: address.port,
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
