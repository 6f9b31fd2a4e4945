import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readKeyServer } from '../../src/auth/key-server.js';
import type { TokenVerifierOptions } from '../../src/auth/token-verifier.js';
import { answerKeys, answerText, startKeyServer, type KeyServer } from './key-server.js';
import { NOW_SECONDS, createTestVerifier, keyPair, makeToken, otherPair, outcomeOf } from './tokens.js';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const lastingClaims = { exp: NOW_SECONDS + 86_400 };
const token = makeToken({ claims: lastingClaims });
const otherToken = makeToken({ header: { kid: 'other' }, claims: lastingClaims, key: otherPair.privateKey });

// The key is there, behind more white space than anybody should read.
const packed = gzipSync(`${JSON.stringify({ keys: [keyPair.publicJwk] })}${' '.repeat(20_000_000)}`, { level: 1 });

let server: KeyServer;
let nowMs: number;

beforeEach(async () => {
  nowMs = NOW_SECONDS * SECOND_MS;
  server = await startKeyServer(answerKeys(keyPair.publicJwk));
});

afterEach(() => server.close());

function createRemoteVerifier(options: Partial<TokenVerifierOptions> = {}) {
  return createTestVerifier({ keys: { jwksUrl: server.url }, now: () => nowMs, ...options });
}

function wait(milliseconds: number): void {
  nowMs += milliseconds;
}

describe('a key server', () => {
  it('is asked when the first token comes, once for all that come together', async () => {
    const verifier = createRemoteVerifier();
    expect(server.hits).toBe(0);

    const viewers = await Promise.all(Array.from({ length: 50 }, () => verifier.verify(token)));

    expect(new Set(viewers.map(({ userId }) => userId))).toEqual(new Set(['user-1']));
    expect(server.hits).toBe(1);
  });

  it('makes a new key known within 30 seconds', async () => {
    const verifier = createRemoteVerifier();
    await verifier.verify(token);
    server.answer = answerKeys(keyPair.publicJwk, otherPair.publicJwk);

    wait(29 * SECOND_MS);
    expect(await outcomeOf(verifier.verify(otherToken))).toBe('UNKNOWN_KEY');
    expect(server.hits).toBe(1);

    wait(SECOND_MS);
    expect(await verifier.verify(otherToken)).toMatchObject({ userId: 'user-1' });
    expect(server.hits).toBe(2);
  });

  it('makes a new key known within 30 seconds, though it has the name of the old one', async () => {
    const verifier = createRemoteVerifier();
    await verifier.verify(token);
    const renamed = { ...otherPair.publicJwk, kid: 'main' };
    server.answer = answerKeys(renamed);
    const renamedToken = makeToken({ claims: lastingClaims, key: otherPair.privateKey });

    wait(29 * SECOND_MS);
    expect(await outcomeOf(verifier.verify(renamedToken))).toBe('BAD_SIGNATURE');
    expect(server.hits).toBe(1);

    wait(SECOND_MS);
    expect(await verifier.verify(renamedToken)).toMatchObject({ userId: 'user-1' });
    expect(await outcomeOf(verifier.verify(token))).toBe('BAD_SIGNATURE');
    expect(server.hits).toBe(2);
  });

  it('is read anew after 5 minutes, while nobody waits, and withdraws a key then', async () => {
    const verifier = createRemoteVerifier();
    await verifier.verify(token);
    const { request, answer } = holdAnswer(answerKeys(otherPair.publicJwk));

    wait(5 * MINUTE_MS - 1);
    await verifier.verify(token);
    expect(server.hits).toBe(1);

    wait(1);
    expect(await verifier.verify(token)).toMatchObject({ userId: 'user-1' });
    await request;
    answer();

    await vi.waitFor(async () => expect(await outcomeOf(verifier.verify(token))).toBe('UNKNOWN_KEY'));
    expect(await verifier.verify(otherToken)).toMatchObject({ userId: 'user-1' });
    expect(server.hits).toBe(2);
  });

  it.each([60, 600, 86_400])(
    'withdraws a key within 10 minutes, whatever happened in between: keys may get %i seconds old',
    async (keysMaxAgeSeconds) => {
      const verifier = createRemoteVerifier({ keysMaxAgeSeconds });
      await verifier.verify(token);
      server.answer = answerKeys(otherPair.publicJwk);

      wait(10 * MINUTE_MS);

      expect(await outcomeOf(verifier.verify(token))).toBe('UNKNOWN_KEY');
    },
  );

  it('keeps its keys the same objects when it says the same again', async () => {
    const verifier = createRemoteVerifier();
    await verifier.verify(token);
    const verify = vi.spyOn(crypto.subtle, 'verify');

    wait(10 * MINUTE_MS);
    await verifier.verify(token);

    expect(server.hits).toBe(2);
    expect(verify).not.toHaveBeenCalled();
    verify.mockRestore();
  });

  it('may serve keys that are of no use here beside the one that is', async () => {
    const useless = [
      { ...otherPair.publicJwk, use: 'enc' },
      { kty: 'oct', k: 'c2VjcmV0' },
      { kty: 'EC', crv: 'P-256' },
    ];
    server.answer = answerKeys(...useless, keyPair.publicJwk);
    const verifier = createRemoteVerifier();

    expect(await verifier.verify(token)).toMatchObject({ userId: 'user-1' });
    expect(await outcomeOf(verifier.verify(otherToken))).toBe('UNKNOWN_KEY');
  });
});

