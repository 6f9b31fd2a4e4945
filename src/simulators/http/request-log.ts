import type { IncomingHttpHeaders } from 'node:http';

const maxEntries = 5000;

/** A request as it arrived. */
export interface ReceivedRequest {
  readonly method: string;
  /** With the query: `/v2/support_tickets?page_size=2`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Null when it was larger than 1 MB: read, so that the connection stays usable, but not kept. */
  readonly body: Buffer | null;
}

/** What arrived, oldest first. Only the latest 5000 requests are kept. */
export interface RequestLog {
  readonly entries: readonly ReceivedRequest[];
  add(request: ReceivedRequest): void;
  clear(): void;
}

export function createRequestLog(): RequestLog {
  const entries: ReceivedRequest[] = [];
  return {
    entries,
    add(request) {
      if (entries.length === maxEntries) entries.shift();
      entries.push(request);
    },
    clear() {
      entries.length = 0;
    },
  };
}
