import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { toProblemBody } from './problem.js';
import { REQUEST_ID_HEADER } from './request-id.js';
import { SECURITY_HEADERS } from './security-headers.js';
import type { Fault } from './fault.js';

/** Answers a request that nothing else answers, and ends its connection. */
export function answer(response: ServerResponse, fault: Fault, requestId: string): void {
  const { headers, body } = toParts(fault, requestId);
  response.writeHead(fault.status, headers).end(body);
}

/** The same where Node has made no request of what came, so that there is only the socket to write to. */
export function answerRaw(socket: Duplex, fault: Fault, requestId: string): void {
  const { headers, body } = toParts(fault, requestId);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${fault.status} ${STATUS_CODES[fault.status]}\r\n${lines.join('')}\r\n${body}`, () =>
    socket.destroy(),
  );
}

function toParts({ status, detail }: Fault, requestId: string) {
  const body = toProblemBody(status, detail, requestId);
  const headers = {
    ...SECURITY_HEADERS,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    [REQUEST_ID_HEADER]: requestId,
    connection: 'close',
  };
  return { headers, body };
}
