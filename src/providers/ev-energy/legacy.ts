import { readSlots } from '../../provider/http/read-slots.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { Slots } from '../../provider/provider.js';
import { toConversationKey } from './conversation.js';
import { carriedMessages, toMessages } from './message-mapping.js';
import { isFound } from '../../provider/slots.js';
import { isLegacy, type TicketRowJson } from './ticket-row.js';
import type { TicketWithMessages } from './ticket-rows.js';

const CONCURRENT_LOOKUPS = 10;

/** Reads every row of the conversation that a row of the older shape belongs to. */
export type LoadConversation = (row: TicketRowJson) => Promise<readonly TicketRowJson[]>;

/** Rows of one ticket in the older shape, by position. */
type Group = readonly TicketRowJson[];

/** A group as it was looked up, or why that failed; undefined when no look-up was needed. */
type LookUp = Group | ProviderError | null | undefined;

/**
 * Makes tickets of rows, slot by slot. In the older shape a row is one message, and the ticket is the row of its first
 * message; the others are null, on whichever page they are. A look-up is made for a ticket only when its first row is
 * not at hand, or when its messages are wanted. One that failed stands in place of the messages where the first row is
 * at hand, else in the slots of all rows that it was made for.
 */
export async function toTicketsWithMessages(
  slots: Slots<TicketRowJson>,
  wantsMessages: boolean,
  load: LoadConversation,
): Promise<Slots<TicketWithMessages>> {
  const groups = toGroups(slots.filter(isFound).filter(isLegacy));
  const lookUps = await lookUp(groups, wantsMessages, load);
  return slots.map((slot) => {
    if (!isFound(slot)) return slot;
    if (!isLegacy(slot)) return { row: slot, messages: carriedMessages(slot) };
    const key = toConversationKey(slot);
    return toTicketSlot(slot, groups.get(key) ?? [], lookUps.get(key));
  });
}

async function lookUp(
  groups: ReadonlyMap<string, Group>,
  wantsMessages: boolean,
  load: LoadConversation,
): Promise<ReadonlyMap<string, LookUp>> {
  const keys = [...groups].filter(([, atHand]) => wantsMessages || !startsAtFirst(atHand)).map(([key]) => key);
  const slots = await readSlots(keys, CONCURRENT_LOOKUPS, async (key) => {
    const [row] = groups.get(key) ?? [];
    return row ? (await load(row)).toSorted(byPosition) : null;
  });
  return new Map(keys.map((key, index) => [key, slots[index]]));
}

function toTicketSlot(row: TicketRowJson, atHand: Group, found: LookUp): TicketWithMessages | null | ProviderError {
  const hasFailed = found instanceof ProviderError;
  if (hasFailed && !startsAtFirst(atHand)) return found;
  const rows = hasFailed || !found || found.length === 0 ? atHand : found;
  if (rows[0]?.id !== row.id) return null;
  return { row, messages: hasFailed || !found ? (found ?? undefined) : toMessages(rows) };
}

function startsAtFirst(rows: Group): boolean {
  return rows[0]?.position === 0;
}

function toGroups(rows: readonly TicketRowJson[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, TicketRowJson[]>();
  for (const row of rows.toSorted(byPosition)) {
    const key = toConversationKey(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function byPosition(a: TicketRowJson, b: TicketRowJson): number {
  return a.position - b.position || (a.id < b.id ? -1 : 1);
}
