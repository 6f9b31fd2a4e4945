import type { Message } from '../../ticket/message.js';
import type { TicketRef } from '../../ticket/ticket.js';
import { collectWords } from './collect-words.js';
import type { MessageEffect } from './ticket-inserts.js';
import { toTimestamp } from './timestamp.js';

/** A message to add to a ticket. */
export interface NewMessage {
  readonly ticket: TicketRef;
  readonly message: Message;
}

/** What the messages change in their tickets, once for each ticket. */
export function toEffects(messages: readonly NewMessage[]): MessageEffect[] {
  const byTicket = new Map<string, NewMessage[]>();
  for (const message of messages) {
    const key = JSON.stringify([message.ticket.backend, message.ticket.nativeId]);
    const others = byTicket.get(key);
    if (others) others.push(message);
    else byTicket.set(key, [message]);
  }
  return [...byTicket.values()].flatMap(toEffect);
}

function toEffect(ofTicket: readonly NewMessage[]): MessageEffect[] {
  const [first] = ofTicket;
  if (!first) return [];
  const messages = ofTicket.map(({ message }) => message);
  const latest = messages
    .flatMap(({ createdAt }) => createdAt ?? [])
    .toSorted()
    .at(-1);
  return [
    {
      backend: first.ticket.backend,
      native_id: first.ticket.nativeId,
      latest_message_at: latest === undefined ? null : toTimestamp(latest),
      updated_at: null,
      ...collectWords([], messages),
    },
  ];
}

/**
 * What a message that is written here and now changes in its ticket. An internal note moves no time: outside of staff
 * nobody is to read from a ticket when there was one. Its version does move, for the writers that compare it.
 */
export function toAdditionEffect({ backend, nativeId }: TicketRef, message: Message): MessageEffect {
  const { visibility, createdAt } = message;
  const time = visibility === 'PUBLIC' && createdAt !== null ? toTimestamp(createdAt) : null;
  return {
    backend,
    native_id: nativeId,
    latest_message_at: time,
    updated_at: time,
    ...collectWords([], [message]),
  };
}
