import DataLoader from 'dataloader';
import type { Message } from '../ticket/message.js';
import type { TicketRef } from '../ticket/ticket.js';
import { startMeter, type Asking } from './asking.js';
import { loadByBackend } from './load-by-backend.js';
import { readMessages } from './messages-of-rows.js';
import { toCacheKey } from './ticket-loader.js';

export type MessageLoader = DataLoader<TicketRef, readonly Message[] | null, string>;

/** Conversations by ticket, ordered by position. The key must be a ticket that the viewer has been shown. */
export function createMessageLoader(asking: Asking): MessageLoader {
  return new DataLoader(
    (refs) =>
      loadByBackend(refs, asking.backends, (backend, part) =>
        readMessages(
          part.map(({ nativeId }) => nativeId),
          backend,
          startMeter(asking, backend).call,
        ),
      ),
    { cacheKeyFn: toCacheKey },
  );
}
