import { describe, expect, it } from 'vitest';
import type { TokenVerifier } from '../../src/auth/token-verifier.js';
import { collectGarbage } from '../collect-garbage.js';
import { createTestVerifier, ed25519Pair, keyPair, makeToken, rsaPair } from './tokens.js';

const ROUNDS_ANEW = 2000;
const ROUNDS_KNOWN = 50_000;
const CALLERS = 10_000;

describe('the cost of verifying', () => {
  it.each([
    ['ES256', keyPair],
    ['RS256', rsaPair],
    ['EdDSA', ed25519Pair],
  ])('is below 0.2 milliseconds for a known token: %s', async (alg, { publicJwk, privateKey }) => {
    const token = makeToken({ header: { alg, kid: publicJwk.kid }, key: privateKey });
    const keys = { keySet: { keys: [publicJwk] } };

    const anew = await timeEach(createTestVerifier({ keys, tokensKept: 0 }), token, ROUNDS_ANEW);
    const known = await timeEach(createTestVerifier({ keys }), token, ROUNDS_KNOWN);

    console.log(`${alg}: ${known.toFixed(4)} ms when known, ${anew.toFixed(4)} ms when new`);
    expect(known).toBeLessThan(0.2);
  });

  it('is below 5 kilobytes of memory for each of 10 000 known tokens', async () => {
    const tokens = Array.from({ length: CALLERS }, (_, index) =>
      makeToken({ claims: { sub: `user-${index}`, scope: 'support:read support:write user:read openid email' } }),
    );
    const verifier = createTestVerifier({ tokensKept: CALLERS });
    await verifier.verify(tokens[0] ?? '');
    const before = usedBytes();

    for (const token of tokens) await verifier.verify(token);

    const each = (usedBytes() - before) / CALLERS;
    console.log(`${Math.round(each)} bytes for each known token`);
    expect(each).toBeLessThan(5000);
    expect(await verifier.verify(tokens[0] ?? '')).toMatchObject({ userId: 'user-0' });
  });
});

/** Milliseconds for one verification. */
async function timeEach(verifier: TokenVerifier, token: string, rounds: number): Promise<number> {
  for (let index = 0; index < 200; index += 1) await verifier.verify(token);
  const startedAt = performance.now();
  for (let index = 0; index < rounds; index += 1) await verifier.verify(token);
  return (performance.now() - startedAt) / rounds;
}

function usedBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
