import { z } from 'zod';
import { inOrder } from '../../ticket/in-order.js';
import type { Message, MessageType } from '../../ticket/message.js';
import { compiled, instant, optionalText } from '../../provider/fields.js';
import type { Contact } from './ticket-json.js';

/** Section 5.6 of the fact sheet. */
const messageJson = compiled(z.object({ author: optionalText, body: z.string(), sentOn: instant }));

type MessageJson = z.output<typeof messageJson>;

/** Messages as Moov sent them; one that cannot be read is left out. Null when it is none at all. */
export function parseMessages(body: unknown): readonly MessageJson[] | null {
  if (!Array.isArray(body)) return null;
  const messages = body.map((row) => messageJson.safeParse(row).data).filter((row) => row !== undefined);
  return messages.length === 0 && body.length > 0 ? null : messages;
}

/** A conversation, oldest first. Moov gives messages neither ids nor kinds: both are made from their places. */
export function toMessages(rows: readonly MessageJson[], contact: Contact): readonly Message[] {
  const sorted = inOrder(rows, bySentOn);
  const customers = [sorted[0]?.author, contact?.name, contact?.email];
  return sorted.map((row, position) => ({
    id: String(position),
    nativeId: null,
    position,
    type: toType(row, position, customers),
    visibility: 'PUBLIC',
    authorName: row.author,
    text: row.body,
    textClean: null,
    createdAt: row.sentOn,
  }));
}

function toType({ author }: MessageJson, position: number, customers: readonly unknown[]): MessageType {
  if (position === 0) return 'INITIAL_REQUEST';
  return author !== null && customers.includes(author) ? 'CUSTOMER_RESPONSE' : 'HUMAN_AGENT_RESPONSE';
}

function bySentOn(a: MessageJson, b: MessageJson): number {
  if (a.sentOn === b.sentOn) return 0;
  return a.sentOn < b.sentOn ? -1 : 1;
}
