import { toVisibleFilter } from '../auth/visibility.js';
import { CursorError } from '../federation/cursor.js';
import type { TicketKey } from '../ticket/order.js';
import type { Context } from './context.js';
import { badUserInput } from './errors.js';
import type { PageRequest } from './page-arguments.js';

/** What a cursor belongs to: the list, its arguments, and who sees the same tickets. */
export function toQuestion(list: string, args: unknown, { viewer }: Pick<Context, 'viewer'>): string {
  return JSON.stringify([list, args, toVisibleFilter(viewer)]);
}

/** The place that a page's cursor stands for. @throws GraphQLError BAD_USER_INPUT when it belongs elsewhere */
export function openCursor(
  { cursor, cursorArgument }: PageRequest,
  question: () => string,
  { cursors }: Context,
): TicketKey | null {
  if (cursor === null) return null;
  try {
    return cursors.open(cursor, question());
  } catch (error) {
    if (error instanceof CursorError) throw badUserInput(cursorArgument, error.message);
    throw error;
  }
}
