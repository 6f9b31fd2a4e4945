import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answer } from './answer.js';
import { toCorsHeaders } from './cors-headers.js';
import type { Fault, Refused } from './fault.js';
import { requestIdOf } from './request-id.js';
import { createTurnEnd } from './turn-end.js';

export interface LoadSheddingOptions {
  /** Requests that may be under way at once. */
  readonly requestsInFlight: number;
  /** How long the event loop may be busy in one go, in milliseconds. */
  readonly busyMs: number;
  /** Time for one request, in milliseconds. */
  readonly deadlineMs: number;
  /** How long the operation first in line has waited, in milliseconds; ten times `busyMs` is too long, or half of the deadline. */
  readonly longestWaitMs: () => number;
  /** Paths that are answered however much there is to do, and do not count. */
  readonly exempt: ReadonlySet<string>;
  /** Origins of other sites whose pages may read that they are refused. */
  readonly corsOrigins: readonly string[];
  /** Told of each request that is refused. */
  readonly onRefused: (refused: Refused) => void;
}

/** So few requests are no load: whatever keeps the event loop busy, such as a start, is over soon. */
const FEW_REQUESTS = 16;
/** What waits in line is late after so many times of what the event loop may be busy. */
const WAITS_PER_BUSY = 10;
const PART_OF_DEADLINE = 0.5;
const RETRY_AFTER_SECONDS = 1;
const HEARTBEAT_MS = 20;

/** What there is to do. */
interface Load {
  requests: number;
}

export interface LoadShedding {
  readonly handle: RequestListener;
  /** Ends the watch over the event loop. */
  stop(): void;
}

/**
 * Answers 503 with Retry-After, before anything of a request is read, while more are under way than may be, or the event
 * loop has been busy, or others have waited, for too long: late answers help nobody, and each of them makes the next one later.
 */
export function withLoadShedding(handle: RequestListener, options: LoadSheddingOptions): LoadShedding {
  const { requestsInFlight, busyMs, deadlineMs, longestWaitMs, exempt, onRefused } = options;
  const origins = new Set(options.corsOrigins);
  const underWay: Load = { requests: 0 };
  const { longestMs, stop } = watchEventLoop();
  const turnEnd = createTurnEnd();

  const mostWaitMs = Math.min(busyMs * WAITS_PER_BUSY, deadlineMs * PART_OF_DEADLINE);

  const isBusy = () => underWay.requests >= FEW_REQUESTS && longestMs() > busyMs;
  const isLate = () => longestWaitMs() > mostWaitMs;
  const isOverloaded = () => underWay.requests >= requestsInFlight || isBusy() || isLate();

  async function refuse(response: ServerResponse, fault: Fault, requestId: string): Promise<void> {
    await turnEnd();
    // Whoever has gone meanwhile needs no answer.
    if (!response.destroyed) answer(response, fault, requestId);
  }

  return {
    handle(request, response) {
      if (exempt.has(toPath(request))) return handle(request, response);
      if (!isOverloaded()) {
        count(request, response, underWay);
        return handle(request, response);
      }
      const fault = toFault(request, origins);
      const requestId = requestIdOf(request);
      onRefused({ ...fault, requestId });
      void refuse(response, fault, requestId);
    },
    stop,
  };
}

function toFault({ headers }: IncomingMessage, origins: ReadonlySet<string>): Fault {
  return {
    status: 503,
    detail: `There is more to do than can be done in time; try again in ${RETRY_AFTER_SECONDS} s.`,
    headers: { ...toCorsHeaders(headers.origin, origins), 'retry-after': String(RETRY_AFTER_SECONDS) },
  };
}

/** How long the event loop has lately been busy in one go. */
function watchEventLoop(): { longestMs(): number; stop(): void } {
  let beatAt = performance.now();
  let lateMs = 0;
  const sinceBeat = () => performance.now() - beatAt - HEARTBEAT_MS;
  const heart = setInterval(() => {
    lateMs = sinceBeat();
    beatAt = performance.now();
  }, HEARTBEAT_MS).unref();
  return { longestMs: () => Math.max(lateMs, sinceBeat()), stop: () => clearInterval(heart) };
}

/** A request whose body does not come yet is no work, and must not keep others out: it counts again once it is whole. */
function count(request: IncomingMessage, response: ServerResponse, underWay: Load): void {
  let isCounted = false;
  const setCounted = (counts: boolean) => {
    if (counts !== isCounted) underWay.requests += counts ? 1 : -1;
    isCounted = counts;
  };
  setCounted(true);
  response.on('close', () => setCounted(false));
  // By then Node has read what came together with the head; where there is no body, that is all.
  process.nextTick(() => {
    if (request.complete || !isCounted) return;
    setCounted(false);
    request.once('end', () => {
      if (!response.destroyed) setCounted(true);
    });
  });
}

function toPath({ url = '' }: IncomingMessage): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}
