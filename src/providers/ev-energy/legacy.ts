import { ProviderError } from '../../provider/provider-error.js';
import { readSlots } from '../../provider/http/read-slots.js';
import { carriedMessages, toMessages } from './message-mapping.js';
import { isLegacy, type TicketRowJson } from './ticket-row.js';
import type { TicketWithMessages } from './ticket-rows.js';

const CONCURRENT_LOOKUPS = 10;

/** Reads every row of the older shape with one `external_ticket_id`. */
export type LoadConversation = (externalTicketId: string) => Promise<readonly TicketRowJson[]>;

/** Rows of one ticket in the older shape, by position. */
interface Conversation {
  readonly rows: readonly TicketRowJson[];
  readonly isWhole: boolean;
}

/**
 * Makes tickets of rows. In the older shape a row is one message, and the ticket is the row of its first message; the
 * others add no ticket, on whichever page they are. A look-up is made for a ticket only when its first row is not at
 * hand, or when its messages are wanted.
 * @throws ProviderError when a look-up failed
 */
export async function toTicketsWithMessages(
  rows: readonly TicketRowJson[],
  wantsMessages: boolean,
  load: LoadConversation,
): Promise<TicketWithMessages[]> {
  const groups = groupByTicket(rows.filter(isLegacy));
  const conversations = await loadConversations(groups, wantsMessages, load);
  return rows.flatMap((row) => {
    if (!isLegacy(row)) return [{ row, messages: carriedMessages(row) }];
    const conversation = conversations.get(row.external_ticket_id);
    if (conversation?.rows[0]?.id !== row.id) return [];
    return [{ row, messages: conversation.isWhole ? toMessages(conversation.rows) : undefined }];
  });
}

async function loadConversations(
  groups: ReadonlyMap<string, readonly TicketRowJson[]>,
  wantsMessages: boolean,
  load: LoadConversation,
): Promise<ReadonlyMap<string, Conversation>> {
  const ids = [...groups.keys()];
  const slots = await readSlots(ids, CONCURRENT_LOOKUPS, async (id) => {
    const atHand = (groups.get(id) ?? []).toSorted(byPosition);
    if (!wantsMessages && atHand[0]?.position === 0) return { rows: atHand, isWhole: false };
    const loaded = await load(id);
    return { rows: loaded.length > 0 ? loaded.toSorted(byPosition) : atHand, isWhole: true };
  });
  return new Map(ids.map((id, index) => [id, orThrow(slots[index] ?? null)]));
}

function orThrow(slot: Conversation | ProviderError | null): Conversation {
  if (slot instanceof ProviderError) throw slot;
  return slot ?? { rows: [], isWhole: false };
}

function groupByTicket(rows: readonly TicketRowJson[]): Map<string, TicketRowJson[]> {
  const groups = new Map<string, TicketRowJson[]>();
  for (const row of rows) {
    const group = groups.get(row.external_ticket_id);
    if (group) group.push(row);
    else groups.set(row.external_ticket_id, [row]);
  }
  return groups;
}

function byPosition(a: TicketRowJson, b: TicketRowJson): number {
  return a.position - b.position || (a.id < b.id ? -1 : 1);
}
