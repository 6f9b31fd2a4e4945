import type { Random } from '../http/random.js';

/** A repeatable UUID of version 4. */
export function createUuid(random: Random): string {
  const digits = Array.from({ length: 4 }, () =>
    random
      .integer(0, 2 ** 32 - 1)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  const variant = random.pick(['8', '9', 'a', 'b']);
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
  ];
  return [...parts, digits.slice(20)].join('-');
}
