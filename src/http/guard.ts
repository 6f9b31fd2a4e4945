import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { requestIdOf } from './request-id.js';
import { answerLast, answerRaw } from './answer.js';
import { toFault, type ClientError } from './client-error.js';
import { createExchanges, type Exchange } from './exchanges.js';
import type { Fault, Refused } from './fault.js';
import { findFault, toOriginForm } from './find-fault.js';
import type { HttpLimits } from './limits.js';

/** How long a connection with an unread body stays, so that the client, which may still be sending, gets its answer. */
const LINGER_MS = 500;

/**
 * Stands before the handler of a server: refuses heads that are too large or ambiguous, answers what Node could not make
 * a request of, each with a problem and a request id, and does not wait for the rest of a body that nobody reads.
 */
export function guard(
  server: Server,
  handle: RequestListener,
  limits: HttpLimits,
  onRefused: (refused: Refused) => void,
): void {
  const exchanges = createExchanges();

  const refuse = (fault: Fault, request: IncomingMessage | null, send: (requestId: string) => void) => {
    const requestId = requestIdOf(request);
    onRefused({ ...fault, requestId });
    send(requestId);
  };

  server.on('request', (request, response) => {
    exchanges.begin({ request, response });
    dropRest(request, response, limits.bodyBytes);
    const fault = findFault(request, limits);
    if (fault) return refuse(fault, request, (requestId) => answerLast(response, fault, requestId));
    request.url = toOriginForm(request.url ?? '');
    handle(request, response);
  });

  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    const isTooLong = Number(request.headers['content-length']) > limits.bodyBytes;
    if (!isTooLong && findFault(request, limits) === null) response.writeContinue();
    server.emit('request', request, response);
  });

  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    exchanges.begin({ request, response });
    const fault = { status: 417, detail: 'The only expectation that is met here is 100-continue.' };
    refuse(fault, request, (requestId) => answerLast(response, fault, requestId));
  });

  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    // Node has taken its own listener off; without any, a client that resets the connection now would end the process.
    socket.on('error', () => {});
    if (exchanges.countOpen(socket) > 0) return socket.destroy();
    const fault = { status: 405, detail: 'This is no proxy.' };
    return refuse(fault, request, (requestId) => answerRaw(socket, fault, requestId));
  });

  server.on('clientError', (error: ClientError, socket: Duplex) => {
    const broken = findBroken(exchanges.newest(socket));
    const fault = isAnswerable(socket, broken, exchanges.countOpen(socket)) ? toFault(error, limits) : null;
    if (fault === null) socket.destroy();
    else refuse(fault, broken?.request ?? null, (requestId) => answerRaw(socket, fault, requestId));
  });
}

/** The exchange whose request breaks off; null where what comes after it makes no sense. */
function findBroken(newest: Exchange | null): Exchange | null {
  return newest === null || newest.request.complete ? null : newest;
}

/** Not before or in the middle of another answer: what is written then would be taken for that answer, or a part of it. */
function isAnswerable(socket: Duplex, broken: Exchange | null, open: number): boolean {
  if (!socket.writable || socket.destroyed) return false;
  return broken ? open === 1 && !broken.response.headersSent : open === 0;
}

/**
 * Of a body that has an answer before it is read whole, the rest is read only if that is little. Otherwise the answer says
 * that it is the connection's last.
 */
function dropRest(request: IncomingMessage, response: ServerResponse, bodyBytes: number): void {
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  const isLittle = Number(length ?? 0) <= bodyBytes && coding === undefined;
  if (!isLittle) closeUnlessRead(request, response);
  response.on('finish', () => {
    const { socket, complete } = request;
    if (complete) return;
    // Node lets the rest flow away when it is done with the answer, which is after this.
    if (!isLittle) setImmediate(() => socket.pause());
    setTimeout(() => {
      if (!isLittle || !request.complete) socket.destroy();
    }, LINGER_MS).unref();
  });
}

function closeUnlessRead(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  const { shouldKeepAlive } = response;
  response.shouldKeepAlive = false;
  // Node would destroy it behind the answer, which a client that is still sending might then not get.
  socket.destroySoon = () => {
    socket.end();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
  request.once('end', () => {
    response.shouldKeepAlive = shouldKeepAlive;
    Reflect.deleteProperty(socket, 'destroySoon');
  });
}
