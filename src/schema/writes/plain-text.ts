import type { FieldIssue } from '../../provider/writes.js';

/** Inputs that hold one line. */
const LINES: ReadonlySet<string> = new Set(['subject']);
/** Control characters and halves of a character, which one system refuses, the next one changes and a third one obeys. */
const UNPRINTABLE_IN_LINE = /[\p{Cc}\p{Cs}]/u;
const UNPRINTABLE = /[^\P{Cc}\t\n\r\u0080-\u009F]|\p{Cs}/u;

/** Which texts of an input no backend is handed, however deep they lie. */
export function findUnprintable(input: object, path: readonly string[] = []): FieldIssue[] {
  return Object.entries(input).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return findUnprintable(value, [...path, name]);
    if (typeof value !== 'string') return [];
    const isLine = path.length === 0 && LINES.has(name);
    if (!(isLine ? UNPRINTABLE_IN_LINE : UNPRINTABLE).test(value)) return [];
    return [{ path: [...path, name], message: isLine ? 'must be one line of whole characters' : NO_PLAIN_TEXT }];
  });
}

const NO_PLAIN_TEXT = 'must be whole characters, none of them a control character but for tabs and line breaks';
