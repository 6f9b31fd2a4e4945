import { readFileSync } from 'node:fs';

export type JsonFile = { readonly value: unknown } | { readonly problem: string };

/** Reads a JSON file. The problem is the end of a sentence about the file, without its name or its content. */
export function readJsonFile(path: string): JsonFile {
  try {
    return parseJson(readFileSync(path, 'utf8'));
  } catch (error) {
    return { problem: toProblem(error) };
  }
}

function parseJson(text: string): JsonFile {
  const json = text.replace(/^\uFEFF/, '');
  try {
    return { value: JSON.parse(json) };
  } catch (error) {
    return { problem: `is not JSON${error instanceof SyntaxError ? toPlace(error.message, json) : ''}` };
  }
}

// The parser's sentence quotes the file, which may hold secrets: only the position is taken from it.
function toPlace(message: string, json: string): string {
  const position = /unexpected end/i.test(message) ? json.length : / at position (\d+)/.exec(message)?.[1];
  if (position === undefined) return '';
  const lines = json.slice(0, Number(position)).split('\n');
  return `: look at line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

function toProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
  if (code === 'EISDIR') return 'is a folder';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by this user';
  return 'cannot be read';
}
