import { parseInstant } from '../ticket/instant.js';
import { quote } from './problem.js';

/** What is wrong with a text, as the rest of a sentence that begins with the name of its field; null when it is right. */
export type Rule = (text: string) => string | null;

const LONGEST_ID = 128;
const LONGEST_TEXT = 500;
// All that a token's claims and an upstream's ids can be compared with.
const ID_FORM = `must have 1 to ${LONGEST_ID} characters, no control characters and no space at its ends`;
const TEXT_FORM = `must have 1 to ${LONGEST_TEXT} characters, and no control characters but line breaks and tabs`;

export const checkId: Rule = (text) => {
  const isRight = text.length <= LONGEST_ID && text.trim() === text && !/[\p{Cc}\p{Cs}]/u.test(text);
  return isRight ? checkEncoding(text) : ID_FORM;
};

export const checkText: Rule = (text) => {
  const isRight = text.length <= LONGEST_TEXT && !/[\p{Cs}]|(?![\t\r\n])\p{Cc}/u.test(text);
  return isRight ? checkEncoding(text) : TEXT_FORM;
};

export const checkEmail: Rule = (text) => {
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(text);
  return isAddress ? checkText(text) : `${quote(text)} is no e-mail address; it must look like ann@example.com`;
};

export const checkInstant: Rule = (text) => {
  if (parseInstant(text) !== null) return null;
  return `${quote(text)} is no time; it must look like 2026-03-02T09:14:05Z (RFC 3339, with an offset)`;
};

function checkEncoding(text: string): string | null {
  return text.includes('\uFFFD') ? 'has characters that were damaged on the way; the file must be UTF-8' : null;
}