describe('an ill key server', () => {
  it.each([
    ['500', answerText(500, JSON.stringify({ keys: [keyPair.publicJwk] }))],
    ['404', answerText(404, '')],
    ['204', answerText(204, '')],
    ['HTML', answerText(200, '<html>')],
    ['cut JSON', answerText(200, '{"keys":[')],
    ['nothing', answerText(200, '')],
    ['null', answerText(200, 'null')],
    ['a list', answerText(200, '[]')],
    ['no list of keys', answerText(200, '{"keys":{}}')],
    [
      'a megabyte too much',
      answerText(200, JSON.stringify({ keys: [keyPair.publicJwk], padding: 'x'.repeat(1_048_576) })),
    ],
    [
      '20 megabytes, packed into some kilobytes',
      (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    ],
    [
      '101 keys',
      answerKeys(...Array.from({ length: 101 }, (_, index) => ({ ...keyPair.publicJwk, kid: `k${index}` }))),
    ],
    ['a broken connection', (request) => request.socket.destroy()],
  ] satisfies readonly [string, KeyServer['answer']][])('lets nobody in: %s', async (_name, answer) => {
    server.answer = answer;

    expect(await outcomeOf(createRemoteVerifier().verify(token))).toBe('KEYS_UNAVAILABLE');
  });

  it('lets nobody in: not there', async () => {
    const gone = await startKeyServer(answerKeys(keyPair.publicJwk));
    await gone.close();
    const failures: unknown[] = [];
    const options = { keys: { jwksUrl: gone.url }, onKeyFailure: (error: unknown) => failures.push(error) };

    expect(await outcomeOf(createRemoteVerifier(options).verify(token))).toBe('KEYS_UNAVAILABLE');
    expect(failures).toMatchObject([{ message: 'The key server cannot be reached.', cause: { code: 'ECONNREFUSED' } }]);
  });

  it('lets nobody in: sends elsewhere, where nobody goes', async () => {
    const decoy = await startKeyServer(answerKeys(keyPair.publicJwk));
    server.answer = (_request, response) => response.writeHead(302, { location: decoy.url.href }).end();

    expect(await outcomeOf(createRemoteVerifier().verify(token))).toBe('KEYS_UNAVAILABLE');
    expect(decoy.hits).toBe(0);
    await decoy.close();
  });

  it('is given up when it does not answer', async () => {
    server.answer = () => undefined;

    await expect(readKeyServer(server.url, 50)).rejects.toThrow('did not answer in time');
  });

  it('is given up when it drips', async () => {
    server.answer = (_request, response) => response.writeHead(200).write('{"keys":');

    await expect(readKeyServer(server.url, 50)).rejects.toThrow('did not answer in time');
  });

  it('is asked again after 5 seconds, and then all is well', async () => {
    const verifier = createRemoteVerifier();
    server.answer = answerText(503, '');
    await outcomeOf(verifier.verify(token));
    server.answer = answerKeys(keyPair.publicJwk);

    wait(5 * SECOND_MS - 1);
    expect(await outcomeOf(verifier.verify(token))).toBe('KEYS_UNAVAILABLE');
    expect(server.hits).toBe(1);

    wait(1);
    expect(await verifier.verify(token)).toMatchObject({ userId: 'user-1' });
    expect(server.hits).toBe(2);
  });

  it('is spared by tokens with random key ids, too', async () => {
    const verifier = createRemoteVerifier();
    server.answer = answerText(503, '');

    for (let index = 0; index < 200; index += 1) {
      const outcome = await outcomeOf(verifier.verify(makeToken({ header: { kid: `random-${index}` } })));
      expect(outcome).toBe('KEYS_UNAVAILABLE');
    }

    expect(server.hits).toBe(1);
  });

  it('leaves the known keys in use until they are 10 minutes old, and lets in again once it is well', async () => {
    const verifier = createRemoteVerifier();
    await verifier.verify(token);
    server.answer = answerText(500, '');

    wait(10 * MINUTE_MS - 1);
    expect(await outcomeOf(verifier.verify(otherToken))).toBe('KEYS_UNAVAILABLE');
    expect(await verifier.verify(token)).toMatchObject({ userId: 'user-1' });

    wait(1);
    expect(await outcomeOf(verifier.verify(token))).toBe('KEYS_UNAVAILABLE');

    server.answer = answerKeys(keyPair.publicJwk);
    wait(5 * SECOND_MS);
    expect(await verifier.verify(token)).toMatchObject({ userId: 'user-1' });
  });

  it('leaves the known keys in use for as long as it is told to, and keeps nobody waiting', async () => {
    const verifier = createRemoteVerifier({ keysMaxAgeSeconds: 3600 });
    await verifier.verify(token);
    server.answer = answerText(500, '');
    wait(10 * MINUTE_MS);
    await verifier.verify(token);
    expect(server.hits).toBe(2);
    server.answer = () => undefined;

    wait(MINUTE_MS - 1);
    expect(await verifier.verify(token)).toMatchObject({ userId: 'user-1' });
  });

  it('leaves nobody in with keys that are older than it is told to', async () => {
    const verifier = createRemoteVerifier({ keysMaxAgeSeconds: 3600 });
    await verifier.verify(token);
    server.answer = answerText(500, '');

    wait(60 * MINUTE_MS - 1);
    expect(await verifier.verify(token)).toMatchObject({ userId: 'user-1' });
    wait(5 * SECOND_MS);

    expect(await outcomeOf(verifier.verify(token))).toBe('KEYS_UNAVAILABLE');
  });

  it.each([
    ['none', answerKeys()],
    ['none that can be read', answerText(200, '{"keys":[1]}')],
    ['none but a shared secret', answerKeys({ kty: 'oct', k: 'c2VjcmV0' })],
    ['none but for encryption', answerKeys({ ...otherPair.publicJwk, use: 'enc' })],
  ])('leaves the known keys in use when it has %s', async (_what, answer) => {
    const failures: unknown[] = [];
    const verifier = createRemoteVerifier({
      keysMaxAgeSeconds: 3600,
      onKeyFailure: (error: unknown) => failures.push(error),
    });
    await verifier.verify(token);
    server.answer = answer;

    wait(11 * MINUTE_MS);

    expect(await verifier.verify(token)).toMatchObject({ userId: 'user-1' });
    expect(failures).toMatchObject([{ message: 'The key server answered without a key for signatures.' }]);
  });

  it('is asked at most every 30 seconds while its keys are in use, whatever comes', async () => {
    const verifier = createRemoteVerifier();
    await verifier.verify(token);
    server.answer = answerText(503, '');
    wait(5 * MINUTE_MS);

    for (let second = 0; second < 120; second += 1) {
      await outcomeOf(verifier.verify(makeToken({ header: { kid: `random-${second}` }, claims: lastingClaims })));
      expect(await verifier.verify(token)).toMatchObject({ userId: 'user-1' });
      wait(SECOND_MS);
    }

    expect(server.hits).toBe(1 + 120 / 30);
  });

  it('is asked once by all who come while it is slow', async () => {
    const verifier = createRemoteVerifier();
    const { request, answer } = holdAnswer(answerKeys(keyPair.publicJwk));
    const outcomes = Array.from({ length: 50 }, (_, index) =>
      outcomeOf(verifier.verify(index % 2 ? token : makeToken({ header: { kid: `random-${index}` } }))),
    );
    await request;
    answer();

    expect(new Set((await Promise.all(outcomes)).map((each) => (typeof each === 'string' ? each : 'in')))).toEqual(
      new Set(['in', 'UNKNOWN_KEY']),
    );
    expect(server.hits).toBe(1);
  });

  it('does not keep its keys in use when the clock is set back', async () => {
    const verifier = createRemoteVerifier();
    await verifier.verify(token);
    server.answer = answerKeys(otherPair.publicJwk);

    wait(-10 * MINUTE_MS);

    expect(await outcomeOf(verifier.verify(token))).toBe('UNKNOWN_KEY');
  });
});

/** Lets the key server wait with its answer until it is told. */
function holdAnswer(listener: KeyServer['answer']) {
  let answer = () => {};
  const told = new Promise<void>((resolve) => (answer = resolve));
  const request = new Promise<void>((resolve) => {
    server.answer = (...exchange) => {
      resolve();
      void told.then(() => listener(...exchange));
    };
  });
  return { request, answer: () => answer() };
}

describe('the check of a key source', () => {
  it.each([
    ['has keys', answerKeys(keyPair.publicJwk), null],
    ['has none', answerKeys(), 'The key server answered without a key for signatures.'],
    [
      'has none for signatures',
      answerKeys({ ...keyPair.publicJwk, use: 'enc' }),
      'The key server answered without a key for signatures.',
    ],
    ['is down', answerText(503, 'secret'), 'The key server answered with status 503.'],
    ['talks', answerText(200, 'secret'), 'The key server did not answer with JSON.'],
    ['says something else', answerText(200, '{}'), 'The key server did not answer with a JSON Web Key Set.'],
    ['hangs up', (request) => request.socket.destroy(), 'The key server cannot be reached.'],
  ] satisfies readonly [string, KeyServer['answer'], string | null][])(
    'says what it is: %s',
    async (_name, answer, problem) => {
      server.answer = answer;

      expect(await createRemoteVerifier().findKeyProblem()).toBe(problem);
    },
  );

  it('asks each time', async () => {
    const verifier = createRemoteVerifier();
    expect(await verifier.findKeyProblem()).toBeNull();

    server.answer = answerText(500, '');

    expect(await verifier.findKeyProblem()).toBe('The key server answered with status 500.');
  });

  it('looks at keys at hand, too', async () => {
    expect(await createTestVerifier().findKeyProblem()).toBeNull();
    expect(await createTestVerifier({ keys: { keySet: { keys: [] } } }).findKeyProblem()).toBe(
      'There is no key for signatures.',
    );
  });
});
