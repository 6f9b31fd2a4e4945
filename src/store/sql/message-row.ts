import type { Message } from '../../ticket/message.js';
import type { TicketRef } from '../../ticket/ticket.js';
import type { MessageTable } from './tables.js';
import { toTimestamp } from './timestamp.js';

/** What is read of a message, under the names that a `Message` has. */
export const MESSAGE_COLUMNS = [
  'm.id',
  'm.native_id as nativeId',
  'm.position',
  'm.type',
  'm.visibility',
  'm.author_name as authorName',
  'm.text',
  'm.text_clean as textClean',
  'm.created_at as createdAt',
] as const;

/** A new row of `messages`, as JSON holds it. */
export function toMessageRow({ backend, nativeId }: TicketRef, message: Message): MessageTable {
  return {
    backend,
    ticket_native_id: nativeId,
    position: message.position,
    id: message.id,
    native_id: message.nativeId,
    type: message.type,
    visibility: message.visibility,
    author_name: message.authorName,
    text: message.text,
    text_clean: message.textClean,
    created_at: message.createdAt && toTimestamp(message.createdAt),
  };
}
