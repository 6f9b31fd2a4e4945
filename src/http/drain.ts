import type { Server, ServerResponse } from 'node:http';
import { LinkedList } from '../linked-list.js';

/** How often connections that have become idle are closed while a server stops, in milliseconds. */
const SWEEP_MS = 50;

/** Ends a server so that no client loses an answer. */
export interface Drain {
  /** From now on each answer closes its connection, also those under way. New connections are still taken. */
  beginDrain(): void;
  /** Takes no more connections, lets running requests finish for up to `graceMs`, then cuts what is left. */
  stop(graceMs: number): Promise<void>;
}

/** To be called before the server listens. */
export function createDrain(server: Server): Drain {
  const open = new LinkedList<ServerResponse>();
  let hasBegun = false;
  server.prependListener('request', (_request, response) => {
    const place = open.append(response);
    response.on('close', () => open.remove(place));
    if (hasBegun) closeAfter(response);
  });

  const beginDrain = () => {
    hasBegun = true;
    for (const response of open) closeAfter(response);
  };
  return {
    beginDrain,
    stop(graceMs) {
      beginDrain();
      return stop(server, graceMs);
    },
  };
}

/** Tells the client not to use its connection again. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    // Of an answer under way when this begins the headers may have been sent before.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
