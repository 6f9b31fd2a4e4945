import { Kind, visit, type DocumentNode } from 'graphql';

/** What is in values: those that stand in a document, or a JSON value. */
export interface InputSize {
  /** Those inside of others included. */
  readonly values: number;
  /** Levels of lists and objects. */
  readonly depth: number;
  /** Values of the longest list. */
  readonly listLength: number;
  /** Characters of the longest text or number. */
  readonly textLength: number;
}

export interface InputLimits {
  readonly inputDepth: number;
  readonly inputValues: number;
  readonly inputListLength: number;
  readonly inputTextLength: number;
}

export function measureLiterals(document: DocumentNode): InputSize {
  const size = { values: 0, depth: 0, listLength: 0, textLength: 0 };
  let depth = 0;
  const enter = () => {
    size.values += 1;
    depth += 1;
    size.depth = Math.max(size.depth, depth);
  };
  const leave = () => {
    depth -= 1;
  };
  const note = ({ value }: { readonly value: string }) => {
    size.values += 1;
    size.textLength = Math.max(size.textLength, value.length);
  };
  visit(document, {
    [Kind.LIST]: {
      enter({ values }) {
        enter();
        size.listLength = Math.max(size.listLength, values.length);
      },
      leave,
    },
    [Kind.OBJECT]: { enter, leave },
    [Kind.STRING]: note,
    [Kind.INT]: note,
    [Kind.FLOAT]: note,
    [Kind.ENUM]: note,
    [Kind.BOOLEAN]: () => void (size.values += 1),
    [Kind.NULL]: () => void (size.values += 1),
  });
  return size;
}

/**
 * The variables of a request: each of them counts, the object around them does not. What lies below the first level
 * that is over a limit is not looked at.
 */
export function measureVariables(variables: object, limits: InputLimits): InputSize {
  const size = { values: 0, depth: 0, listLength: 0, textLength: 0 };
  let level: readonly unknown[] = Object.values(variables);
  while (level.length > 0) {
    size.values += level.length;
    const inner = level.filter(isListOrObject);
    if (inner.length > 0) size.depth += 1;
    size.listLength = Math.max(size.listLength, longestOf(inner.filter((value) => Array.isArray(value))));
    size.textLength = Math.max(size.textLength, longestOf(level.filter((value) => typeof value === 'string')));
    if (isOver(size, limits)) break;
    level = inner.flatMap((value): readonly unknown[] => Object.values(value));
  }
  return size;
}

function isListOrObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function longestOf(values: readonly { readonly length: number }[]): number {
  return values.reduce((most, { length }) => Math.max(most, length), 0);
}

function isOver(size: InputSize, limits: InputLimits): boolean {
  return (
    size.values > limits.inputValues ||
    size.depth > limits.inputDepth ||
    size.listLength > limits.inputListLength ||
    size.textLength > limits.inputTextLength
  );
}
