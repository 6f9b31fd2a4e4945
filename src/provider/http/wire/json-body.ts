/** Text as JSON; undefined when it is not JSON. A SyntaxError would quote the text, so none is passed on. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Deeper lists are no rows, nor anything in them. */
const LIST_DEPTH = 4;

/** True when the lists in parsed JSON have more entries than that, all together. Looks at no more of them. */
export function hasMoreEntries(body: unknown, limit: number): boolean {
  let left = limit;
  const fits = (value: unknown, depth: number): boolean => {
    if (typeof value !== 'object' || value === null) return true;
    if (Array.isArray(value)) left -= value.length;
    return left >= 0 && (depth === 0 || Object.values(value).every((part) => fits(part, depth - 1)));
  };
  return !fits(body, LIST_DEPTH);
}
