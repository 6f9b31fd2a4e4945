import { describe, expect, it } from 'vitest';
import {
  MAX_RETRY_AFTER_MS,
  parseRetryAfter,
  parseRetryAfterMs,
} from '../../../../src/provider/http/wire/retry-after.js';

const NOW_MS = Date.parse('2026-03-02T09:00:00Z');

describe('parseRetryAfter', () => {
  it.each([
    ['0', 0],
    ['5', 5000],
    [' 5 ', 5000],
    ['1.5', 1500],
    ['86400', MAX_RETRY_AFTER_MS],
    ['86401', MAX_RETRY_AFTER_MS],
    ['99999999999999999999999999', MAX_RETRY_AFTER_MS],
    ['Mon, 02 Mar 2026 09:00:30 GMT', 30_000],
    ['Monday, 02-Mar-26 09:00:30 GMT', 30_000],
    ['Mon, 02 Mar 2026 08:00:00 GMT', 0],
    ['Wed, 02 Mar 2033 09:00:00 GMT', MAX_RETRY_AFTER_MS],
  ])('reads %j as %d ms', (value, expected) => {
    const waitMs = parseRetryAfter(value, NOW_MS);

    expect(waitMs).toBe(expected);
  });

  it.each(['', '-5', '+5', '1e3', '0x10', 'soon', 'tomorrow 5', '2026-03-02', 'Mon, 99 Foo 2026 09:00:30 GMT', '5, 6'])(
    'takes nothing from %j',
    (value) => {
      const waitMs = parseRetryAfter(value, NOW_MS);

      expect(waitMs).toBeNull();
    },
  );
});

describe('parseRetryAfterMs', () => {
  it.each([
    ['0', 0],
    [' 250 ', 250],
    ['1.5', 2],
    ['99999999999999999999999999', MAX_RETRY_AFTER_MS],
    ['', null],
    ['-5', null],
    ['1e3', null],
    ['soon', null],
    ['Mon, 02 Mar 2026 09:00:30 GMT', null],
  ])('reads %j as %s', (value, expected) => {
    const waitMs = parseRetryAfterMs(value);

    expect(waitMs).toBe(expected);
  });
});
