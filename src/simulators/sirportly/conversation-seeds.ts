import type { Random } from '../http/random.js';
import type { SirportlyAuthor, SirportlyUpdate } from './model.js';
import { createSirportlyUpdate } from './records.js';
import { toWholeSecond } from './times.js';

/** What a conversation is made from. */
export interface ConversationParts {
  readonly subject: string;
  readonly request: string;
  readonly followUps: readonly string[];
  readonly answers: readonly string[];
  readonly note: string;
  /** Whether somebody has it; nobody else answers. */
  readonly isAssigned: boolean;
  readonly contactId: number;
  readonly userId: number;
  readonly source: string;
  readonly submittedAtMs: number;
  readonly latestMs: number;
}

type Line = Pick<SirportlyUpdate, 'message' | 'author'> & { readonly isPrivate?: boolean };

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

/**
 * Makes up the updates of a ticket: a request and, in most, what followed. Some have none yet, some a private note,
 * and some a message of the system.
 */
export function createConversation(
  random: Random,
  parts: ConversationParts,
  nextId: () => number,
): readonly SirportlyUpdate[] {
  if (random.chance(0.05)) return [];
  let postedAtMs = parts.submittedAtMs;
  return createLines(random, parts).map((line, index) => {
    if (index > 0) postedAtMs = laterTime(random, postedAtMs, parts.latestMs);
    const { subject, source } = parts;
    return createSirportlyUpdate({ ...line, id: nextId(), subject, source, postedAtMs });
  });
}

function createLines(random: Random, parts: ConversationParts): readonly Line[] {
  const contact: SirportlyAuthor = { type: 'contact', id: parts.contactId };
  const user: SirportlyAuthor = { type: 'user', id: parts.userId };
  const lines: Line[] = [{ message: parts.request, author: contact }];
  if (!parts.isAssigned || random.chance(0.2)) return lines;
  const rounds = random.integer(1, parts.answers.length);
  for (const [index, message] of parts.answers.slice(0, rounds).entries()) {
    if (random.chance(0.25)) lines.push({ message: parts.note, author: user, isPrivate: true });
    lines.push({ message, author: user });
    const followUp = parts.followUps[index];
    if (followUp !== undefined && random.chance(0.6)) lines.push({ message: followUp, author: contact });
  }
  if (random.chance(0.1)) lines.push({ message: 'This ticket was closed automatically.', author: null });
  return lines;
}

function laterTime(random: Random, ms: number, latestMs: number): number {
  return toWholeSecond(Math.min(ms + random.integer(minuteMs, dayMs), latestMs));
}
