import { locateJsonMistake } from './json-mistake.js';
import { badRequest, toRefusalError } from './refusal.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

export interface JsonLimits {
  /** How deep lists and objects may be in each other. */
  readonly nesting: number;
  /** Values that there may be, counted by the commas between them. */
  readonly values: number;
}

/**
 * Parses JSON of bounded depth and number of values: the time for each of them is many times that for a character.
 * @param what names the text in messages, such as "The body"
 * @throws GraphQLError, in our own words and without a piece of the text
 */
export function parseJson(text: string, what: string, limits: JsonLimits): unknown {
  const excess = findExcess(text, limits);
  if (excess)
    throw toRefusalError({ status: 400, code: 'QUERY_TOO_COMPLEX', message: `${what} must not have ${excess}.` });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw toRefusalError(badRequest(`${what} is not JSON: ${toMistake(text)}.`));
  }
}

function toMistake(text: string): string {
  if (text.trim() === '') return 'it is empty';
  const { line, column } = locateJsonMistake(text);
  return `the mistake is in line ${line}, column ${column}`;
}

/** What there is too much of outside of strings, without parsing; null when nothing is. */
function findExcess(text: string, { nesting, values }: JsonLimits): string | null {
  let [depth, commas] = [0, 0];
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isText = !isText;
    else if (isText) at += code === BACKSLASH ? 1 : 0;
    else if (code === COMMA) commas += 1;
    else if (isOpening(code)) depth += 1;
    else if (isClosing(code)) depth -= 1;
    if (depth > nesting) return `more than ${nesting} lists and objects in each other`;
    if (commas >= values) return `more than ${values} values`;
  }
  return null;
}

/** `[` and `{` */
function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

/** `]` and `}` */
function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}
