const LONGEST_NAME = 255;
const NAME_START = /[_A-Za-z]/;
const NAME = /\w+/y;
const COMMENT = /[^\n\r]*/y;

/** What there is too much of in a document; NAME is a name of more than 255 characters. */
export type Excess = 'NESTING' | 'NAME';

/**
 * Finds what would hurt the parser, in one pass over the text that ends where the first limit is passed. What is inside
 * of strings and comments does not count. It takes for one token what the lexer does, and does not mind mistakes: those
 * are the parser's to tell, which does not go beyond them.
 * @param nesting how deep brackets of all kinds may be in each other
 * @see https://spec.graphql.org/October2021/#sec-Appendix-Grammar-Summary
 */
export function findExcess(text: string, nesting: number): Excess | null {
  let depth = 0;
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at);
    if ('{[('.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth > nesting) return 'NESTING';
    const end = endOfToken(text, at, character);
    if (end - at > LONGEST_NAME && NAME_START.test(character)) return 'NAME';
    at = end;
  }
  return null;
}

function endOfToken(text: string, at: number, character: string): number {
  if (character === '"') return text.startsWith('"""', at) ? endOfBlock(text, at + 3) : endOfString(text, at + 1);
  if (character === '#') return endOfMatch(COMMENT, text, at);
  return NAME_START.test(character) ? endOfMatch(NAME, text, at) : at + 1;
}

function endOfMatch(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at + 1;
}

/** A string ends at its quote, or with its line: then it is a mistake, and what follows is no longer inside. */
function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') return at + 1;
    if (character === '\n' || character === '\r') return at;
    if (character === '\\') at += 1;
  }
  return text.length;
}

/** In a block, quotes with a backslash right before them are content. */
function endOfBlock(text: string, start: number): number {
  for (let at = text.indexOf('"""', start); at >= 0; at = text.indexOf('"""', at + 3)) {
    if (text[at - 1] !== '\\') return at + 3;
  }
  return text.length;
}
