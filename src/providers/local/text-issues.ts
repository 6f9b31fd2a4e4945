import type { FieldIssue } from '../../provider/writes.js';

// Lengths count UTF-16 code units, as the length of a text does in JavaScript.
const LONGEST_TEXT = 65_536;
const LONGEST_EMAIL = 254;
const MOST_TAGS = 50;
const LONGEST_TAG = 64;

/** Fields that hold one line, and how long it may be. */
const LONGEST_LINES = {
  subject: 500,
  statusName: 200,
  priorityName: 200,
  requesterName: 200,
  externalTicketId: 200,
} as const;

const EMAIL = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;
const CONTROL_CHARACTER = /\p{Cc}/u;

/** What is wrong with one line of text; null is right. */
export function findLineIssues(field: keyof typeof LONGEST_LINES, line: string | null): FieldIssue[] {
  const longest = LONGEST_LINES[field];
  if (line === null || (isWithin(line, longest) && !CONTROL_CHARACTER.test(line))) return [];
  return [{ path: [field], message: `must be 1 to ${longest} characters, none of them a control character` }];
}

/** What is wrong with the text of a message. */
export function findTextIssues(text: string): FieldIssue[] {
  return isWithin(text, LONGEST_TEXT) ? [] : [{ path: ['text'], message: `must be 1 to ${LONGEST_TEXT} characters` }];
}

/** What is wrong with an address; null is right. */
export function findEmailIssues(email: string | null): FieldIssue[] {
  if (email === null || (email.length <= LONGEST_EMAIL && EMAIL.test(email))) return [];
  const message = `must be an e-mail address of at most ${LONGEST_EMAIL} characters`;
  return [{ path: ['requesterEmail'], message }];
}

/** What is wrong with a set of tags; the same tag twice counts once. */
export function findTagIssues(tags: readonly string[]): FieldIssue[] {
  if (new Set(tags).size <= MOST_TAGS && tags.every((tag) => isWithin(tag, LONGEST_TAG))) return [];
  return [{ path: ['tags'], message: `must be at most ${MOST_TAGS} tags of 1 to ${LONGEST_TAG} characters each` }];
}

function isWithin(text: string, longest: number): boolean {
  return text.length > 0 && text.length <= longest;
}
