import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { LRUCache } from 'lru-cache';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { TokenError } from '../../src/auth/token-error.js';
import { createVerifiedTokens, type VerifiedToken } from '../../src/auth/verified-tokens.js';
import { answerKeys, startKeyServer } from './key-server.js';
import { CLAIMS, NOW_SECONDS, createTestVerifier, keyPair, makeToken, otherPair, outcomeOf } from './tokens.js';

const token = makeToken();

describe('a token that was good', () => {
  let verifications: MockInstance<typeof crypto.subtle.verify>;
  let nowMs: number;
  beforeEach(() => {
    nowMs = NOW_SECONDS * 1000;
    verifications = vi.spyOn(crypto.subtle, 'verify');
  });
  afterEach(() => verifications.mockRestore());

  const createVerifier = (options = {}) => createTestVerifier({ now: () => nowMs, ...options });

  it('has its signature verified once, and stands for the same caller', async () => {
    const verifier = createVerifier();

    const viewers = [];
    for (let index = 0; index < 1000; index += 1) viewers.push(await verifier.verify(token));

    expect(verifications).toHaveBeenCalledTimes(1);
    expect(new Set(viewers)).toEqual(new Set([await createTestVerifier().verify(token)]));
  });

  it('is recalled at once, and no other is', async () => {
    const verifier = createVerifier();
    const before = verifier.recall(token);
    const viewer = await verifier.verify(token);

    expect(before).toBeNull();
    expect(verifier.recall(token)).toBe(viewer);
    expect(verifier.recall(makeToken({ claims: { sub: 'user-2' } }))).toBeNull();
    expect(createVerifier({ tokensKept: 0 }).recall(token)).toBeNull();
    expect(() => verifier.recall('a'.repeat(100_000))).toThrow(TokenError);
  });

  it('is not recalled where the keys are to be read first', async () => {
    const server = await startKeyServer(answerKeys(keyPair.publicJwk));
    const verifier = createVerifier({ keys: { jwksUrl: server.url } });
    const lasting = makeToken({ claims: { exp: NOW_SECONDS + 86_400 } });
    const viewer = await verifier.verify(lasting);

    nowMs += 299_000;
    expect(verifier.recall(lasting)).toBe(viewer);

    nowMs += 1000;
    expect(verifier.recall(lasting)).toBeNull();
    expect(await verifier.verify(lasting)).toBe(viewer);
    await vi.waitFor(() => expect(server.hits).toBe(2));
    await server.close();
  });

  it('is verified each time where none is to be remembered', async () => {
    const verifier = createVerifier({ tokensKept: 0 });

    for (let index = 0; index < 3; index += 1) await verifier.verify(token);

    expect(verifications).toHaveBeenCalledTimes(3);
  });

  it('is no help to another that differs in one character', async () => {
    const verifier = createVerifier();
    await verifier.verify(token);

    for (const index of [3, 60, 100, token.length - 40, token.length - 1]) {
      const edited = `${token.slice(0, index)}${token[index] === 'A' ? 'Q' : 'A'}${token.slice(index + 1)}`;
      expect(await outcomeOf(verifier.verify(edited))).toBeTypeOf('string');
    }
  });

  it.each([
    ['before its exp', { exp: NOW_SECONDS + 10 }, 9, 1],
    ['from its exp on', { exp: NOW_SECONDS + 10 }, 10, 2],
    ['after its nbf', { nbf: NOW_SECONDS - 10 }, -10, 1],
    ['before its nbf', { nbf: NOW_SECONDS - 10 }, -11, 2],
    ['before its iat', { iat: NOW_SECONDS - 10 }, -11, 2],
  ])('is verified anew when only the tolerance lets it in: %s', async (_when, claims, seconds, times) => {
    const verifier = createVerifier();
    const bounded = makeToken({ claims });
    await verifier.verify(bounded);

    nowMs += seconds * 1000;

    expect(await verifier.verify(bounded)).toMatchObject({ userId: 'user-1' });
    expect(verifications).toHaveBeenCalledTimes(times);
  });

  it('is let in and refused exactly when it would be without memory, however time goes', async () => {
    const claims = [{ nbf: NOW_SECONDS - 40 }, { iat: NOW_SECONDS - 20.5, exp: NOW_SECONDS + 40.5 }, {}];
    const tokens = claims.map((each) => makeToken({ claims: { exp: NOW_SECONDS + 40, ...each } }));
    const steps = fc.array(fc.tuple(fc.integer({ min: -90_000, max: 90_000 }), fc.constantFrom(...tokens)), {
      minLength: 5,
      maxLength: 30,
    });

    await fc.assert(
      fc.asyncProperty(steps, async (asked) => {
        const [remembering, forgetful] = [createVerifier(), createVerifier({ tokensKept: 0 })];
        for (const [offsetMs, each] of asked) {
          nowMs = NOW_SECONDS * 1000 + offsetMs;
          expect(await outcomeOf(remembering.verify(each))).toEqual(await outcomeOf(forgetful.verify(each)));
        }
      }),
      { seed: 20_260_302, numRuns: 25 },
    );
  });

  it('is verified anew when several keys may have signed it by now', async () => {
    const server = await startKeyServer(answerKeys(keyPair.publicJwk));
    const verifier = createVerifier({ keys: { jwksUrl: server.url } });
    const unnamed = makeToken({ header: { kid: undefined } });
    await verifier.verify(unnamed);
    server.answer = answerKeys(otherPair.publicJwk, keyPair.publicJwk);
    await verifier.findKeyProblem();

    expect(await verifier.verify(unnamed)).toMatchObject({ userId: 'user-1' });

    server.answer = answerKeys(otherPair.publicJwk);
    await verifier.findKeyProblem();
    expect(await outcomeOf(verifier.verify(unnamed))).toBe('BAD_SIGNATURE');
    await server.close();
  });

  it('is not the same good token once another key has the name of its own', async () => {
    const server = await startKeyServer(answerKeys(keyPair.publicJwk));
    const verifier = createVerifier({ keys: { jwksUrl: server.url } });
    await verifier.verify(token);
    server.answer = answerKeys({ ...otherPair.publicJwk, kid: 'main' });
    await verifier.findKeyProblem();

    expect(await outcomeOf(verifier.verify(token))).toBe('BAD_SIGNATURE');
    await server.close();
  });
});

