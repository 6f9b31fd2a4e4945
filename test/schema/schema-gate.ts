import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBreakingChanges, judge } from './breaking-changes.js';

const CURRENT = 'schema.graphql';
/** Of the last release. The last commit's would not do: a commit brings its own schema.graphql along. */
const RELEASED = 'schema.released.graphql';
const ALLOWED = 'schema.breaking-changes.txt';

const HEAD = `# Breaking changes since the last release that are meant, one a line as \`npm run check:schema\` prints them.
# Say above each why, and what clients do instead. \`npm version\` empties this list.
`;

/** What stands in the way of a build, for people to read; empty when nothing does. */
export function checkSchema(folder: string): string {
  const [released = '', current = '', allowed = ''] = [RELEASED, CURRENT, ALLOWED].map((file) =>
    readFileSync(join(folder, file), 'utf8'),
  );
  const { unlisted, unfounded } = judge(findBreakingChanges(released, current), allowed);
  const breaking = `${CURRENT} breaks clients of the last release. Mend it, or list in ${ALLOWED} what is meant:`;
  const none = `${ALLOWED} allows what is no change. Remove:`;
  return toParagraph(breaking, unlisted) + toParagraph(none, unfounded);
}

/** Makes the schema of now that of the last release; nothing is allowed any more. */
export function releaseSchema(folder: string): void {
  writeFileSync(join(folder, RELEASED), readFileSync(join(folder, CURRENT)));
  writeFileSync(join(folder, ALLOWED), HEAD);
}

function toParagraph(head: string, lines: readonly string[]): string {
  return lines.length > 0 ? `${head}\n${lines.map((line) => `  ${line}\n`).join('')}` : '';
}
