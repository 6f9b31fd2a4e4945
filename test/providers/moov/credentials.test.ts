import { describe, expect, it } from 'vitest';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { json, type Answer } from '../../provider/http/test-server.js';
import { ACCESS_TOKEN, ACCOUNT_A, inTurn, listOf, listRequest, open, page, SECRET_KEY } from './upstream.js';

const BASIC = `Basic ${Buffer.from(`public-key:${SECRET_KEY}`).toString('base64')}`;
const token: Answer = json(200, {
  token_type: 'Bearer',
  access_token: ACCESS_TOKEN,
  refresh_token: 'unused',
  expires_in: 1_772_445_600,
  scope: '',
});

describe('a request', () => {
  it('carries the key pair, the version and what it accepts', async () => {
    const { provider, received } = await open({ [listOf(ACCOUNT_A)]: page([]) });

    await provider.listTickets(listRequest(), createCall());

    expect(received).toMatchObject([
      { headers: { authorization: BASIC, 'x-moov-version': 'v2026.07.00', accept: 'application/json' }, body: '' },
    ]);
  });

  it('is not sent again when the key pair is refused', async () => {
    const { provider, log } = await open({ [listOf(ACCOUNT_A)]: json(401, {}) });

    const error = await errorOf(provider.listTickets(listRequest(), createCall()));

    expect(error.code).toBe('UNAUTHENTICATED');
    expect(log()).toHaveLength(1);
  });

  it('carries a token that was asked for once', async () => {
    const { provider, received, log } = await open(
      { 'POST /oauth2/token': token, [listOf(ACCOUNT_A)]: page([]) },
      { options: { auth: 'oauth', version: 'v2026.04.00' } },
    );

    await provider.listTickets(listRequest(), createCall());
    await provider.listTickets(listRequest(), createCall());

    expect(log()).toEqual(['POST /oauth2/token', listOf(ACCOUNT_A), listOf(ACCOUNT_A)]);
    const [grant, list] = received;
    expect(grant).toMatchObject({
      headers: {
        authorization: BASIC,
        'content-type': 'application/json',
        accept: 'application/json',
        'x-moov-version': 'v2026.04.00',
      },
    });
    expect(JSON.parse(grant?.body ?? '')).toEqual({
      grant_type: 'client_credentials',
      scope: `/accounts/${ACCOUNT_A}/tickets.read /accounts/${ACCOUNT_A}/tickets.write`,
    });
    expect(list?.headers).toMatchObject({
      authorization: `Bearer ${ACCESS_TOKEN}`,
      'x-moov-version': 'v2026.04.00',
    });
  });

  it('goes out once more with a fresh token when its token has ended', async () => {
    const { provider, log } = await open(
      { 'POST /oauth2/token': token, [listOf(ACCOUNT_A)]: inTurn(json(401, {}), page([])) },
      { options: { auth: 'oauth' } },
    );

    const answer = await provider.listTickets(listRequest(), createCall());

    expect(answer.rows).toEqual([]);
    expect(log()).toEqual(['POST /oauth2/token', listOf(ACCOUNT_A), 'POST /oauth2/token', listOf(ACCOUNT_A)]);
  });

  it.each([400, 401, 403, 422])('needs a token, and %d at its endpoint is about the credentials', async (status) => {
    const { provider } = await open(
      { 'POST /oauth2/token': json(status, { error: SECRET_KEY, scope: SECRET_KEY }) },
      { options: { auth: 'oauth' } },
    );

    const error = await errorOf(provider.probe(createCall()));

    expect([error.code, error.message]).toEqual([
      'UNAUTHENTICATED',
      `POST /oauth2/token: answered ${status}. Check the client id, the client secret and the scopes of this backend.`,
    ]);
  });
});
