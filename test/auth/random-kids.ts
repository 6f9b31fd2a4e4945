import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerKeys, answerText, startKeyServer, type KeyServer } from './key-server.js';
import {
  CLAIMS,
  HEADER,
  NOW_SECONDS,
  createTestVerifier,
  encodePart,
  keyPair,
  makeToken,
  outcomeOf,
} from './tokens.js';

/** Floods a verifier with tokens that name keys which there are not. */
export function describeRandomKids({ tokens }: { readonly tokens: number }): void {
  describe(`${tokens} tokens with random key ids`, () => {
    let server: KeyServer;
    beforeAll(async () => {
      server = await startKeyServer(answerKeys(keyPair.publicJwk));
    });
    afterAll(() => server.close());

    it.each([
      ['well', 'UNKNOWN_KEY'],
      ['ill', 'KEYS_UNAVAILABLE'],
    ])('make one read of the keys in 30 seconds, the key server being %s', async (health, expected) => {
      let nowMs = NOW_SECONDS * 1000;
      const verifier = createTestVerifier({ keys: { jwksUrl: server.url }, now: () => nowMs });
      server.answer = answerKeys(keyPair.publicJwk);
      await verifier.verify(makeToken());
      server.hits = 0;
      if (health === 'ill') server.answer = answerText(500, '');

      const outcomes = new Set<unknown>();
      for (const [index, token] of randomTokens(tokens).entries()) {
        nowMs = NOW_SECONDS * 1000 + 30_000 + Math.floor((index * 30_000) / tokens);
        outcomes.add(await outcomeOf(verifier.verify(token)));
      }

      expect(outcomes).toEqual(new Set([expected]));
      expect(server.hits).toBe(1);
    });

    it('make one read of the keys when they come together', async () => {
      const verifier = createTestVerifier({ keys: { jwksUrl: server.url } });
      server.answer = answerKeys(keyPair.publicJwk);
      server.hits = 0;

      const outcomes = [];
      for (const token of randomTokens(tokens)) {
        outcomes.push(outcomeOf(verifier.verify(token)));
        // As sockets do: nothing is read from the key server while tokens keep the only thread busy.
        if (outcomes.length % 100 === 0) await setImmediate();
      }

      expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['UNKNOWN_KEY']));
      expect(server.hits).toBe(1);
    });
  });
}

/** With a signature that is as long as one. */
function randomTokens(count: number): readonly string[] {
  const signature = Buffer.alloc(64, 1).toString('base64url');
  return Array.from({ length: count }, (_, index) =>
    [encodePart({ ...HEADER, kid: `random-${index}` }), encodePart(CLAIMS), signature].join('.'),
  );
}
