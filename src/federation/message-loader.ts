import DataLoader from 'dataloader';
import { canSeeInternalMessages } from '../auth/visibility.js';
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

/**
 * The messages that the viewer may read. Whether that is all of them is looked at for every conversation alike: what was looked
 * at of somebody decides who is given the same answer, and so would tell where notes are.
 */
export function toReadable(messages: readonly Message[], { viewer }: Asking): readonly Message[] {
  return canSeeInternalMessages(viewer) ? messages : messages.filter(({ visibility }) => visibility === 'PUBLIC');
}
