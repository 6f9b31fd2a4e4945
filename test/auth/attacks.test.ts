import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attacks, forge, goodToken } from './attacks.js';
import { answerKeys, startKeyServer, type KeyServer } from './key-server.js';
import { createTestVerifier, keyPair, makeToken, otherPair, outcomeOf, toPair } from './tokens.js';

// The attacker's server: it would gladly hand out the attacker's key.
let decoy: KeyServer;
beforeAll(async () => {
  decoy = await startKeyServer(answerKeys(otherPair.publicJwk));
});
afterAll(() => decoy.close());

describe('an attack', () => {
  const keySet = { keys: [keyPair.publicJwk] };

  it.each(attacks)('is refused: %s', async (_name, makeAttack, reason) => {
    const verifier = createTestVerifier({ keys: { keySet } });

    expect(await outcomeOf(verifier.verify(makeAttack(decoy.url.href)))).toBe(reason);
  });

  it('that names its own key server makes no request there', async () => {
    const verifier = createTestVerifier({ keys: { keySet } });
    const headers = ['jku', 'x5u', 'kid'].map((name) => ({ kid: 'other', [name]: decoy.url.href }));

    await Promise.all(headers.map((header) => outcomeOf(verifier.verify(forge(header)))));

    expect(decoy.hits).toBe(0);
  });

  it('begins with a token that would be accepted', async () => {
    expect(await createTestVerifier({ keys: { keySet } }).verify(goodToken)).toMatchObject({ userId: 'user-1' });
  });
});

describe('a key that is not for signatures', () => {
  it.each([
    ['for encryption', { ...keyPair.publicJwk, use: 'enc' }],
    ['for deriving', { ...keyPair.publicJwk, key_ops: ['deriveKey'] }],
    ['for another algorithm', { ...keyPair.publicJwk, alg: 'ECDH-ES' }],
    ['for a shared secret', { kty: 'oct', kid: 'main', k: 'c2VjcmV0' }],
    ['off its curve', { ...keyPair.publicJwk, x: keyPair.publicJwk.y ?? '', y: keyPair.publicJwk.x ?? '' }],
  ])('verifies nothing: %s', async (_name, jwk) => {
    const verifier = createTestVerifier({ keys: { keySet: { keys: [jwk] } } });

    expect(await outcomeOf(verifier.verify(goodToken))).toBe('UNKNOWN_KEY');
  });

  it('verifies nothing: RSA of 1024 bits', async () => {
    const { publicJwk, privateKey } = toPair(generateKeyPairSync('rsa', { modulusLength: 1024 }), { kid: 'short' });
    const verifier = createTestVerifier({ keys: { keySet: { keys: [publicJwk] } } });

    const token = makeToken({ header: { alg: 'RS256', kid: 'short' }, key: privateKey });

    expect(await outcomeOf(verifier.verify(token))).toBe('UNKNOWN_KEY');
  });
});
