import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in a time that tells nothing about either text. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(toDigest(given), toDigest(expected));
}

function toDigest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
