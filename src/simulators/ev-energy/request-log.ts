import type { IncomingHttpHeaders } from 'node:http';

const maxEntries = 5000;

/** A request as it arrived. */
export interface EvEnergyRequest {
  readonly method: string;
  /** With the query: `/v2/support_tickets?page_size=2`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** What arrived, oldest first. Only the latest 5000 requests are kept. */
export interface RequestLog {
  readonly entries: readonly EvEnergyRequest[];
  add(request: EvEnergyRequest): void;
  clear(): void;
}

export function createRequestLog(): RequestLog {
  const entries: EvEnergyRequest[] = [];
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
