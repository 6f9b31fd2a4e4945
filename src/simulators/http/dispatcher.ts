import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import {
  cutInHalf,
  toFaultReply,
  type Alteration,
  type AlteredReply,
  type Faults,
  type Misbehaviour,
} from './faults.js';
import { receive } from './receive.js';
import type { Reply } from './reply.js';
import type { ReceivedRequest, RequestLog } from './request-log.js';

/** The parts a request passes on its way. */
export interface DispatcherParts {
  readonly answer: (request: ReceivedRequest) => Promise<Reply>;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly delayMs: number;
  /** Aborts when the simulator closes. */
  readonly closing: AbortSignal;
}

/** Creates the listener that logs a request, misbehaves if told to, and otherwise answers it. */
export function createDispatcher(parts: DispatcherParts): RequestListener {
  return (request, response) => {
    dispatch(parts, request, response).catch((error: unknown) => {
      if (!parts.closing.aborted) send(response, failureReply(error));
    });
  };
}

async function dispatch(parts: DispatcherParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const received = await receive(request);
  parts.requests.add(received);
  const fault = parts.faults.take(received);
  if (parts.delayMs > 0) await wait(parts.delayMs, undefined, { signal: parts.closing });

  if (fault === 'hang') return;
  if (fault === 'lose-answer') await parts.answer(received);
  if (fault === 'reset' || fault === 'lose-answer') request.socket.resetAndDestroy();
  else if (fault === 'cut-json') send(response, cutInHalf(await parts.answer(received)));
  else if (isAlteration(fault)) send(response, fault.alter(await parts.answer(received)));
  else send(response, fault ? toFaultReply(fault) : await parts.answer(received));
}

function isAlteration(fault: Misbehaviour | null): fault is Alteration {
  return fault !== null && typeof fault === 'object' && 'alter' in fault;
}

function send(response: ServerResponse, { status, headers, body = '' }: AlteredReply): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function failureReply(error: unknown): Reply {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  return { status: 500, headers, body: `The simulator failed: ${String(error)}` };
}
