import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TokenError, type TokenErrorReason } from '../../src/auth/token-error.js';
import { attacks, goodToken } from '../auth/attacks.js';
import { answerKeys } from '../auth/key-server.js';
import { keyPair, makeToken, NOW_SECONDS, otherPair } from '../auth/tokens.js';
import { createTokenWorld, PLANTED, type TokenAnswer, type TokenRequest, type TokenWorld } from './token-world.js';

const answerWell = answerKeys(keyPair.publicJwk);
const lasting = ['authorization', `Bearer ${makeToken({ claims: { exp: NOW_SECONDS + 86_400 } })}`];
const bearer = `Bearer ${goodToken}`;
const form = ['content-type', 'application/x-www-form-urlencoded'];

/** A good token where none is looked for, or not quite as it must be. */
const presentations: readonly (readonly [string, TokenRequest, TokenErrorReason])[] = [
  ['no token', {}, 'MISSING'],
  ['an empty header', { headers: ['authorization', ''] }, 'MISSING'],
  ['the token alone', { headers: ['authorization', goodToken] }, 'MISSING'],
  ['Basic', { headers: ['authorization', `Basic ${Buffer.from(`${goodToken}:`).toString('base64')}`] }, 'MISSING'],
  ['Digest', { headers: ['authorization', `Digest username="${goodToken}"`] }, 'MISSING'],
  ['DPoP', { headers: ['authorization', `DPoP ${goodToken}`] }, 'MISSING'],
  ['Negotiate', { headers: ['authorization', `Negotiate ${goodToken}`] }, 'MISSING'],
  ['a scheme that begins the same', { headers: ['authorization', `Bearer-x ${goodToken}`] }, 'MISSING'],
  ['no space', { headers: ['authorization', `Bearer${goodToken}`] }, 'MISSING'],
  ['two spaces', { headers: ['authorization', `Bearer  ${goodToken}`] }, 'MALFORMED'],
  ['a tab', { headers: ['authorization', `Bearer\t${goodToken}`] }, 'MALFORMED'],
  ['no token after the scheme', { headers: ['authorization', 'Bearer'] }, 'MALFORMED'],
  ['in quotes', { headers: ['authorization', `Bearer "${goodToken}"`] }, 'MALFORMED'],
  ['as parameter', { headers: ['authorization', `Bearer token=${goodToken}`] }, 'MALFORMED'],
  ['another after it', { headers: ['authorization', `${bearer}, ${bearer}`] }, 'MALFORMED'],
  ['a letter that is none of ASCII', { headers: ['authorization', `${bearer}é`] }, 'MALFORMED'],
  ['the header twice', { headers: ['authorization', bearer, 'authorization', bearer] }, 'MALFORMED'],
  ['a second header', { headers: ['authorization', bearer, 'Authorization', 'Bearer x'] }, 'MALFORMED'],
  ['a header before it', { headers: ['authorization', 'Basic eDp5', 'authorization', bearer] }, 'MISSING'],
  ['another header', { headers: ['x-authorization', bearer, 'proxy-authorization', bearer] }, 'MISSING'],
  ['a cookie', { headers: ['cookie', `access_token=${goodToken}; token=${goodToken}`] }, 'MISSING'],
  ['the URL', { search: `?access_token=${goodToken}` }, 'MISSING'],
  ['the URL of a GET', { method: 'GET', search: `?query={__typename}&access_token=${goodToken}` }, 'MISSING'],
  ['the body', { body: JSON.stringify({ query: '{ __typename }', access_token: goodToken }) }, 'MISSING'],
  ['extensions', { body: JSON.stringify({ query: '{ __typename }', extensions: { bearer } }) }, 'MISSING'],
];

