import type { EvEnergyMessage } from './model.js';
import type { Random } from '../http/random.js';
import type { Scenario } from './scenarios.js';
import type { MessageType } from './taxonomy.js';

const longestPauseMicros = 30 * 3_600_000_000;
const longestStoringDelayMs = 60_000;

/** What a conversation grows from. */
export interface ConversationSeed {
  readonly scenario: Scenario;
  /** The filled-in text that opens the ticket. */
  readonly request: string;
  readonly messageCount: number;
  readonly createdAtMicros: number;
  readonly storedAtMs: number;
  /** No message is written after this. */
  readonly latestMs: number;
}

/** Writes a ticket's messages: a request, then answers and follow-ups in turn. */
export function createConversation(random: Random, seed: ConversationSeed): EvEnergyMessage[] {
  const messages: EvEnergyMessage[] = [];
  let createdAtMicros = seed.createdAtMicros;
  let storedAtMs = seed.storedAtMs;
  for (let position = 0; position < seed.messageCount; position += 1) {
    messages.push(createMessage(random, seed, { position, createdAtMicros, storedAtMs }));
    createdAtMicros += pauseBefore(random, seed.latestMs * 1000 - createdAtMicros);
    storedAtMs = storingTime(random, storedAtMs, createdAtMicros);
  }
  return messages;
}

interface Moment {
  readonly position: number;
  readonly createdAtMicros: number;
  readonly storedAtMs: number;
}

function createMessage(random: Random, seed: ConversationSeed, moment: Moment): EvEnergyMessage {
  const messageType = typeAt(random, moment.position);
  const text = textAt(seed, moment.position);
  return {
    id: `tmsg${random.ulid(moment.storedAtMs)}`,
    position: moment.position,
    messageType,
    message: messageType === 'CUSTOMER_RESPONSE' ? `${text}\n\nSent from my phone` : text,
    messageClean: random.chance(0.15) ? null : text,
    createdAtMicros: moment.createdAtMicros,
  };
}

function typeAt(random: Random, position: number): MessageType {
  if (position === 0) return 'INITIAL_REQUEST';
  if (position % 2 === 0) return 'CUSTOMER_RESPONSE';
  return random.chance(position === 1 ? 0.5 : 0.1) ? 'AI_AGENT_RESPONSE' : 'HUMAN_AGENT_RESPONSE';
}

function textAt({ scenario, request }: ConversationSeed, position: number): string {
  if (position === 0) return request;
  const turn = Math.floor((position - 1) / 2);
  const texts = position % 2 === 0 ? scenario.followUps : scenario.answers;
  return texts[turn % texts.length] ?? '';
}

function pauseBefore(random: Random, remainingMicros: number): number {
  const longestMicros = Math.min(longestPauseMicros, Math.floor(remainingMicros / 2));
  return random.integer(Math.min(120_000_000, longestMicros), longestMicros);
}

function storingTime(random: Random, previousMs: number, createdAtMicros: number): number {
  const createdMs = Math.floor(createdAtMicros / 1000);
  return Math.max(previousMs + 1, createdMs + random.integer(0, longestStoringDelayMs));
}
