import type { Dialect } from './dialect.js';
import type { SirportlyTicket } from './model.js';

/** Null before the first update. */
export function lastUpdatePostedAtMs({ updates }: SirportlyTicket): number | null {
  return updates.length === 0 ? null : Math.max(...updates.map(({ postedAtMs }) => postedAtMs));
}

/** The kind of author of the latest update that has one. Null when no update has. */
export function lastRespondant({ updates }: SirportlyTicket, dialect: Dialect): string | null {
  const author = updates.findLast((update) => update.author !== null)?.author;
  if (!author) return null;
  return author.type === 'user' ? 'user' : dialect.contact;
}
