import { describe, expect, it } from 'vitest';
import { conditionOf, toConditional } from '../../../../src/provider/http/kept/validator.js';
import { get, patch } from '../calls.js';

const ORIGIN = 'http://127.0.0.1';
const LONG_AGO = 'Mon, 02 Mar 2026 08:00:00 GMT';
const DATE = 'Mon, 02 Mar 2026 09:00:00 GMT';

const NO_BYTES = Buffer.alloc(0);

describe('a conditional request', () => {
  it.each([
    [{ etag: '"a1"' }, { 'if-none-match': '"a1"' }],
    [{ etag: 'W/"a1"', 'last-modified': LONG_AGO, date: DATE }, { 'if-none-match': 'W/"a1"' }],
    [{ 'last-modified': LONG_AGO, date: DATE }, { 'if-modified-since': LONG_AGO }],
  ])('asks by %j', (headers, condition) => {
    const request = get(ORIGIN, '/things', { headers: { accept: 'text/plain' }, answers: [404] });

    const found = conditionOf({ status: 200, headers, body: [], bytes: NO_BYTES });
    const conditional = toConditional(request, condition);

    expect(found).toEqual(condition);
    expect(conditional).toEqual({ ...request, headers: { accept: 'text/plain', ...condition }, answers: [404, 304] });
  });

  it.each([
    ['that nothing stands for', 200, {}],
    ['with a tag that is none', 200, { etag: 'a1' }],
    ['with a tag of another header', 200, { etag: '"a1"\r\nx: y' }],
    ['that has just changed', 200, { 'last-modified': DATE, date: DATE }],
    ['of no known time', 200, { 'last-modified': LONG_AGO }],
    ['of a time that is none', 200, { 'last-modified': 'yesterday', date: DATE }],
    ['that nothing was found', 404, { etag: '"a1"' }],
  ])('is none for an answer %s', (_name, status, headers) => {
    expect(conditionOf({ status, headers, body: [], bytes: NO_BYTES })).toBeNull();
  });

  it('is none for all but GET', () => {
    const condition = { 'if-none-match': '"a1"' };

    expect(toConditional(patch(ORIGIN), condition)).toBeNull();
    expect(toConditional({ ...get(ORIGIN), method: 'POST', isWrite: false }, condition)).toBeNull();
  });
});
