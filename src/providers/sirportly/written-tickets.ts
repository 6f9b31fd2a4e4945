import { ProviderError } from '../../provider/provider-error.js';
import type { Ticket } from '../../ticket/ticket.js';
import type { SirportlyClient } from './client.js';
import type { NameSource } from './name-drafts.js';
import type { SirportlyOptions } from './options.js';
import type { TicketJson } from './ticket-json.js';
import { toTicketRows, type RowContext } from './ticket-rows.js';

/** What every write needs. */
export interface WriteContext extends NameSource, RowContext {
  readonly client: SirportlyClient;
  readonly options: SirportlyOptions;
}

/** A ticket with its owner. */
export async function toOwnedTicket(row: TicketJson, context: RowContext): Promise<Ticket> {
  const [ticketRow] = await toTicketRows([row], { messages: false }, context);
  if (!ticketRow) throw new Error('A ticket has no row.');
  return ticketRow.ticket;
}

/**
 * Carries on after something was written: a failure must not be taken for one that changed nothing.
 * @param state what has been written, and what a repeat does
 */
export async function afterWriting<T>(state: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { code, message, retryAfterMs, requestId } = error;
    throw new ProviderError(code, `${message} ${state}`, {
      outcomeUnknown: true,
      retryAfterMs: retryAfterMs ?? undefined,
      requestId: requestId ?? undefined,
      cause: error,
    });
  }
}
