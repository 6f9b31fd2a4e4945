import { addMilliseconds } from '../../ticket/instant.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { CreateRequest } from '../../provider/writes.js';
import type { Requester } from './requester.js';
import type { TicketJson } from './ticket-json.js';
import type { WriteContext } from './written-tickets.js';

/** Their clock and ours may differ by that much. */
const CLOCK_MARGIN_MS = 5 * 60 * 1000;
/** Six hundred tickets. */
const MAX_PAGES = 20;

/**
 * The ticket that an earlier try opened without learning its reference: one from the same requester, of the same
 * subject, not older than the first try, in which nothing has been said. Null when there is none.
 * @throws ProviderError UNAVAILABLE when there are too many tickets to tell
 */
export async function findLostTicket(
  { attempt, subject }: CreateRequest,
  requester: Requester,
  { client, call, options }: WriteContext,
): Promise<TicketJson | null> {
  // A token of a staff user may not list a contact's tickets.
  const contact = options.application === undefined ? requester.contactId : null;
  const earliest = addMilliseconds(attempt.startedAt, -CLOCK_MARGIN_MS);
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const { rows, pages } = await client.listTickets({ contact, direction: 'DESC' }, number, call);
    const recent = rows.filter(({ submitted_at }) => submitted_at >= earliest);
    const found = recent.find((row) => row.subject === subject && !row.update_count && requester.isOf(row));
    if (found) return found;
    if (recent.length < rows.length || number >= pages) return null;
  }
  throw new ProviderError('UNAVAILABLE', TOO_MANY, { outcomeUnknown: true });
}

const TOO_MANY =
  'There are too many tickets since the first try to look through. Look for the ticket by hand, or take a new key ' +
  'knowing that there may be two.';
