import { locateJsonMistake } from './json-mistake.js';
import { badRequest, toRefusalError } from './refusal.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Parses JSON of bounded depth.
 * @param what names the text in messages, such as "The body"
 * @param nesting how deep lists and objects may be in each other
 * @throws GraphQLError, in our own words and without a piece of the text
 */
export function parseJson(text: string, what: string, nesting: number): unknown {
  if (isNestedDeeper(text, nesting)) {
    const message = `${what} must not have more than ${nesting} lists and objects in each other.`;
    throw toRefusalError({ status: 400, code: 'QUERY_TOO_COMPLEX', message });
  }
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

/** Whether brackets outside of strings go deeper, without parsing. */
function isNestedDeeper(text: string, limit: number): boolean {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isText = !isText;
    else if (isText) at += code === BACKSLASH ? 1 : 0;
    else if (isOpening(code)) {
      depth += 1;
      if (depth > limit) return true;
    } else if (isClosing(code)) depth -= 1;
  }
  return false;
}

/** `[` and `{` */
function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

/** `]` and `}` */
function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}
