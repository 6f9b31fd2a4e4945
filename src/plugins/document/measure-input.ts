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

/** The variables of a request: each of them counts, the object around them does not. */
export function measureVariables(variables: object): InputSize {
  const size = { values: 0, depth: 0, listLength: 0, textLength: 0 };
  const open: { readonly value: unknown; readonly depth: number }[] = [];
  const push = (values: readonly unknown[], depth: number) => {
    for (const value of values) open.push({ value, depth });
  };
  push(Object.values(variables), 1);
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    size.values += 1;
    if (typeof value === 'string') size.textLength = Math.max(size.textLength, value.length);
    if (typeof value !== 'object' || value === null) continue;
    size.depth = Math.max(size.depth, depth);
    if (Array.isArray(value)) size.listLength = Math.max(size.listLength, value.length);
    push(Object.values(value), depth + 1);
  }
  return size;
}
