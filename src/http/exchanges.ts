import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { LinkedList } from '../linked-list.js';

/** A request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** What goes on over each connection; clients may send further requests before the first one is answered. */
export interface Exchanges {
  begin(exchange: Exchange): void;
  /** How many answers the client still has to get. */
  countOpen(socket: Duplex): number;
  /** The one whose request came last, answered or not; null before there is any. */
  newest(socket: Duplex): Exchange | null;
}

interface Connection {
  readonly open: LinkedList<ServerResponse>;
  newest: Exchange;
}

/** Every answer that begins here ends with a 'close', also those that wait for others when their connection breaks. */
export function createExchanges(): Exchanges {
  const connections = new WeakMap<Duplex, Connection>();

  function connect(exchange: Exchange): Connection {
    const connection = { open: new LinkedList<ServerResponse>(), newest: exchange };
    const { socket } = exchange.request;
    connections.set(socket, connection);
    // Node closes the answer whose turn it is, and forgets those behind it: whoever waits for their end would do so for ever.
    socket.once('close', () => setImmediate(() => closeAll(connection.open)));
    return connection;
  }

  return {
    begin(exchange) {
      const { request, response } = exchange;
      const connection = connections.get(request.socket) ?? connect(exchange);
      connection.newest = exchange;
      const place = connection.open.append(response);
      response.on('close', () => connection.open.remove(place));
    },
    countOpen: (socket) => connections.get(socket)?.open.size ?? 0,
    newest: (socket) => connections.get(socket)?.newest ?? null,
  };
}

function closeAll(open: Iterable<ServerResponse>): void {
  for (const response of open) response.destroy().emit('close');
}
