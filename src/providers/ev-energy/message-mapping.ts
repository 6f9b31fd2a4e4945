import { z } from 'zod';
import { inOrder } from '../../ticket/in-order.js';
import { parseInstant } from '../../ticket/instant.js';
import { MESSAGE_TYPES, type Message, type MessageType } from '../../ticket/message.js';
import { compiled, optionalText } from '../../provider/fields.js';
import { isRecord } from '../../provider/json.js';
import { onceFor } from '../../provider/once-for.js';
import type { TicketRowJson } from './ticket-row.js';

/** Section 8.2 of the fact sheet. */
const messageRow = compiled(
  z.object({
    id: z.string().min(1),
    position: z.int().nonnegative(),
    message_type: optionalText,
    message: z.string(),
    message_clean: optionalText,
    created_at: optionalText,
  }),
);

/**
 * A conversation, ordered by position; a message that cannot be read costs that message. Rows of the older shape are
 * messages too.
 */
export function toMessages(rows: readonly unknown[]): readonly Message[] {
  const read = rows.map((row) => messageRow.safeParse(row).data).filter((row) => row !== undefined);
  return inOrder(read.map(toMessage), byPosition);
}

/**
 * The messages that came along with an expanded ticket; undefined when it carries none, only their URLs, or not one that
 * can be read: that is no empty conversation.
 */
export function carriedMessages({ messages }: TicketRowJson): readonly Message[] | undefined {
  if (!messages?.every(isRecord)) return undefined;
  const read = toMessagesOnce(messages);
  return read.length === 0 && messages.length > 0 ? undefined : read;
}

const toMessagesOnce = onceFor(toMessages);

function toMessage(row: z.output<typeof messageRow>): Message {
  const type = toMessageType(row.message_type);
  return {
    id: row.id,
    nativeId: row.id,
    position: row.position,
    type: type ?? 'HUMAN_AGENT_RESPONSE',
    // Whom a message of a type yet to come is for cannot be told, so it is shown to staff only.
    visibility: type === null ? 'INTERNAL' : 'PUBLIC',
    authorName: null,
    text: row.message,
    textClean: row.message_clean,
    createdAt: row.created_at === null ? null : parseInstant(row.created_at),
  };
}

/** The older shape writes display names, such as "Initial Request". */
function toMessageType(name: string | null): MessageType | null {
  const value = name
    ?.trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');
  return MESSAGE_TYPES.find((type) => type === value) ?? null;
}

function byPosition(a: Message, b: Message): number {
  return a.position - b.position || (a.id < b.id ? -1 : 1);
}
