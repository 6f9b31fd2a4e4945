import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { STANDARD_HEADERS } from '../../../../src/provider/http/wire/response-headers.js';
import { createCall, errorOf, get, patch, summarize } from '../calls.js';
import { json } from '../test-server.js';
import { open } from './open.js';

/** Whether it comes again is not asked here, and would be waited for. */
const ONCE = { readAttempts: 1 };

describe('a refusal', () => {
  const advice = 'Check that the base URL and the API version are right.';

  it.each([
    [300, 'BAD_RESPONSE', advice, false],
    [302, 'BAD_RESPONSE', advice, false],
    [304, 'BAD_RESPONSE', advice, false],
    [400, 'BAD_RESPONSE', advice, false],
    [401, 'UNAUTHENTICATED', "Check the backend's credentials.", false],
    [403, 'FORBIDDEN', "Check what the backend's credentials may do.", false],
    [404, 'BAD_RESPONSE', advice, false],
    [406, 'BAD_RESPONSE', advice, false],
    [408, 'TIMEOUT', 'Try again later.', false],
    [422, 'BAD_RESPONSE', advice, false],
    [429, 'RATE_LIMITED', 'Wait before the next try.', false],
    [500, 'UNAVAILABLE', 'Try again later.', true],
    [501, 'UNAVAILABLE', 'Try again later.', false],
    [502, 'UNAVAILABLE', 'Try again later.', true],
    [503, 'UNAVAILABLE', 'Try again later.', false],
    [504, 'TIMEOUT', 'Try again later.', true],
    [599, 'UNAVAILABLE', 'Try again later.', true],
  ])('of status %d is %s', async (status, code, text, mayHaveTakenEffect) => {
    const { client, origin } = await open((_received, response) => response.writeHead(status).end(), ONCE);

    const read = await errorOf(client.send(get(origin), createCall()));
    const write = await errorOf(client.send(patch(origin), createCall()));

    const message = `GET /things: answered ${status}. ${text}`;
    expect(summarize(read)).toEqual({ code, message, retryAfterMs: null, outcomeUnknown: false });
    expect(write.outcomeUnknown).toBe(mayHaveTakenEffect);
  });

  it.each([
    [429, { 'retry-after': '7' }, 7000],
    [429, { 'retry-after': 'Mon, 02 Mar 2026 09:00:30 GMT' }, 30_000],
    [429, { retryafter: '3600' }, 3_600_000],
    [429, { 'retry-after': 'soon', retryafter: '9' }, 9000],
    [429, { 'retry-after': 'soon' }, null],
    [429, {}, null],
    [503, { 'retry-after': '120' }, 120_000],
    [500, { 'retry-after': '120' }, null],
  ])('of status %d with %j waits %s ms', async (status, headers, retryAfterMs) => {
    const guidingHeaders = { retryAfter: ['retry-after', 'retryafter'], rateLimit: [], rateLimitRemaining: [] };
    const { client, origin } = await open(json(status, {}, headers), { ...ONCE, guidingHeaders });

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.retryAfterMs).toBe(retryAfterMs);
  });

  it.each([
    [{ 'x-retry-in': '1500' }, 1500],
    [{ 'retry-after': '7', 'x-retry-in': '1500' }, 7000],
    [{ 'retry-after': 'soon', 'x-retry-in': '1500' }, 1500],
    [{ 'x-retry-in': 'soon' }, null],
  ])('with %j waits %s ms where a header counts milliseconds', async (headers, retryAfterMs) => {
    const { client, origin } = await open(json(429, {}, headers), {
      ...ONCE,
      guidingHeaders: { ...STANDARD_HEADERS, retryAfterMs: ['x-retry-in'] },
    });

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.retryAfterMs).toBe(retryAfterMs);
  });

  it.each([
    ['5b6ee8c2-9d3e-4bb5-a2a5-0b0c5f2f9a10', '5b6ee8c2-9d3e-4bb5-a2a5-0b0c5f2f9a10'],
    ['<b>somebody@example.test</b>', null],
    ['x'.repeat(65), null],
    ['', null],
  ])('keeps the name of the request when it is one: %j', async (name, requestId) => {
    const guidingHeaders = { ...STANDARD_HEADERS, requestId: ['x-request-id'] };
    const { client, origin } = await open(json(403, {}, { 'x-request-id': name }), { guidingHeaders });

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.requestId).toBe(requestId);
  });

  it('keeps no name of the request unless told which header has it', async () => {
    const { client, origin } = await open(json(403, {}, { 'x-request-id': 'r-1' }));

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.requestId).toBeNull();
  });

  it('does not follow a redirect', async () => {
    const { client, server, origin } = await open(json(302, {}, { location: '/elsewhere' }));

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.code).toBe('BAD_RESPONSE');
    expect(server.log()).toEqual(['GET /things']);
  });

  it('is told in the words of the caller where it knows more', async () => {
    const { client, origin } = await open(json(400, {}));
    const request = get(origin, '/things', {
      explain: (status) => ({ code: 'UNAUTHENTICATED', advice: `Because ${status}.` }),
    });

    const error = await errorOf(client.send(request, createCall()));

    expect(error).toMatchObject({ code: 'UNAUTHENTICATED', message: 'GET /things: answered 400. Because 400.' });
  });

  it('carries the notification of its body, and nothing else of it', async () => {
    const notification = {
      category: 'SERVICE',
      title: 'Down',
      body: 'Back soon.',
      detailTitle: null,
      detailBody: null,
      externalLink: null,
      externalButtonLabel: null,
    };
    const toNotification = (body: unknown) => (JSON.stringify(body) === '{"x":"inner text"}' ? notification : null);
    const { client, origin } = await open(json(503, { x: 'inner text' }), { toNotification });

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.notification).toEqual(notification);
    expect(inspect(error, { depth: 10 })).not.toContain('inner text');
  });
});
