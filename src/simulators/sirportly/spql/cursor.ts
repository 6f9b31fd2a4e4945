import { syntaxError } from './syntax-error.js';
import { tokenize, type Token } from './tokens.js';

/** Reads a query token by token. */
export interface Cursor {
  /** Steps over the words, in any case, if they come next. */
  accept(...words: readonly string[]): boolean;
  acceptSymbol(symbol: string): boolean;
  /** Steps over the words. @throws Refusal 422 when they do not come next; so do the next four */
  expect(...words: readonly string[]): void;
  expectSymbol(symbol: string): void;
  take(kind: Token['kind']): Token;
  expectEnd(): void;
  /** Null at the end. */
  peek(): Token | null;
  fail(): never;
  /** What the query has from one token to the one last taken. */
  textSince(token: Token): string;
}

export function createCursor(query: string): Cursor {
  const tokens = tokenize(query);
  let position = 0;

  const peek = (ahead = 0): Token | null => tokens[position + ahead] ?? null;
  const fail = (): never => {
    throw syntaxError(query.slice(peek()?.start ?? query.length));
  };
  const accept = (...words: readonly string[]): boolean => {
    const isNext = words.every((word, index) => isWord(peek(index), word));
    if (isNext) position += words.length;
    return isNext;
  };
  const acceptSymbol = (symbol: string): boolean => {
    const token = peek();
    const isNext = token?.kind === 'symbol' && token.value === symbol;
    if (isNext) position += 1;
    return isNext;
  };

  return {
    accept,
    acceptSymbol,
    expect: (...words) => (accept(...words) ? undefined : fail()),
    expectSymbol: (symbol) => (acceptSymbol(symbol) ? undefined : fail()),
    take(kind) {
      const token = peek();
      if (token?.kind !== kind) return fail();
      position += 1;
      return token;
    },
    expectEnd: () => (peek() === null ? undefined : fail()),
    peek: () => peek(),
    fail,
    textSince: ({ start }) => query.slice(start, tokens[position - 1]?.end ?? start),
  };
}

function isWord(token: Token | null, word: string): boolean {
  return token?.kind === 'word' && token.value.toLowerCase() === word.toLowerCase();
}
