import { nearestName } from '../config/nearest-name.js';

/** What is wrong with a record. */
export interface Problem {
  /** Where the record begins in the file; the first line is 1. */
  readonly line: number;
  /** Column or field; null when it is the whole record. */
  readonly field: string | null;
  /** The rest of a sentence that begins with the place. */
  readonly message: string;
}

/** Problems as they are found. However many there are, only the first ones are kept. */
export interface ProblemList {
  add(problem: Problem): void;
  count(): number;
  /** `line 3, email: what is wrong`, by line. */
  first(): readonly string[];
}

const MOST_KEPT = 50;
const MOST_QUOTED = 80;

export function createProblemList(): ProblemList {
  const kept: Problem[] = [];
  let count = 0;
  return {
    add(problem) {
      count += 1;
      if (kept.length < MOST_KEPT) kept.push(problem);
    },
    count: () => count,
    first: () => kept.toSorted((a, b) => a.line - b.line).map(toText),
  };
}

function toText({ line, field, message }: Problem): string {
  return field === null ? `line ${line}: ${message}` : `line ${line}, ${toVisible(field)}: ${message}`;
}

/** Foreign text on its way to a terminal: in quotes, on one line, and not too long. */
export function quote(text: string): string {
  return `"${toVisible(text)}"`;
}

function toVisible(text: string): string {
  const visible = text.slice(0, MOST_QUOTED).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
  return text.length > MOST_QUOTED ? `${visible}…` : visible;
}

/** The names there are, and the one that was probably meant. */
export function toChoice(name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names);
  return `there are ${names.join(', ')}${nearest === null ? '' : `; did you mean ${nearest}?`}`;
}
