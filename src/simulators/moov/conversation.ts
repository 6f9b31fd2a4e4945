import type { Random } from '../http/random.js';
import { formatInstant } from './instant.js';
import type { MoovContact, MoovMessage } from './model.js';
import type { Scenario } from './scenarios.js';

const longestPauseMs = 30 * 3_600_000;
const supportNames = ['Dana (Moov Support)', 'Moov Support'];

/** What a conversation grows from. */
export interface ConversationSeed extends Omit<Scenario, 'title'> {
  readonly status: string;
  readonly contact: MoovContact;
  readonly createdAtMs: number;
  /** No message is sent after this. */
  readonly latestMs: number;
}

/** Writes a ticket's messages, oldest first: a request, then answers and follow-ups in turn. A new ticket has no answer. */
export function createConversation(random: Random, seed: ConversationSeed): MoovMessage[] {
  const { status, contact, request, createdAtMs, latestMs } = seed;
  const requester = contact.name ?? contact.email;
  const support = random.pick(supportNames);
  const replies = status === 'new' ? [] : chooseReplies(random, seed);
  const messages = [{ author: requester, body: request, sentOn: formatInstant(createdAtMs) }];
  let sentAtMs = createdAtMs;
  for (const [index, body] of replies.entries()) {
    sentAtMs += random.integer(0, Math.min(longestPauseMs, Math.max(0, Math.floor((latestMs - sentAtMs) / 2))));
    messages.push({ author: index % 2 === 0 ? support : requester, body, sentOn: formatInstant(sentAtMs) });
  }
  return messages;
}

function chooseReplies(random: Random, { answers, followUps }: ConversationSeed): readonly string[] {
  const turns = answers.flatMap((answer, index) => [answer, followUps[index]]);
  const texts = turns.filter((text) => text !== undefined);
  return texts.slice(0, random.integer(1, texts.length));
}
