import type { Backend } from '../provider/backend.js';
import type { TicketRef } from '../ticket/ticket.js';
import type { Asking } from './asking.js';
import type { Basis } from './basis.js';
import { createEstimate, type Estimate } from './budget/estimate.js';
import type { RequestBudget } from './budget/request-budget.js';
import { NOTHING } from './expand.js';
import { createReads, type Reads } from './reads.js';
import { addMessage, type MessageAddition, type MessageAddRequest } from './writes/add-message.js';
import { createTicket, type TicketCreateRequest, type TicketCreation } from './writes/create.js';
import { updateTicket, type TicketUpdate, type TicketUpdateRequest } from './writes/update.js';

/** Everything one request may ask of the backends, as its viewer sees it. After a write, reads see what was written. */
export interface Session extends Reads {
  readonly backends: readonly Backend[];
  /** What the request may take upstream, and has taken. */
  readonly budget: RequestBudget;
  /** What was read so far, and so whether others may be given the same answer. */
  readonly basis: Pick<Basis, 'keepToCaller' | 'toHolds' | 'reads'>;
  /** Tells what parts of the request would take upstream at most; no call is made. */
  openEstimate(): Estimate;
  updateTicket(request: TicketUpdateRequest): Promise<TicketUpdate>;
  createTicket(request: TicketCreateRequest): Promise<TicketCreation>;
  addMessage(request: MessageAddRequest): Promise<MessageAddition>;
  /** Called when the request has its answer: nothing more is asked. */
  close(): void;
}

/** @param close see `Session` */
export function createSession(asking: Asking, close: () => void): Session {
  const { directory } = asking;
  const reads = createReads(asking, directory);
  /** What a write depends on is read for it alone. */
  const openLooks = () => {
    const looks = createReads({ ...asking, asksAnew: true, ticketFields: undefined }, directory);
    return {
      loadTicket: (ref: TicketRef) => looks.loadTicket(ref, NOTHING),
      loadMessage: (ref: TicketRef, messageId: string) => looks.loadMessage(ref, messageId),
      loadUser: (id: string) => looks.loadUser(id),
      loadListedUser: (id: string) => looks.loadListedUser(id),
    };
  };

  return Object.assign(reads, {
    backends: asking.backends,
    budget: asking.budget,
    basis: asking.basis,
    close,
    openEstimate: () => createEstimate(asking),
    async updateTicket(request: TicketUpdateRequest) {
      try {
        return await updateTicket(request, asking, openLooks().loadTicket);
      } finally {
        // Also when it has failed: it may have taken effect all the same.
        reads.forget(request.ref);
      }
    },
    createTicket: (request: TicketCreateRequest) => createTicket(request, asking, { directory, ...openLooks() }),
    async addMessage(request: MessageAddRequest) {
      try {
        return await addMessage(request, asking, openLooks());
      } finally {
        reads.forget(request.ref);
      }
    },
  });
}
