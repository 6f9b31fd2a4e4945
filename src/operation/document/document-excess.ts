const LONGEST_NAME = 255;
const MOST_COMMENTS = 1000;
const COMMENT_END = /[\n\r]|$/g;
const [QUOTE, HASH, BACKSLASH] = [0x22, 0x23, 0x5c];

/** What there is too much of in a document: brackets in each other, letters of a name (255), comments (1000). */
export type DocumentExcess = 'NESTING' | 'NAME' | 'COMMENTS';

/**
 * Finds what would hurt the parser, in one pass over the text that ends where the first limit is passed. What is inside
 * of strings and comments does not count. It takes for one token what the lexer does, and does not mind mistakes: those
 * are the parser's to tell, which does not go beyond them.
 * @param nesting how deep brackets of all kinds may be in each other
 * @see https://spec.graphql.org/October2021/#sec-Appendix-Grammar-Summary
 */
export function findDocumentExcess(text: string, nesting: number): DocumentExcess | null {
  let [depth, comments] = [0, 0];
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at);
    depth += toStep(code);
    if (depth > nesting) return 'NESTING';
    if (code === HASH) comments += 1;
    if (comments > MOST_COMMENTS) return 'COMMENTS';
    const end = endOfToken(text, at, code);
    if (end - at > LONGEST_NAME && isNameStart(code)) return 'NAME';
    at = end;
  }
  return null;
}

/** Of brackets: one level in or out. */
function toStep(code: number): -1 | 0 | 1 {
  if (code === 0x7b || code === 0x5b || code === 0x28) return 1;
  return code === 0x7d || code === 0x5d || code === 0x29 ? -1 : 0;
}

function endOfToken(text: string, at: number, code: number): number {
  if (code === QUOTE) return text.startsWith('"""', at) ? endOfBlock(text, at + 3) : endOfString(text, at + 1);
  if (code === HASH) return endOfComment(text, at);
  return isNameStart(code) ? endOfName(text, at) : at + 1;
}

/** `A` to `Z`, `a` to `z` and `_` */
function isNameStart(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f;
}

function endOfName(text: string, start: number): number {
  let at = start + 1;
  for (let code = text.charCodeAt(at); isNameStart(code) || isDigit(code); code = text.charCodeAt(at)) at += 1;
  return at;
}

/** `0` to `9` */
function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function endOfComment(text: string, start: number): number {
  COMMENT_END.lastIndex = start;
  return COMMENT_END.exec(text)?.index ?? text.length;
}

/** A string ends at its quote, or with its line: then it is a mistake, and what follows is no longer inside. */
function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === 0x0a || code === 0x0d) return at;
    if (code === BACKSLASH) at += 1;
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
