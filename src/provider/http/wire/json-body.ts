const BYTE_ORDER_MARK = '\uFEFF';

/** Null where the status says that there is none; undefined when it is not JSON, or empty. */
export function parseBody(status: number, bytes: Buffer): unknown {
  return status === 204 ? null : parseJson(bytes);
}

/** UTF-8 text as JSON; undefined when it is not JSON. A SyntaxError would quote the text, so none is passed on. */
export function parseJson(body: Buffer): unknown {
  const text = body.toString();
  try {
    return JSON.parse(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Deeper lists are no rows, nor anything in them. */
const LIST_DEPTH = 4;

/** An entry and what parts it from the next. */
const LEAST_BYTES = 2;

/**
 * True when the lists in parsed JSON have more entries than that, all together. Looks at no more of them, and at none
 * where the text is too short for so many.
 */
export function hasMoreEntries(body: unknown, bodyBytes: number, limit: number): boolean {
  if (bodyBytes < limit * LEAST_BYTES) return false;
  let left = limit;
  const fits = (value: unknown, depth: number): boolean => {
    if (typeof value !== 'object' || value === null) return true;
    if (Array.isArray(value)) left -= value.length;
    return left >= 0 && (depth === 0 || Object.values(value).every((part) => fits(part, depth - 1)));
  };
  return !fits(body, LIST_DEPTH);
}
