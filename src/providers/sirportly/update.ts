import type { Parameter } from '../../provider/http/target.js';
import type { UpdateOutcome, UpdateRequest } from '../../provider/writes.js';
import { versionOf } from '../../ticket/version.js';
import { draftChanges } from './draft-changes.js';
import { isReference } from './references.js';
import { toInvalid } from './refusal-issues.js';
import type { TicketJson } from './ticket-json.js';
import { afterWriting, toOwnedTicket, type WriteContext } from './written-tickets.js';

/**
 * Writes the changes, after a look at the ticket where a version is expected. Sirportly has no conditional write, so a
 * change that comes between the two goes unnoticed.
 * @throws ProviderError
 */
export async function updateTicket(request: UpdateRequest, context: WriteContext): Promise<UpdateOutcome> {
  const { nativeId, changes, expectedVersion } = request;
  if (!isReference(nativeId)) return { outcome: 'NOT_FOUND' };
  const { parameters, issues } = await draftChanges(changes, context);
  if (issues.length > 0) return { outcome: 'INVALID', issues };
  if (expectedVersion === null && parameters.length > 0) return write(request, parameters, context);
  const row = await context.client.getTicket(nativeId, context.call);
  if (!row) return { outcome: 'NOT_FOUND' };
  const current = await toOwnedTicket(row, context);
  if (expectedVersion !== null && versionOf(current) !== expectedVersion) return { outcome: 'CONFLICT', current };
  return parameters.length === 0 ? { outcome: 'UPDATED', ticket: current } : write(request, parameters, context);
}

async function write(
  { nativeId, changes }: UpdateRequest,
  parameters: readonly Parameter[],
  { client, call, ...context }: WriteContext,
): Promise<UpdateOutcome> {
  const request = client.toWrite('/tickets/update', [['ticket', nativeId], ...parameters]);
  const { status, body } = await client.write(request, call);
  if (status === 404) return toMissing(await client.getTicket(nativeId, call));
  if (status === 422) return toInvalid(body, ({ path, message }) => ({ path: toGivenPath(path, changes), message }));
  // The answer has neither updates nor custom fields, which may decide whose ticket it is.
  return afterWriting(`The update of ${nativeId} itself was made.`, async () => {
    const row = await client.readBack(nativeId, call);
    return row ? { outcome: 'UPDATED', ticket: await toOwnedTicket(row, context) } : { outcome: 'NOT_FOUND' };
  });
}

/** One status for a ticket that is gone and for something it was to be given. */
function toMissing(row: TicketJson | null): UpdateOutcome {
  if (!row) return { outcome: 'NOT_FOUND' };
  return { outcome: 'INVALID', issues: [{ path: [], message: 'names something that does not exist any more' }] };
}

/** A status and a priority can be given by two fields each, and a contact too. */
function toGivenPath(path: readonly string[], changes: UpdateRequest['changes']): readonly string[] {
  switch (path.join('.')) {
    case 'status':
      return changes.status === undefined ? ['statusName'] : path;
    case 'priority':
      return changes.priority === undefined ? ['priorityName'] : path;
    case 'sirportly.contactMethod':
      return changes['sirportly.contactMethod'] === undefined ? ['sirportly', 'contactMethodData'] : path;
    default:
      return path;
  }
}
