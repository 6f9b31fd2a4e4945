import { syntaxError } from './syntax-error.js';

/** A piece of a query. `value` is what it says, without the quotes of a text; the rest is where it stands. */
export interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'symbol';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const tokenPattern =
  /(?<word>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?)|'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<symbol>!=|>=|[=<>,().])/y;

/** @throws Refusal 422 on what cannot begin a token, an unclosed quote among it */
export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = skipSpace(query, 0);
  while (position < query.length) {
    const token = readToken(query, position);
    tokens.push(token);
    position = skipSpace(query, token.end);
  }
  return tokens;
}

function readToken(query: string, start: number): Token {
  tokenPattern.lastIndex = start;
  const match = tokenPattern.exec(query);
  if (!match) throw syntaxError(query.slice(start));
  const { word, number, single, double, symbol = '' } = match.groups ?? {};
  const place = { start, end: tokenPattern.lastIndex };
  if (word !== undefined) return { kind: 'word', value: word, ...place };
  if (number !== undefined) return { kind: 'number', value: number, ...place };
  const text = single ?? double;
  return text === undefined ? { kind: 'symbol', value: symbol, ...place } : { kind: 'text', value: text, ...place };
}

function skipSpace(query: string, from: number): number {
  let position = from;
  while (position < query.length && query.charAt(position).trim() === '') position += 1;
  return position;
}
