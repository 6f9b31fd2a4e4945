import { badUserInput } from './errors.js';
import { isGiven } from './given.js';

export const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 100;

/** The four Relay arguments as they come. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** Which page is meant. */
export interface PageRequest {
  readonly direction: 'FORWARD' | 'BACKWARD';
  readonly size: number;
  readonly cursor: string | null;
  /** The argument the cursor came in, for messages. */
  readonly cursorArgument: 'after' | 'before';
}

/** @throws GraphQLError BAD_USER_INPUT for a size outside 1 to 100, and for `first`/`after` with `last`/`before` */
export function parsePage({ first, after, last, before }: PageArguments): PageRequest {
  const backward = isGiven(last) || isGiven(before);
  if (backward && (isGiven(first) || isGiven(after))) {
    throw badUserInput(isGiven(last) ? 'last' : 'before', 'cannot go with first or after: page one way at a time');
  }
  if (backward) {
    return { direction: 'BACKWARD', size: toSize('last', last), cursor: before ?? null, cursorArgument: 'before' };
  }
  return { direction: 'FORWARD', size: toSize('first', first), cursor: after ?? null, cursorArgument: 'after' };
}

function toSize(argument: string, size: number | null | undefined): number {
  if (!isGiven(size)) return DEFAULT_PAGE_SIZE;
  if (size < 1 || size > MAX_PAGE_SIZE) throw badUserInput(argument, `must be 1 to ${MAX_PAGE_SIZE}, not ${size}`);
  return size;
}
