import type { Changes } from './changes.js';
import { ENTRY_KINDS, PLURALS, type EntryKind } from './entry.js';
import type { ProblemList } from './problem.js';

/** A heading and the first problems, a line each; empty when there are none. */
export function toProblemText(heading: string, problems: ProblemList): string {
  if (problems.count() === 0) return '';
  const shown = problems.first();
  const more = problems.count() - shown.length;
  return [heading, ...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n  ').concat('\n');
}

/** What was added, changed and left, a line for each kind, and what that means. */
export function toSummary(changes: Changes, isDryRun: boolean): string {
  const lines = ENTRY_KINDS.map((kind) => {
    const { added, changed, unchanged } = changes[kind];
    return `${PLURALS[kind]}: ${added} added, ${changed} changed, ${unchanged} unchanged\n`;
  });
  const isSame = ENTRY_KINDS.every((kind) => changes[kind].added + changes[kind].changed === 0);
  if (isDryRun) lines.push('Nothing was written: this was a dry run.\n');
  else if (isSame) lines.push('Nothing was written: the directory has all of it already.\n');
  return lines.join('');
}

export function toProgress(kind: EntryKind, count: number, total: number): string {
  return `${PLURALS[kind]}: ${count} of ${total} compared\n`;
}
