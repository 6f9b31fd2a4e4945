const ANSWERED = ['application/graphql-response+json', 'application/json'] as const;
export type AnsweredType = (typeof ANSWERED)[number];

interface Range {
  readonly type: AnsweredType | null;
  /** 0 to 1; 0 is not wanted. */
  readonly weight: number;
}

/**
 * The media type to answer with: the dearest to the caller, of equals the first; `application/json` where only a
 * wildcard fits. Null when none is acceptable.
 * @param accept the value of an `Accept` header
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
export function chooseType(accept: string): AnsweredType | null {
  // Most name one type, and nothing else.
  const only = toType(accept);
  if (only !== null) return only;
  let best: Range = { type: null, weight: 0 };
  for (const text of accept.split(',')) {
    const range = toRange(text);
    if (range.type !== null && range.weight > best.weight) best = range;
  }
  return best.type;
}

export function countTypes(accept: string): number {
  return accept.split(',').length;
}

function toRange(text: string): Range {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const isOtherText = parameters.some((each) => each.startsWith('charset=') && !/^charset="?utf-?8"?$/.test(each));
  return { type: isOtherText ? null : toType(name), weight: toWeight(parameters) };
}

function toType(name: string): AnsweredType | null {
  if (name === '*/*' || name === 'application/*') return 'application/json';
  return ANSWERED.find((each) => each === name) ?? null;
}

function toWeight(parameters: readonly string[]): number {
  const text = parameters.find((each) => each.startsWith('q='))?.slice(2);
  const weight = text === undefined ? 1 : Number(text);
  return weight >= 0 && weight <= 1 ? weight : 0;
}
