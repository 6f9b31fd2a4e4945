import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.js';
import { createMask } from '../../src/logging/mask.js';

const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyMSJ9.c2lnbmF0dXJl-x_y';

describe('a mask', () => {
  it.each([
    ['a token of ours', `bad token ${JWT}.`],
    ['a token of ours behind a hyphen', `x-${JWT}`],
    ['a bearer token', 'sent authorization: Bearer abc123DEF456~'],
    ['basic credentials', 'Basic dXNlcjpwYXNzd29yZA=='],
    ['a URL with a password', 'cannot reach postgres://gateway:pa55word@db.internal/tickets'],
    ['a query', 'GET /token?client_secret=abc123DEF456&x=1'],
    ['a form', 'grant_type=x&client_secret=abc123DEF456'],
    ['JSON', '{"access_token":"abc123DEF456","expires_in":1}'],
    ['JSON inside of JSON', String.raw`{"msg":"{\"api_key\": \"abc123DEF456\"}"}`],
    ['a header', 'x-auth-secret: abc123DEF456'],
    ['a private JWK', '{"kty":"EC","x":"shown","d":"abc123DEF456ghi789"}'],
    ['a PEM file', String.raw`-----BEGIN PRIVATE KEY-----\nabc123DEF456\n-----END PRIVATE KEY-----`],
  ])('hides %s', (_what, text) => {
    const masked = createMask()(text);

    expect(masked).toContain('[masked]');
    for (const secret of ['abc123', 'DEF456', 'pa55word', 'dXNlcjpw', 'eyJzdWIi', 'c2lnbmF0'])
      expect(masked).not.toContain(secret);
  });

  it('hides known secrets, however they are written', () => {
    const secret = 'pass"word/with+all & 100%';
    const mask = createMask([secret, 'pass"wo', 'short']);

    const spellings = [secret, JSON.stringify(secret), encodeURIComponent(secret), btoa(secret)];

    expect(spellings.map((spelling) => mask(spelling).replace('==', ''))).toEqual([
      '[masked]',
      '"[masked]"',
      '[masked]',
      '[masked]',
    ]);
    expect(mask('a short text')).toBe('a short text');
  });

  it('leaves the rest as it is', () => {
    const line =
      '{"level":30,"requestId":"01J","operationName":"Tokens","path":"/graphql","msg":"GET /o/token/: answered 500. Try again later."}';

    expect(createMask(['abc123DEF456'])(line)).toBe(line);
  });

  it('leaves what a request for a token was answered', () => {
    const text = 'POST /token: answered 404. Check the URL.';

    expect(createMask()(text)).toBe(text);
  });

  it('takes a time that grows with the text and no faster', () => {
    const mask = createMask(['abc123DEF456']);
    const parts = ['secret', '://', 'eyJ', '-eyJ', '"d":"', 'Bearer ', 'Bearer', 'token ', '-----BEGIN '];

    const startedAt = performance.now();
    for (const part of parts) mask(part.repeat(50_000));

    expect(performance.now() - startedAt).toBeLessThan(5000);
  });
});

describe('a log', () => {
  function write(fill: (log: ReturnType<typeof createLog>) => void): string {
    const lines: string[] = [];
    fill(createLog('trace', { secrets: ['planted-secret'], destination: { write: (line) => void lines.push(line) } }));
    return lines.join('');
  }

  it('holds of an error what it is and where, and nothing that others have written', () => {
    const cause = Object.assign(new Error('planted in a cause'), { code: 'ECONNRESET', data: 'planted data' });
    const error = Object.assign(new Error('The answer with planted-secret broke off.', { cause }), {
      response: 'planted response',
      headers: { authorization: 'planted header' },
    });

    const line = write((log) => log.error({ err: error }, 'failed'));

    expect(JSON.parse(line)).toMatchObject({
      err: {
        type: 'Error',
        message: 'The answer with [masked] broke off.',
        stack: expect.arrayContaining([expect.stringContaining('mask.test.ts')]),
        cause: { type: 'Error', code: 'ECONNRESET' },
      },
      msg: 'failed',
    });
    expect(line).not.toContain('planted');
  });

  it('does not quote what could not be parsed, nor what is thrown without being an error', () => {
    const line = write((log) => {
      for (const thrown of [parseError('planted {'), 'planted text', { planted: 1 }])
        log.error({ err: thrown }, 'failed');
    });

    expect(line).toContain('SyntaxError');
    expect(line).not.toContain('planted');
  });

  it('hides fields that hold secrets or what callers wrote', () => {
    const line = write((log) => log.info({ variables: { a: 'planted' }, headers: { b: 'planted' }, token: 'planted' }));

    expect(line).not.toContain('planted');
  });
});

function parseError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
