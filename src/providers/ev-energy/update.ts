import type { Call } from '../../provider/provider.js';
import type { Ticket } from '../../ticket/ticket.js';
import { versionOf } from '../../ticket/version.js';
import type { EvEnergyClient } from './client.js';
import { isTicketId } from './ids.js';
import type { TicketRowJson } from './ticket-row.js';
import type { CategoryField, FieldIssue, TicketChanges, UpdateOutcome, UpdateRequest } from '../../provider/writes.js';

const NO_EXPAND = { user: false, messages: false };

export interface UpdateContext {
  readonly client: EvEnergyClient;
  readonly toTicket: (row: TicketRowJson) => Promise<Ticket>;
  readonly call: Call;
}

/**
 * Writes the changes, after a look at the ticket where a version is expected. ev.energy has no conditional write, so a
 * change that comes between the two goes unnoticed.
 * @throws ProviderError
 */
export async function updateTicket(request: UpdateRequest, context: UpdateContext): Promise<UpdateOutcome> {
  const { nativeId, changes, expectedVersion } = request;
  if (!isTicketId(nativeId)) return { outcome: 'NOT_FOUND' };
  const isEmpty = Object.values(changes).every((value) => value === undefined);
  if (expectedVersion === null && !isEmpty) return write(request, context);
  const row = await context.client.getTicket(nativeId, NO_EXPAND, context.call);
  if (!row) return { outcome: 'NOT_FOUND' };
  const current = await context.toTicket(row);
  if (expectedVersion !== null && versionOf(current) !== expectedVersion) return { outcome: 'CONFLICT', current };
  return isEmpty ? { outcome: 'UPDATED', ticket: current } : write(request, context);
}

async function write({ nativeId, changes }: UpdateRequest, context: UpdateContext): Promise<UpdateOutcome> {
  const answer = await context.client.patchTicket(nativeId, changes, context.call);
  switch (answer.kind) {
    case 'DONE':
      return { outcome: 'UPDATED', ticket: await context.toTicket(answer.row) };
    case 'MISSING':
      return { outcome: 'NOT_FOUND' };
    case 'REFUSED':
      return { outcome: 'INVALID', issues: answer.fields.map((field) => toIssue(field, changes)) };
  }
}

function toIssue(field: CategoryField, changes: TicketChanges): FieldIssue {
  return { path: [field], message: toMessage(field, changes[field]) };
}

function toMessage(field: CategoryField, value: string | null | undefined): string {
  if (value === undefined) return 'does not go with the change';
  if (value === null) return 'cannot be cleared';
  return `is not a ${field.endsWith('Subcategory') ? 'subcategory' : 'category'} of this backend`;
}