describe('a refused token', () => {
  it('is not remembered: one that comes too early is good later', async () => {
    let nowMs = NOW_SECONDS * 1000;
    const verifier = createTestVerifier({ now: () => nowMs });
    const early = makeToken({ claims: { nbf: NOW_SECONDS + 31 } });
    expect(await outcomeOf(verifier.verify(early))).toBe('NOT_YET_VALID');

    nowMs += 1000;

    expect(await verifier.verify(early)).toMatchObject({ userId: 'user-1' });
  });
});

describe('what is remembered', () => {
  const found = { untilSeconds: CLAIMS.exp, fromSeconds: CLAIMS.iat } as VerifiedToken;
  const known: VerifiedToken = { ...found, key: {} as CryptoKey, header: { alg: 'ES256' }, viewer: toViewer(1) };
  const isKnown = (tokens: ReturnType<typeof createVerifiedTokens>, name: string) =>
    tokens.get(name, NOW_SECONDS * 1000) !== null;

  function toViewer(scopes: number): VerifiedToken['viewer'] {
    const names = new Set(Array.from({ length: scopes }, (_, index) => `scope:${index}`));
    return { userId: 'u', organizationId: null, visibility: 'USER', scopes: names, tokenExpiresAt: null };
  }

  it('is the hash of a token, and nothing of the token itself', async () => {
    const set = vi.spyOn(LRUCache.prototype, 'set');
    await createTestVerifier().verify(token);

    const [key, value] = set.mock.calls.at(-1) ?? [];
    set.mockRestore();
    expect(key).toBe(createHash('sha256').update(token).digest('base64'));
    const written = JSON.stringify(value);
    expect(token.split('.').filter((part) => written.includes(part))).toEqual([]);
  });

  it('is bounded: the token that was not seen for longest makes place', () => {
    const tokens = createVerifiedTokens(2);
    tokens.set('a', known);
    tokens.set('b', known);
    isKnown(tokens, 'a');

    tokens.set('c', known);

    expect(['a', 'b', 'c'].map((name) => isKnown(tokens, name))).toEqual([true, false, true]);
  });

  it('is bounded in bytes, too', () => {
    const tokens = createVerifiedTokens(100);
    const large = { ...known, viewer: toViewer(1000) };
    const names = Array.from({ length: 10 }, (_, index) => `token-${index}`);

    names.forEach((name) => tokens.set(name, large));

    expect(names.filter((name) => isKnown(tokens, name))).toEqual(['token-9']);
  });

  it('is nothing past exp, nor of a token that several keys had to be tried for', () => {
    const tokens = createVerifiedTokens(2);
    tokens.set('several', { ...known, key: null });
    tokens.set('known', known);

    expect(isKnown(tokens, 'several')).toBe(false);
    expect(tokens.get('known', CLAIMS.exp * 1000)).toBeNull();
    expect(isKnown(tokens, 'known')).toBe(false);
  });
});
