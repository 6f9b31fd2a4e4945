import { jsonReply } from '../http/reply.js';
import type { Verb } from './call.js';
import type { SirportlyTicket } from './model.js';
import { toPage } from './paging.js';
import { blankMessage, invalidRecord } from './refusal.js';
import { toFoundTicketBody } from './ticket-view.js';

const maxHighlights = 3;

const wordPattern = /[\p{L}\p{N}]+/gu;

/** Finds the tickets that have every word of the query in their subject or their messages, newest first. */
export const search: Verb = (call) => {
  const query = call.parameters.get('query') ?? '';
  if (query.trim() === '') throw invalidRecord({ query: [blankMessage] });
  const words = wordsOf(query);
  const found = call.data.tickets.filter((ticket) => hasWords(ticket, words));
  const sorted = found.toSorted((left, right) => right.submittedAtMs - left.submittedAtMs);
  const page = toPage(sorted, call.parameters, (ticket) => ({
    ticket: toFoundTicketBody(ticket, call),
    highlights: toHighlights(ticket, words),
  }));
  return jsonReply({ query, ...page });
};

function textsOf({ subject, updates }: SirportlyTicket): readonly string[] {
  return [subject, ...updates.map(({ message }) => message)];
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(wordPattern));
}

function hasWords(ticket: SirportlyTicket, words: ReadonlySet<string>): boolean {
  const present = wordsOf(textsOf(ticket).join(' '));
  return words.size > 0 && [...words].every((word) => present.has(word));
}

/** The first sentences that have one of the words, with the words in triple braces. */
function toHighlights(ticket: SirportlyTicket, words: ReadonlySet<string>): readonly string[] {
  const sentences = textsOf(ticket).flatMap((text) => text.split(/(?<=[.!?])\s+|\n+/));
  const marked = sentences.map((sentence) =>
    sentence.replace(wordPattern, (word) => (words.has(word.toLowerCase()) ? `{{{${word}}}}` : word)),
  );
  return marked.filter((sentence) => sentence.includes('{{{')).slice(0, maxHighlights);
}
