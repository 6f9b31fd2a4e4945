import { describe, expect, it } from 'vitest';
import { parseBearer } from '../../src/auth/bearer.js';
import { TokenError } from '../../src/auth/token-error.js';

function outcomeOf(header: string | null): string {
  try {
    return `token ${parseBearer(header)}`;
  } catch (error) {
    return error instanceof TokenError ? error.reason : 'another error';
  }
}

describe('the Authorization header', () => {
  it.each([
    ['Bearer a.b-c_d~e+f/g', 'token a.b-c_d~e+f/g'],
    ['bearer abc', 'token abc'],
    ['BEARER abc==', 'token abc=='],
    [null, 'MISSING'],
    ['', 'MISSING'],
    ['Basic dXNlcjpwYXNz', 'MISSING'],
    ['Bearerabc', 'MISSING'],
    ['Bearer-x abc', 'MISSING'],
    ['abc', 'MISSING'],
    ['Bearer', 'MALFORMED'],
    ['Bearer ', 'MALFORMED'],
    ['Bearer  abc', 'MALFORMED'],
    ['Bearer\tabc', 'MALFORMED'],
    ['Bearer abc ', 'MALFORMED'],
    ['Bearer abc\n', 'MALFORMED'],
    ['Bearer abc def', 'MALFORMED'],
    ['Bearer abc, Bearer def', 'MALFORMED'],
    ['Bearer abc,def', 'MALFORMED'],
    ['Bearer "abc"', 'MALFORMED'],
    ['Bearer token=abc', 'MALFORMED'],
    ['Bearer =abc', 'MALFORMED'],
    ['Bearer äbc', 'MALFORMED'],
  ])('%j gives %s', (header, expected) => {
    expect(outcomeOf(header)).toBe(expected);
  });

  it('is read in a time that grows with its length only', () => {
    expect(outcomeOf(`Bearer ${'a'.repeat(1_000_000)}=!`)).toBe('MALFORMED');
  });
});

describe('a refusal', () => {
  const reasons = ['MISSING', 'MALFORMED', 'TOO_LONG', 'WRONG_ALGORITHM', 'WRONG_TYPE', 'UNKNOWN_KEY'] as const;
  const moreReasons = ['BAD_SIGNATURE', 'WRONG_ISSUER', 'WRONG_AUDIENCE', 'NO_EXPIRY', 'EXPIRED'] as const;
  const lastReasons = ['NOT_YET_VALID', 'NO_RIGHTS', 'KEYS_UNAVAILABLE'] as const;

  it.each([...reasons, ...moreReasons, ...lastReasons])('says why in a sentence that fits a header: %s', (reason) => {
    // RFC 6750, section 3: what an error_description may hold.
    expect(new TokenError(reason).message).toMatch(/^[\x20-\x21\x23-\x5B\x5D-\x7E]+\.$/);
  });

  it('is a 401, but a 503 when the keys cannot be had', () => {
    expect(new TokenError('EXPIRED').status).toBe(401);
    expect(new TokenError('MISSING').status).toBe(401);
    expect(new TokenError('KEYS_UNAVAILABLE').status).toBe(503);
  });
});
