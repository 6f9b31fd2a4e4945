import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createCall, errorOf, summarize } from '../../provider/http/calls.js';
import { json, type Answer } from '../../provider/http/test-server.js';
import {
  ACCESS_TOKEN,
  ACCOUNT_A,
  getOf,
  listOf,
  listRequest,
  NO_EXPAND,
  open,
  SECRET_KEY,
  ticketId,
} from './upstream.js';

const PERSONAL = 'somebody@example.test';
const REQUEST_ID = '5b6ee8c2-9d3e-4bb5-a2a5-0b0c5f2f9a10';

/** Whether it comes again is not asked here, and would be waited for. */
const ONCE = { options: { readAttempts: 1 } };

describe('an error', () => {
  it.each<[number, Record<string, string>, string, number | null, string]>([
    [400, {}, 'BAD_RESPONSE', null, 'Check that the base URL and the API version are right.'],
    [401, {}, 'UNAUTHENTICATED', null, "Check the backend's credentials."],
    [403, {}, 'FORBIDDEN', null, "Check what the backend's credentials may do."],
    [
      404,
      {},
      'BAD_RESPONSE',
      null,
      "Check the backend's accounts, and that the base URL and the API version are right.",
    ],
    [429, {}, 'RATE_LIMITED', null, 'Wait before the next try.'],
    [429, { 'retry-after': '7', 'x-retry-in': '100' }, 'RATE_LIMITED', 7000, 'Wait before the next try.'],
    [429, { 'retry-after': 'Mon, 02 Mar 2026 09:00:30 GMT' }, 'RATE_LIMITED', 30_000, 'Wait before the next try.'],
    [429, { 'x-retry-in': '1500' }, 'RATE_LIMITED', 1500, 'Wait before the next try.'],
    [500, {}, 'UNAVAILABLE', null, 'Try again later.'],
    [504, {}, 'TIMEOUT', null, 'Try again later.'],
  ])('for the status %d with %j is %s', async (status, headers, code, retryAfterMs, advice) => {
    const answer: Answer = (_received, response) => response.writeHead(status, headers).end('plain text');
    const { provider } = await open({ [listOf(ACCOUNT_A)]: answer }, ONCE);

    const error = await errorOf(provider.listTickets(listRequest(), createCall()));

    const message = `GET /accounts/{accountID}/tickets: answered ${status}. ${advice}`;
    expect(summarize(error)).toEqual({ code, message, retryAfterMs, outcomeUnknown: false });
  });

  it.each<[string, Answer]>([
    ['a refusal', json(403, {}, { 'x-request-id': REQUEST_ID })],
    ['no JSON', (_received, response) => response.writeHead(200, { 'x-request-id': REQUEST_ID }).end('<h1>')],
    ['another resource', json(200, {}, { 'x-request-id': REQUEST_ID })],
  ])('for %s holds what Moov calls the request', async (_name, answer) => {
    const { provider } = await open({ [listOf(ACCOUNT_A)]: answer });

    const error = await errorOf(provider.listTickets(listRequest(), createCall()));

    expect(error.requestId).toBe(REQUEST_ID);
  });

  it.each<[string, Answer]>([
    ...[302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503, 504].map((status): [string, Answer] => [
      String(status),
      json(status, { error: PERSONAL, token: ACCESS_TOKEN, secret: SECRET_KEY }, { 'x-request-id': PERSONAL }),
    ]),
    ['broken JSON', (_received, response) => response.end(`{"${PERSONAL}": ${SECRET_KEY}`)],
    ['another shape', json(200, { email: PERSONAL, secret: SECRET_KEY })],
    [
      'a broken answer',
      (_received, response) => response.writeHead(200).write(PERSONAL, () => response.socket?.destroy()),
    ],
    ['no HTTP', (_received, response) => response.socket?.end(`${PERSONAL}\r\n\r\n`)],
  ])('holds no secret, no text of Moov and no value of the query: %s', async (_name, answer) => {
    const { provider } = await open({ [listOf(ACCOUNT_A, `count=200&foreignID=${PERSONAL}`)]: answer }, ONCE);
    const filter = [{ field: 'externalTicketId', operator: 'eq', value: PERSONAL } as const];

    const error = await errorOf(provider.listTickets(listRequest({ filter }), createCall()));

    const printed = inspect(error, { depth: 20, showHidden: true, maxStringLength: null });
    const basic = Buffer.from(`public-key:${SECRET_KEY}`).toString('base64');
    expect(error.message).toMatch(/^GET \/accounts\/\{accountID\}\/tickets: /);
    for (const secret of [PERSONAL, encodeURIComponent(PERSONAL), ACCESS_TOKEN, SECRET_KEY, basic, ACCOUNT_A]) {
      expect(printed).not.toContain(secret);
    }
  });

  it('of a token that was handed out does not hold it', async () => {
    const { provider } = await open(
      {
        'POST /oauth2/token': json(200, { access_token: ACCESS_TOKEN, token_type: 'Bearer', expires_in: 900 }),
        [getOf(ACCOUNT_A, 1)]: json(403, { token: ACCESS_TOKEN }),
      },
      { options: { auth: 'oauth' } },
    );

    const [slot] = await provider.getTickets([ticketId(1)], NO_EXPAND, createCall());

    expect(slot).toMatchObject({
      message:
        "GET /accounts/{accountID}/tickets/{ticketID}: answered 403. Check what the backend's credentials may do.",
    });
    expect(inspect(slot, { depth: 20, showHidden: true, maxStringLength: null })).not.toContain(ACCESS_TOKEN);
  });
});
