/** Text as JSON; undefined when it is not JSON. A SyntaxError would quote the text, so none is passed on. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
