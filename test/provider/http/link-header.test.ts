import { describe, expect, it } from 'vitest';
import { isBelow, parseLinks } from '../../../src/provider/http/link-header.js';

describe('parseLinks', () => {
  it.each<[string, Record<string, string>]>([
    ['', {}],
    [
      '<about:blank>; rel="previous", <http://a/b?c=1&d=2>; rel="next"',
      { previous: 'about:blank', next: 'http://a/b?c=1&d=2' },
    ],
    ['<http://a/?status__in=Open,Closed;x>; rel="next"', { next: 'http://a/?status__in=Open,Closed;x' }],
    ['<http://a/>; title="one, two"; REL=Next', { next: 'http://a/' }],
    ['<http://a/>; rel="first  prev"', { first: 'http://a/', prev: 'http://a/' }],
    ['<http://a/>; rel=next, <http://b/>; rel=next', { next: 'http://a/' }],
    ['<http://a/>', {}],
    ['http://a/; rel="next"', {}],
    ['<http://a/; rel="next"', {}],
  ])('reads %j', (header, expected) => {
    const links = parseLinks(header);

    expect(Object.fromEntries(links)).toEqual(expected);
  });
});

describe('isBelow', () => {
  const base = new URL('https://api.example.test/v2');

  it.each([
    'https://api.example.test/v2/things',
    'https://api.example.test:443/v2/things?page=2',
    'https://api.example.test/v2/a/../things',
  ])('follows %s', (target) => {
    expect(isBelow(base, new URL(target))).toBe(true);
  });

  it.each([
    'http://api.example.test/v2/things',
    'https://api.example.test:8443/v2/things',
    'https://evil.test/v2/things',
    'https://api.example.test.evil.test/v2/things',
    'https://user:password@api.example.test/v2/things',
    'https://api.example.test/v2',
    'https://api.example.test/v20/things',
    'https://api.example.test/v2/../admin',
    'https://api.example.test/v2/%2e%2e/admin',
    'javascript:alert(1)',
  ])('does not follow %s', (target) => {
    expect(isBelow(base, new URL(target))).toBe(false);
  });
});
