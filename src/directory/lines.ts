export interface TextLine {
  readonly line: number;
  readonly text: string;
  /** Why the line cannot be used; it is the last one then. */
  readonly problem: string | null;
}

export const MOST_LINE_CHARACTERS = 100_000;
const TOO_LONG = `is longer than ${MOST_LINE_CHARACTERS} characters`;

/**
 * Reads lines, without those that are blank. Only a line feed ends one: JSON may hold the other line breaks of Unicode.
 * @param chunks the text, cut anywhere
 */
export async function* readLines(chunks: AsyncIterable<string>): AsyncGenerator<TextLine> {
  let [line, rest] = [1, ''];
  for await (const chunk of chunks) {
    const texts = (rest + chunk).split('\n');
    rest = texts.pop() ?? '';
    for (const text of [...texts, ...(rest.length > MOST_LINE_CHARACTERS ? [rest] : [])]) {
      const problem = text.length > MOST_LINE_CHARACTERS ? TOO_LONG : null;
      if (problem !== null || text.trim() !== '') yield { line, text, problem };
      if (problem !== null) return;
      line += 1;
    }
  }
  if (rest.trim() !== '') yield { line, text: rest, problem: null };
}