describe('over HTTP', () => {
  let world: TokenWorld;
  let early: TokenAnswer;
  let patient: TokenAnswer;
  beforeAll(async () => {
    let release = () => {};
    world = await createTokenWorld((request, response) => {
      release = () => world.keyServer.answer(request, response);
    });
    const waiting = world.send({ headers: lasting });
    await vi.waitFor(() => expect(world.keyServer.hits).toBe(1), 20_000);
    early = await world.send({});
    world.keyServer.answer = answerWell;
    release();
    patient = await waiting;
  });
  afterAll(() => world?.close());

  it('a gateway starts and answers while the key server does not, and lets in once it does', () => {
    expect(early.status).toBe(401);
    expect(patient.status).toBe(200);
  });

  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('a good token opens what is its own: %s', async (scheme) => {
    const { status, body } = await world.send({ headers: ['authorization', `${scheme} ${goodToken}`] });

    expect({ status, body: JSON.parse(body) as unknown }).toEqual({
      status: 200,
      body: { data: { viewer: { visibility: 'USER' }, tickets: { nodes: [{ subject: PLANTED }] } } },
    });
  });

  it.each(presentations)('a token is not accepted in another place or form: %s', async (_name, request, reason) => {
    expectRefusal(await world.send(request), reason);
  });

  it('a form with the token in it is not accepted', async () => {
    const body = `query=${encodeURIComponent('{ __typename }')}&access_token=${goodToken}`;

    const answer = await world.send({ headers: form, body });

    expect([401, 415]).toContain(answer.status);
    expect(answer.body).not.toContain('"data"');
  });

  it.each(attacks.filter(([, make]) => fitsHeader(make(''))))(
    'an attack is refused: %s',
    async (_name, make, reason) => {
      const token = make(world.decoy.url.href);

      expectRefusal(await world.send({ headers: ['authorization', `Bearer ${token}`] }), reason);
    },
  );

  it.each([
    ['a NUL', `${bearer}\0`, 400],
    ['a line end', `${bearer}\r`, 400],
    ['16 KiB of token', `Bearer ${'a'.repeat(17_000)}`, 431],
  ])('what is no header is refused before it is a token: %s', async (_name, value, status) => {
    const answer = await exchange(world.port, `GET /graphql HTTP/1.1\r\nHost: a\r\nAuthorization: ${value}\r\n\r\n`);

    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).not.toContain('"data"');
  });

  it('none of all that made a request anywhere but one to the key server, or was written to the log', () => {
    expect(world.decoy.hits).toBe(0);
    expect(world.keyServer.hits).toBe(1);
    const log = world.logged.join('');
    expect([goodToken, ...goodToken.split('.').slice(1)].filter((part) => log.includes(part))).toEqual([]);
  });

  it('a token with less than a field needs is answered all the rest', async () => {
    const headers = ['authorization', `Bearer ${makeToken({ claims: { scope: 'support:write' } })}`];
    const query = `{ viewer { visibility } __typename
      ticket(id: "VGlja2V0OmRlc2s6dGljay1vZi11c2VyLTE") { subject } other: ticket(id: "VGlja2V0OmRlc2s6eA") { id } }`;

    const { status, body } = await world.send({ headers, body: JSON.stringify({ query }) });

    const { data, errors } = JSON.parse(body) as { data: unknown; errors: readonly Refused[] };
    expect({ status, data }).toEqual({
      status: 200,
      data: { viewer: { visibility: 'USER' }, __typename: 'Query', ticket: null, other: null },
    });
    expect(
      errors.map(({ path, extensions: { code, requestId } }) => ({ path, code, hasId: requestId !== '' })),
    ).toEqual([
      { path: ['ticket'], code: 'FORBIDDEN', hasId: true },
      { path: ['other'], code: 'FORBIDDEN', hasId: true },
    ]);
  });

  it('a key server that fails leaves the known keys in use for 10 minutes; then everybody is told when to come back', async () => {
    world.keyServer.answer = (_request, response) => response.writeHead(500).end('a secret of theirs');

    world.nowMs += 599_999;
    expect((await world.send({ headers: lasting })).status).toBe(200);
    world.nowMs += 30_000;
    expectUnavailable(await world.send({ headers: lasting }));

    const log = world.logged.join('');
    expect(log).toContain('The key server answered with status 500.');
    expect(log).not.toContain('a secret of theirs');
  });

  it('a key server that is well again lets in those whose key it still has', async () => {
    world.keyServer.answer = answerKeys(otherPair.publicJwk);
    world.nowMs += 5000;
    const other = makeToken({
      header: { kid: 'other' },
      claims: { exp: NOW_SECONDS + 86_400 },
      key: otherPair.privateKey,
    });

    expectRefusal(await world.send({ headers: lasting }), 'UNKNOWN_KEY');
    expect((await world.send({ headers: ['authorization', `Bearer ${other}`] })).status).toBe(200);
  });
});

interface Refused {
  readonly message: string;
  readonly path?: readonly unknown[];
  readonly extensions: { readonly code: string; readonly requestId: string };
}

/** The same for whatever is wrong with a token. */
function expectRefusal({ status, headers, body }: TokenAnswer, reason: TokenErrorReason): void {
  const { message } = new TokenError(reason);
  const told = reason === 'MISSING' ? '' : `error="invalid_token", error_description="${message}", `;
  expect(JSON.parse(body)).toEqual({
    errors: [{ message, extensions: { code: 'UNAUTHENTICATED', requestId: headers['x-request-id'] } }],
  });
  expect(status).toBe(401);
  expect(headers['www-authenticate']).toBe(`Bearer ${told}realm="ticket-gateway"`);
  expect(headers['x-request-id']).toMatch(/^[\w.-]+$/);
}

function expectUnavailable({ status, headers, body }: TokenAnswer): void {
  const { message } = new TokenError('KEYS_UNAVAILABLE');
  expect(JSON.parse(body)).toEqual({
    errors: [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: headers['x-request-id'] } }],
  });
  expect(status).toBe(503);
  expect(headers['retry-after']).toBe('5');
  expect(headers['www-authenticate']).toBeUndefined();
}

function fitsHeader(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token) && token.length < 15_000;
}

/** What comes back over a socket of its own. */
async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(bytes);
  return text(socket);
}
