import type { Backend } from '../provider/backend.js';
import type { Directory } from '../provider/directory.js';
import type { TicketRef } from '../ticket/ticket.js';
import type { Asking } from './asking.js';
import { createBoundedDirectory } from './bounded-directory.js';
import { NOTHING } from './expand.js';
import { createReads, type Reads } from './reads.js';
import { addMessage, type MessageAddition, type MessageAddRequest } from './writes/add-message.js';
import { createTicket, type TicketCreateRequest, type TicketCreation } from './writes/create.js';
import { updateTicket, type TicketUpdate, type TicketUpdateRequest } from './writes/update.js';

/** Everything one request may ask of the backends, as its viewer sees it. After a write, reads see what was written. */
export interface Session extends Reads {
  readonly backends: readonly Backend[];
  updateTicket(request: TicketUpdateRequest): Promise<TicketUpdate>;
  createTicket(request: TicketCreateRequest): Promise<TicketCreation>;
  addMessage(request: MessageAddRequest): Promise<MessageAddition>;
}

export function createSession(asking: Asking, unbounded: Directory): Session {
  const directory = createBoundedDirectory(unbounded, asking.signal);
  const { forget, ...reads } = createReads(asking, directory);
  const { loadUser, loadMessage } = reads;
  const loadTicket = (ref: TicketRef) => reads.loadTicket(ref, NOTHING);
  // Also when a write has failed: it may have taken effect all the same.
  const forgetTicket = (ref: TicketRef) => {
    forget(ref);
    asking.keptAggregates.forget(ref.backend);
  };

  return {
    ...reads,
    backends: asking.backends,
    async updateTicket(request) {
      try {
        return await updateTicket(request, asking, loadTicket);
      } finally {
        forgetTicket(request.ref);
      }
    },
    async createTicket(request) {
      try {
        return await createTicket(request, asking, { directory, loadUser, loadTicket });
      } finally {
        asking.keptAggregates.forget(request.backend);
      }
    },
    async addMessage(request) {
      try {
        return await addMessage(request, asking, { loadTicket, loadMessage, loadUser });
      } finally {
        forgetTicket(request.ref);
      }
    },
  };
}
