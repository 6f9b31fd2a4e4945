import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ulid } from 'ulid';

export interface LoadSheddingOptions {
  /** Requests that may be under way at once. */
  readonly requestsInFlight: number;
  /** How long the event loop may be busy in one go, in milliseconds. */
  readonly busyMs: number;
  /** Paths that are answered however much there is to do. */
  readonly exempt: ReadonlySet<string>;
}

/** So few requests are no load: whatever keeps the event loop busy, such as a start, is over soon. */
const FEW_REQUESTS = 16;
const RETRY_AFTER_SECONDS = 1;
const HEARTBEAT_MS = 20;

export interface LoadShedding {
  readonly handle: RequestListener;
  /** Ends the watch over the event loop. */
  stop(): void;
}

/**
 * Answers 503 with Retry-After, before anything of a request is read, while more are under way than may be, or the event
 * loop has been busy for too long: late answers help nobody, and each of them makes the next one later.
 */
export function withLoadShedding(handle: RequestListener, options: LoadSheddingOptions): LoadShedding {
  const { requestsInFlight, busyMs, exempt } = options;
  let inFlight = 0;
  let beatAt = performance.now();
  let lateMs = 0;
  const sinceBeat = () => performance.now() - beatAt - HEARTBEAT_MS;
  const heart = setInterval(() => {
    lateMs = sinceBeat();
    beatAt = performance.now();
  }, HEARTBEAT_MS).unref();

  const isBusy = () => inFlight >= FEW_REQUESTS && Math.max(lateMs, sinceBeat()) > busyMs;
  const isOverloaded = () => inFlight >= requestsInFlight || isBusy();

  return {
    handle(request, response) {
      if (isOverloaded() && !exempt.has(toPath(request))) return refuse(request, response);
      inFlight += 1;
      response.once('close', () => {
        inFlight -= 1;
      });
      return handle(request, response);
    },
    stop: () => clearInterval(heart),
  };
}

function toPath({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}

/** An RFC 9457 answer. What is left of the request's body is thrown away, so that its connection can serve others. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  const requestId = ulid();
  const detail = `There is more to do than can be done in time; try again in ${RETRY_AFTER_SECONDS} s.`;
  const body = JSON.stringify({ title: 'Service Unavailable', status: 503, detail, requestId });
  response.writeHead(503, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'retry-after': String(RETRY_AFTER_SECONDS),
    'x-request-id': requestId,
  });
  response.end(body);
  request.resume();
}
