import { describe, expect, it } from 'vitest';
import { toConditional } from '../../../../src/provider/http/kept/validator.js';
import { get, patch } from '../calls.js';

const ORIGIN = 'http://127.0.0.1';
const LONG_AGO = 'Mon, 02 Mar 2026 08:00:00 GMT';
const DATE = 'Mon, 02 Mar 2026 09:00:00 GMT';

describe('a conditional request', () => {
  it.each([
    [{ etag: '"a1"' }, { 'if-none-match': '"a1"' }],
    [{ etag: 'W/"a1"', 'last-modified': LONG_AGO, date: DATE }, { 'if-none-match': 'W/"a1"' }],
    [{ 'last-modified': LONG_AGO, date: DATE }, { 'if-modified-since': LONG_AGO }],
  ])('asks by %j', (headers, condition) => {
    const request = get(ORIGIN, '/things', { headers: { accept: 'text/plain' }, answers: [404] });

    const conditional = toConditional(request, { status: 200, headers, body: [], bodyBytes: 2 });

    expect(conditional).toEqual({ ...request, headers: { accept: 'text/plain', ...condition }, answers: [404, 304] });
  });

  it.each([
    ['that nothing stands for', {}],
    ['with a tag that is none', { etag: 'a1' }],
    ['with a tag of another header', { etag: '"a1"\r\nx: y' }],
    ['that has just changed', { 'last-modified': DATE, date: DATE }],
    ['of no known time', { 'last-modified': LONG_AGO }],
    ['of a time that is none', { 'last-modified': 'yesterday', date: DATE }],
  ])('is none for an answer %s', (_name, headers) => {
    expect(toConditional(get(ORIGIN), { status: 200, headers, body: [], bodyBytes: 2 })).toBeNull();
  });

  it('is none for what was not found, and for all but GET', () => {
    const answer = { headers: { etag: '"a1"' }, body: null, bodyBytes: 0 };

    expect(toConditional(get(ORIGIN), { status: 404, ...answer })).toBeNull();
    expect(toConditional(patch(ORIGIN), { status: 200, ...answer })).toBeNull();
    expect(toConditional({ ...get(ORIGIN), method: 'POST', isWrite: false }, { status: 200, ...answer })).toBeNull();
  });
});
