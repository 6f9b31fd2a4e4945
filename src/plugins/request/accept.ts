/** Where a caller likes both as much, and names them at the same place. */
const ANSWERED = ['application/json', 'application/graphql-response+json'] as const;
export type AnsweredType = (typeof ANSWERED)[number];

interface Range {
  /** In lower case, such as `application/*`. */
  readonly name: string;
  /** 0 to 1; 0 is not wanted. */
  readonly weight: number;
  /** Among the others. */
  readonly place: number;
}

/**
 * The media type to answer with: the dearest to the caller, of equals the first; `application/json` where only a
 * wildcard fits. How dear a type is, the most specific range tells that it fits. Null when none is acceptable.
 * @param accept the value of an `Accept` header
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
export function chooseType(accept: string): AnsweredType | null {
  // Most name one type, or any, and nothing else.
  const only = accept === '*/*' ? 'application/json' : ANSWERED.find((type) => type === accept);
  if (only !== undefined) return only;
  const ranges = accept.split(',').flatMap(toRange);
  const wanted = ANSWERED.flatMap((type) => {
    const range = findRange(type, ranges);
    return range && range.weight > 0 ? { type, range } : [];
  });
  const [best = null] = wanted.toSorted((a, b) => b.range.weight - a.range.weight || a.range.place - b.range.place);
  return best && best.type;
}

/** The most specific one that the type is in. */
function findRange(type: AnsweredType, ranges: readonly Range[]): Range | null {
  const fitting = [type, 'application/*', '*/*'].map((name) => ranges.find((range) => range.name === name));
  return fitting.find((range) => range !== undefined) ?? null;
}

export function countTypes(accept: string): number {
  return accept.split(',').length;
}

/** None of another text than UTF-8. */
function toRange(text: string, place: number): Range[] {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const isOtherText = parameters.some((each) => each.startsWith('charset=') && !/^charset="?utf-?8"?$/.test(each));
  return isOtherText ? [] : [{ name, weight: toWeight(parameters), place }];
}

function toWeight(parameters: readonly string[]): number {
  const text = parameters.find((each) => each.startsWith('q='))?.slice(2);
  const weight = text === undefined ? 1 : Number(text);
  return weight >= 0 && weight <= 1 ? weight : 0;
}
