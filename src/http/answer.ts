import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { toProblemBody } from './problem.js';
import { REQUEST_ID_HEADER } from './request-id.js';
import { SECURITY_HEADERS } from './security-headers.js';
import type { Fault } from './fault.js';

/** Answers a request that nothing else answers. Its connection can serve others. */
export function answer(response: ServerResponse, fault: Fault, requestId: string): void {
  const { headers, body } = toParts(fault, requestId);
  response.writeHead(fault.status, headers).end(body);
}

/** The same, and ends the connection. */
export function answerLast(response: ServerResponse, fault: Fault, requestId: string): void {
  response.setHeader('connection', 'close');
  answer(response, fault, requestId);
}

/** The same where Node has made no request of what came, so that there is only the socket to write to. */
export function answerRaw(socket: Duplex, fault: Fault, requestId: string): void {
  const { headers, body } = toParts(fault, requestId);
  const all = Object.entries({ ...headers, connection: 'close' });
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${fault.status} ${STATUS_CODES[fault.status]}\r\n${lines.join('')}\r\n${body}`, () =>
    socket.destroy(),
  );
}

function toParts({ status, detail, headers }: Fault, requestId: string) {
  const body = toProblemBody(status, detail, requestId);
  const all = {
    ...SECURITY_HEADERS,
    ...headers,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    [REQUEST_ID_HEADER]: requestId,
  };
  return { headers: all, body };
}
