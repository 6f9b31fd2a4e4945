import type { Call } from '../../provider/provider.js';
import type { TicketChanges, UpdateOutcome, UpdateRequest } from '../../provider/writes.js';
import type { Ticket } from '../../ticket/ticket.js';
import { versionOf } from '../../ticket/version.js';
import type { Account } from './accounts.js';
import type { MoovClient } from './client.js';
import type { Finder } from './finder.js';
import { isTicketId } from './ids.js';
import type { Found } from './mapping.js';

export interface UpdateContext {
  readonly client: MoovClient;
  readonly finder: Finder;
  readonly toTicket: (found: Found) => Ticket;
  readonly call: Call;
}

const NOT_FOUND = { outcome: 'NOT_FOUND' } as const;

/**
 * Closes a ticket: nothing else can be changed. It is looked at before where a version is expected, or its account has
 * to be found. Moov has no conditional write, so a change that comes between the two goes unnoticed.
 * @throws ProviderError
 */
export async function updateTicket(request: UpdateRequest, context: UpdateContext): Promise<UpdateOutcome> {
  const { nativeId, changes, expectedVersion } = request;
  if (!isTicketId(nativeId)) return NOT_FOUND;
  const problem = findProblem(changes);
  if (problem !== null) return invalid(problem);
  const isEmpty = changes.status === undefined;
  const account = context.finder.accountOf(nativeId);
  if (account && expectedVersion === null && !isEmpty) return close(nativeId, account, context);
  const found = await context.finder.find(nativeId, context.call);
  if (!found) return NOT_FOUND;
  const current = context.toTicket(found);
  if (expectedVersion !== null && versionOf(current) !== expectedVersion) return { outcome: 'CONFLICT', current };
  return isEmpty ? { outcome: 'UPDATED', ticket: current } : close(nativeId, found.account, context);
}

async function close(id: string, account: Account, context: UpdateContext): Promise<UpdateOutcome> {
  const answer = await context.client.closeTicket(account.id, id, context.call);
  switch (answer.kind) {
    case 'DONE':
      return { outcome: 'UPDATED', ticket: context.toTicket(context.finder.note(account, answer.ticket)) };
    case 'MISSING':
      return NOT_FOUND;
    case 'CONFLICT':
      return explainConflict(id, context);
    case 'REFUSED':
      return invalid('cannot be changed to CLOSED as the ticket is');
  }
}

/** What Moov answers to closing a closed ticket is unknown (5.5), and a ticket that is closed is what was asked for. */
async function explainConflict(id: string, { finder, toTicket, call }: UpdateContext): Promise<UpdateOutcome> {
  const found = await finder.find(id, call);
  if (!found) return NOT_FOUND;
  const current = toTicket(found);
  return current.status === 'CLOSED' ? { outcome: 'UPDATED', ticket: current } : { outcome: 'CONFLICT', current };
}

function findProblem({ status }: TicketChanges): string | null {
  if (status === null) return 'cannot be cleared';
  return status === undefined || status === 'CLOSED' ? null : 'must be CLOSED: Moov takes no other';
}

function invalid(message: string): UpdateOutcome {
  return { outcome: 'INVALID', issues: [{ path: ['status'], message }] };
}
