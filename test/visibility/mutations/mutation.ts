import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A rule taken out or weakened on purpose, which some test has to notice. */
export interface Mutation {
  /** What the gateway does then: "an organisation sees every ticket". */
  readonly name: string;
  /** From the root of the tree. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly replacement: string;
  /** Test files where it should be noticed first, in the order to try them: the quick ones come first. */
  readonly tests: readonly string[];
}

/** Mutations of one file. */
export function inFile(
  file: string,
  tests: readonly string[],
  edits: readonly (readonly [name: string, text: string, replacement: string])[],
): Mutation[] {
  return edits.map(([name, text, replacement]) => ({ name, file, text, replacement, tests }));
}

/** The file's text with the mutation in it. @throws Error unless what it replaces stands there exactly once */
export function mutate(root: string, { name, file, text, replacement }: Mutation): string {
  const source = readFileSync(join(root, file), 'utf8');
  const found = source.split(text).length - 1;
  if (found === 1) return source.replace(text, () => replacement);
  throw new Error(`The mutation “${name}” wants this once in ${file}, where it stands ${found} times:\n${text}`);
}
