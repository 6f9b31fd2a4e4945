import { onceFor } from '../../provider/once-for.js';
import type { Message, MessageType } from '../../ticket/message.js';
import { toComparable, toFullName } from './names.js';
import type { UpdateJson } from './update-json.js';

/** @param aiAgent username or id of the staff user whose messages are the AI agent's */
export function toMessages(updates: readonly UpdateJson[], aiAgent: string | undefined): readonly Message[] {
  return updates.map((update, position) => ({
    id: update.id,
    nativeId: update.id,
    position,
    type: position === 0 ? 'INITIAL_REQUEST' : toMessageType(update, aiAgent),
    visibility: update.private ? 'INTERNAL' : 'PUBLIC',
    authorName: toAuthorName(update),
    text: update.message ?? update.html_body ?? '',
    textClean: update.stripped_content,
    createdAt: update.posted_at,
  }));
}

/** The same for all who are given the same answer. */
export const toMessagesOnce = onceFor(toMessages);

/** The author is a `Contact` in version 2 and a `Customer` in version 1. Null without one: the system, or a stranger. */
export function toSpeaker({ author }: UpdateJson): 'CUSTOMER' | 'STAFF' | null {
  switch (toComparable(author?.type ?? '')) {
    case 'contact':
    case 'customer':
      return 'CUSTOMER';
    case 'user':
      return 'STAFF';
    default:
      return null;
  }
}

function toMessageType(update: UpdateJson, aiAgent: string | undefined): MessageType {
  const speaker = toSpeaker(update);
  if (speaker === 'CUSTOMER') return 'CUSTOMER_RESPONSE';
  const isAiAgent = speaker === 'STAFF' && aiAgent !== undefined && isUser(update.author, aiAgent);
  return isAiAgent ? 'AI_AGENT_RESPONSE' : 'HUMAN_AGENT_RESPONSE';
}

function isUser(author: UpdateJson['author'], user: string): boolean {
  return author?.id === user || toComparable(author?.username ?? '') === toComparable(user);
}

function toAuthorName({ author, from_name }: UpdateJson): string | null {
  return author?.name ?? toFullName(author) ?? from_name;
}
