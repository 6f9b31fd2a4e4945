import { describe, expect, it } from 'vitest';
import { PackedAnswer } from '../../../../src/provider/http/kept/packed-answer.js';

const NAMES = [{ name: 'Zoë 𝒜', at: 1.5 }, null];

describe('a packed answer', () => {
  it.each([
    ['with headers of any kind', 200, { vary: ['a', 'b'], server: 'né' }, '{}', {}],
    ['with a body of any letters', 200, {}, JSON.stringify(NAMES), NAMES],
    ['that begins with a byte order mark', 200, {}, '\uFEFF[1]', [1]],
    ['without a body', 204, {}, '', null],
    ['that is no JSON', 404, { 'content-type': 'text/html' }, '<p>No such thing', null],
  ])('%s comes out as it went in', (_name, status, headers, text, body) => {
    const answer = { status, headers, body, bytes: Buffer.from(text) };

    const packed = new PackedAnswer(answer);

    expect(packed.unpack()).toStrictEqual(answer);
    expect(packed.byteLength).toBe(Buffer.byteLength(JSON.stringify(headers)) + answer.bytes.length);
  });

  it('is none of the memory that the answer came in', () => {
    const bytes = Buffer.from('[1]');
    const packed = new PackedAnswer({ status: 200, headers: {}, body: [1], bytes });

    bytes.fill(0);

    expect(packed.unpack().body).toEqual([1]);
  });
});
