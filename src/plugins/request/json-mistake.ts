const SPACE = /[\t\n\r ]*/y;
/** All but control characters, quotes and backslashes. */
const PLAIN = /[ !#-[\]-\uffff]*/y;
const ESCAPE = /["\\/bfnrt]|u[\da-fA-F]{4}/y;
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

export interface Place {
  /** From 1. */
  readonly line: number;
  /** In UTF-16 code units, from 1. */
  readonly column: number;
}

/**
 * Where a text stops being JSON; the end of the text when it stops too early. The parser of the platform says so in its
 * own words only, with pieces of the text.
 * @param text not JSON, and not nested so deep that following it by recursion hurts
 */
export function locateJsonMistake(text: string): Place {
  const mistake = new Reader(text).findMistake();
  let [line, start] = [1, 0];
  for (let end = text.indexOf('\n'); end >= 0 && end < mistake; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: mistake - start + 1 };
}

/** Reads JSON as far as it goes. Each method moves over what it is named after, and is false when that is not there. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  findMistake(): number {
    if (this.#value()) this.#skipSpace();
    return this.#at;
  }

  #value(): boolean {
    this.#skipSpace();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#items('}', () => this.#member());
      case '[':
        return this.#items(']', () => this.#value());
      case '"':
        return this.#string();
      default:
        return this.#match(LITERAL);
    }
  }

  #items(close: string, item: () => boolean): boolean {
    this.#at += 1;
    if (this.#character(close)) return true;
    while (item()) {
      if (this.#character(close)) return true;
      if (!this.#character(',')) return false;
    }
    return false;
  }

  #member(): boolean {
    this.#skipSpace();
    return this.#text[this.#at] === '"' && this.#string() && this.#character(':') && this.#value();
  }

  #string(): boolean {
    this.#at += 1;
    for (this.#match(PLAIN); this.#text[this.#at] === '\\'; this.#match(PLAIN)) {
      this.#at += 1;
      if (!this.#match(ESCAPE)) return false;
    }
    if (this.#text[this.#at] !== '"') return false;
    this.#at += 1;
    return true;
  }

  #character(expected: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== expected) return false;
    this.#at += 1;
    return true;
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const found = pattern.test(this.#text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #skipSpace(): void {
    this.#match(SPACE);
  }
}
