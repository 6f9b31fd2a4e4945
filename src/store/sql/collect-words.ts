import type { Message } from '../../ticket/message.js';
import { toWords } from '../../ticket/words.js';
import type { TicketTable } from './tables.js';

/** What `search` finds a ticket by: everybody's words, and those that only staff may find it by. */
export function collectWords(
  texts: readonly (string | null)[],
  messages: readonly Pick<Message, 'visibility' | 'text'>[],
): Pick<TicketTable, 'words' | 'internal_words'> {
  const words = toWordSet([...texts.map((text) => text ?? ''), ...textsOf(messages, 'PUBLIC')]);
  const internal = toWordSet(textsOf(messages, 'INTERNAL'));
  return { words: [...words], internal_words: [...internal].filter((word) => !words.has(word)) };
}

function textsOf(
  messages: readonly Pick<Message, 'visibility' | 'text'>[],
  visibility: Message['visibility'],
): string[] {
  return messages.filter((message) => message.visibility === visibility).map(({ text }) => text);
}

function toWordSet(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap(toWords));
}
