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

/** The author is a `Contact` in version 2 and a `Customer` in version 1; without one, the system spoke. */
function toMessageType({ author }: UpdateJson, aiAgent: string | undefined): MessageType {
  const type = toComparable(author?.type ?? '');
  if (type === 'contact' || type === 'customer') return 'CUSTOMER_RESPONSE';
  const isAiAgent = type === 'user' && aiAgent !== undefined && isUser(author, aiAgent);
  return isAiAgent ? 'AI_AGENT_RESPONSE' : 'HUMAN_AGENT_RESPONSE';
}

function isUser(author: UpdateJson['author'], user: string): boolean {
  return author?.id === user || toComparable(author?.username ?? '') === toComparable(user);
}

function toAuthorName({ author, from_name }: UpdateJson): string | null {
  return author?.name ?? toFullName(author) ?? from_name;
}
