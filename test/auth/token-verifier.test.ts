import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/auth/viewer.js';
import {
  AUDIENCE,
  CLAIMS,
  NOW_SECONDS,
  createTestVerifier,
  ed25519Pair,
  keyPair,
  makeToken,
  otherPair,
  outcomeOf,
  rsaPair,
  toPair,
} from './tokens.js';

const VIEWER: Viewer = {
  userId: 'user-1',
  organizationId: null,
  visibility: 'USER',
  scopes: new Set(['support:read']),
  tokenExpiresAt: '2026-03-02T09:24:05.000Z',
};

describe('a good token', () => {
  it('becomes the viewer it names', async () => {
    expect(await createTestVerifier().verify(makeToken())).toEqual(VIEWER);
  });

  it.each([
    ['ES256', keyPair],
    ['RS256', rsaPair],
    ['PS256', rsaPair],
    ['EdDSA', ed25519Pair],
  ])('may be signed with %s', async (alg, { publicJwk, privateKey }) => {
    const verifier = createTestVerifier({ keys: { keySet: { keys: [publicJwk] } } });

    const viewer = await verifier.verify(makeToken({ header: { alg, kid: publicJwk.kid }, key: privateKey }));

    expect(viewer).toEqual(VIEWER);
  });

  it.each(['at+jwt', 'AT+JWT', 'application/at+jwt', 'Application/AT+JWT', 'JWT', 'jwt'])(
    'may have the type %s',
    async (typ) => {
      expect(await createTestVerifier().verify(makeToken({ header: { typ } }))).toEqual(VIEWER);
    },
  );

  it('may be for several audiences', async () => {
    const token = makeToken({ claims: { aud: ['https://elsewhere.example', AUDIENCE] } });

    expect(await createTestVerifier().verify(token)).toEqual(VIEWER);
  });

  it('may leave its key unnamed when several fit', async () => {
    const verifier = createTestVerifier({ keys: { keySet: { keys: [otherPair.publicJwk, keyPair.publicJwk] } } });

    expect(await verifier.verify(makeToken({ header: { kid: undefined } }))).toEqual(VIEWER);
  });

  it('is refused when it leaves its key unnamed and none of several did it', async () => {
    const third = toPair(generateKeyPairSync('ec', { namedCurve: 'P-256' }), {});
    const verifier = createTestVerifier({ keys: { keySet: { keys: [otherPair.publicJwk, third.publicJwk] } } });

    expect(await outcomeOf(verifier.verify(makeToken({ header: { kid: undefined } })))).toBe('BAD_SIGNATURE');
  });

  it('is read with the configured claim names', async () => {
    const names = { subject: 'uid', organization: 'https://claims.example/org', scope: 'scp', allAreas: 'root' };
    const claims = { uid: 'u', 'https://claims.example/org': 'o', scp: ['a', 'b'], access_all_areas: true };

    const viewer = await createTestVerifier({ claims: names }).verify(makeToken({ claims }));

    expect(viewer).toEqual({
      ...VIEWER,
      userId: 'u',
      organizationId: 'o',
      visibility: 'ORGANIZATION',
      scopes: new Set(['a', 'b']),
    });
  });
});

describe('the clock', () => {
  it.each([
    ['exp', NOW_SECONDS + 1, 0, 'accepted'],
    ['exp', NOW_SECONDS, 0, 'EXPIRED'],
    ['exp', NOW_SECONDS - 29, 30, 'accepted'],
    ['exp', NOW_SECONDS - 30, 30, 'EXPIRED'],
    ['nbf', NOW_SECONDS, 0, 'accepted'],
    ['nbf', NOW_SECONDS + 1, 0, 'NOT_YET_VALID'],
    ['nbf', NOW_SECONDS + 30, 30, 'accepted'],
    ['nbf', NOW_SECONDS + 31, 30, 'NOT_YET_VALID'],
    ['iat', NOW_SECONDS, 0, 'accepted'],
    ['iat', NOW_SECONDS + 30, 30, 'accepted'],
    ['iat', NOW_SECONDS + 31, 30, 'NOT_YET_VALID'],
  ])('%s %i with %i seconds of tolerance: %s', async (claim, seconds, clockToleranceSeconds, expected) => {
    const verifier = createTestVerifier({ clockToleranceSeconds });

    const outcome = await outcomeOf(verifier.verify(makeToken({ claims: { [claim]: seconds } })));

    expect(typeof outcome === 'string' ? outcome : 'accepted').toBe(expected);
  });

  it('tolerates 30 seconds unless told otherwise', async () => {
    const verifier = createTestVerifier();

    expect(await outcomeOf(verifier.verify(makeToken({ claims: { exp: NOW_SECONDS - 29 } })))).toBeTypeOf('object');
    expect(await outcomeOf(verifier.verify(makeToken({ claims: { exp: NOW_SECONDS - 30 } })))).toBe('EXPIRED');
  });

  it('is asked anew for every token', async () => {
    let nowMs = NOW_SECONDS * 1000;
    const verifier = createTestVerifier({ now: () => nowMs });
    const token = makeToken();
    await verifier.verify(token);

    nowMs = (CLAIMS.exp + 31) * 1000;

    expect(await outcomeOf(verifier.verify(token))).toBe('EXPIRED');
  });
});
