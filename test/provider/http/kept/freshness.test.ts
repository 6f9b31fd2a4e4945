import { describe, expect, it } from 'vitest';
import { freshnessOf } from '../../../../src/provider/http/kept/freshness.js';

describe('how long an answer is fresh', () => {
  it.each([
    [{}, 1000],
    [{ 'cache-control': 'max-age=5' }, 1000],
    [{ 'cache-control': 'max-age=0, private, must-revalidate' }, 0],
    [{ 'cache-control': 'public, Max-Age="0"' }, 0],
    [{ 'cache-control': 'max-age=soon' }, 0],
    [{ 'cache-control': 'max-age=5', age: '5' }, 0],
    [{ 'cache-control': 's-maxage=0, private' }, 1000],
    [{ 'cache-control': 'no-cache' }, 0],
    [{ 'cache-control': 'no-store' }, null],
    [{ 'cache-control': ['max-age=5', 'NO-STORE'] }, null],
    [{ expires: at('09:00:05'), date: at('09:00:00') }, 1000],
    [{ expires: at('09:00:00'), date: at('09:00:00') }, 0],
    [{ expires: at('08:00:00'), date: at('09:00:00') }, 0],
    [{ expires: at('09:00:05'), date: at('09:00:00'), age: '5' }, 0],
    [{ expires: '0', date: at('09:00:00') }, 0],
    [{ expires: '2999', date: at('09:00:00') }, 0],
    [{ expires: at('09:00:05') }, 0],
    [{ expires: at('09:00:05'), date: 'now' }, 0],
    [{ 'cache-control': 'max-age=5', expires: '0' }, 1000],
    [{ 'cache-control': 'max-age=0', expires: at('09:00:05'), date: at('09:00:00') }, 0],
    [{ vary: 'accept, authorization' }, 1000],
    [{ vary: '*' }, 0],
  ])('%j: %s ms of a second', (headers, expected) => {
    expect(freshnessOf(headers, { freshMs: 1000, heedsMaxAge: true })).toBe(expected);
  });

  it.each([
    [{ 'cache-control': 'max-age=0, private, must-revalidate' }, 1000],
    [{ 'cache-control': 'no-cache' }, 1000],
    [{ expires: '0' }, 1000],
    [{ 'cache-control': 'no-store' }, null],
    [{ vary: '*' }, 0],
  ])('where max-age is not meant for us, %j: %s ms', (headers, expected) => {
    expect(freshnessOf(headers, { freshMs: 1000, heedsMaxAge: false })).toBe(expected);
  });

  it('is no longer than asked for, and may be less', () => {
    const options = { freshMs: 60_000, heedsMaxAge: true };
    const expiring = { expires: at('09:00:05'), date: at('09:00:00'), age: '2' };

    expect(freshnessOf({ 'cache-control': 'max-age=2' }, options)).toBe(2000);
    expect(freshnessOf(expiring, options)).toBe(3000);
  });
});

function at(time: string): string {
  return `Mon, 02 Mar 2026 ${time} GMT`;
}
