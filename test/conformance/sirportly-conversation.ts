import {
  createSirportlyUpdate,
  type SirportlyAuthor,
  type SirportlyUpdate,
} from '../../src/simulators/sirportly/index.js';
import { addMilliseconds } from '../../src/ticket/instant.js';
import type { Message } from '../../src/ticket/message.js';
import type { Ticket } from '../../src/ticket/ticket.js';
import type { Known } from './sirportly-desk.js';

const MINUTE_MS = 60_000;
const SAM = { author: { type: 'user', id: 1 }, name: 'Sam Lee', respondent: 'user' } as const;
const AI_AGENT = { author: { type: 'user', id: 2 }, name: "Aoife O'Neill", respondent: 'user' } as const;
const SYSTEM = { author: null, name: null, respondent: null } as const;

interface Speaker {
  readonly author: SirportlyAuthor | null;
  readonly name: string | null;
  readonly respondent: 'user' | 'contact' | null;
}

/** A message as it has to come back, and the update that it is there. */
export interface Spoken {
  readonly speaker: Speaker;
  readonly message: Message;
  readonly update: SirportlyUpdate;
}

/** Who spoke is told by the author; nobody did where the system or somebody unknown spoke. */
export function toSpoken(message: Message, { createdAt }: Ticket, known: Known): Spoken {
  const { position, type, visibility, text } = message;
  const speaker = toSpeaker(message, known);
  const id = Number(message.id.slice(-8)) + 1;
  const postedAt = addMilliseconds(createdAt, Math.floor(position / 2) * MINUTE_MS);
  const isPrivate = visibility === 'INTERNAL';
  const { author, name: authorName } = speaker;
  return {
    speaker,
    update: createSirportlyUpdate({ id, message: text, postedAtMs: Date.parse(postedAt), author, isPrivate }),
    message: {
      ...message,
      id: String(id),
      nativeId: String(id),
      type: position === 0 ? 'INITIAL_REQUEST' : toHeldType(type, speaker),
      authorName,
      textClean: null,
      createdAt: postedAt,
    },
  };
}

function toSpeaker({ type, position, authorName }: Message, { contact }: Known): Speaker {
  if (type === 'AI_AGENT_RESPONSE') return AI_AGENT;
  if (type === 'HUMAN_AGENT_RESPONSE') return authorName === null ? SYSTEM : SAM;
  if (contact) return { author: { type: 'contact', id: contact.id }, name: contact.name, respondent: 'contact' };
  const address = `stranger-${position}@example.test`;
  return { author: { type: 'stranger', name: 'A stranger', address }, name: 'A stranger', respondent: 'contact' };
}

function toHeldType(type: Message['type'], { author }: Speaker): Message['type'] {
  if (author?.type === 'contact') return 'CUSTOMER_RESPONSE';
  return type === 'AI_AGENT_RESPONSE' ? type : 'HUMAN_AGENT_RESPONSE';
}
