import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSigningKey, toPublicKeySet, type SigningKey } from '../../src/auth/signing-key.js';
import { ConfigError } from '../../src/config/problems.js';
import { readConfigFile } from '../../src/config.js';
import { definitions } from './provider-definitions.js';

const BACKENDS = [{ key: 'local', provider: 'bench' }];
let folder: string;
let key: SigningKey;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
  mkdirSync(join(folder, 'keys'));
  key = await createSigningKey();
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function readWithKeyFile(jwkFile: string) {
  const auth = { issuer: 'i', audience: 'a', jwkFile };
  return readConfigFile(write('gateway.json', { auth, backends: BACKENDS }), {}, definitions);
}

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((problem) => problem.replace(folder, 'FOLDER'));
    throw error;
  }
}

describe('a configuration file', () => {
  it('starts its relative paths from its own folder', () => {
    write('keys/public.json', toPublicKeySet(key));

    const config = readWithKeyFile('keys/public.json');

    expect(config.auth.keys).toEqual({ keySet: toPublicKeySet(key) });
    expect(config.store).toEqual({ dataDirectory: join(folder, 'data') });
  });

  it('may begin with a byte order mark', () => {
    const auth = { issuer: 'i', audience: 'a', jwksUrl: 'https://login.example/keys' };
    const path = write('bom.json', `\ufeff${JSON.stringify({ auth, backends: BACKENDS })}`);

    expect(readConfigFile(path, {}, definitions).auth.issuer).toBe('i');
  });

  it.each([
    ['{\n  "server": {},\n  "auth": {},\n}', ' is not JSON: look at line 4, column 1.'],
    ['{\n  "token": "hunter2\n}', ' is not JSON: look at line 2, column 20.'],
    ['{ "token": hunter2 }', ' is not JSON.'],
    ['{ "a": 1', ' is not JSON: look at line 1, column 9.'],
    ['', ' is not JSON: look at line 1, column 1.'],
  ])('%j%s', (text, expected) => {
    const path = write('broken.json', text);

    expect(problemsOf(() => readConfigFile(path, {}, definitions))).toEqual([
      `The configuration file FOLDER/broken.json${expected}`,
    ]);
  });

  it('is missing, or a folder', () => {
    const [missing, aFolder] = [join(folder, 'none.json'), join(folder, 'keys')];

    expect([missing, aFolder].flatMap((path) => problemsOf(() => readConfigFile(path, {}, definitions)))).toEqual([
      'The configuration file FOLDER/none.json does not exist.',
      'The configuration file FOLDER/keys is a folder.',
    ]);
  });
});

describe('a key file', () => {
  it.each([
    ['a key set', () => toPublicKeySet(key)],
    ['a public key', () => toPublicKeySet(key).keys[0]],
    ['a private key', () => key],
    [
      'a set with a private key and others',
      () => ({ keys: [{ kty: 'oct', k: 'c2VjcmV0' }, { ...key, use: 'enc' }, key] }),
    ],
  ])('may hold %s: only what is public is used', (_name, content) => {
    write('key.json', content());

    expect(readWithKeyFile('key.json').auth.keys).toEqual({ keySet: toPublicKeySet(key) });
  });

  const none =
    'holds no key for signatures (EC, Ed25519, or RSA from 2048 bits; not one for encryption or a shared secret)';

  it.each<[string, () => unknown, string]>([
    ['an encryption key', () => ({ ...key, use: 'enc' }), none],
    ['a shared secret', () => ({ kty: 'oct', k: 'c2VjcmV0LWh1bnRlcjI', alg: 'HS256' }), none],
    ['an empty set', () => ({ keys: [] }), none],
    ['a list', () => [key], 'holds neither a JWK nor a JWK set'],
    ['another object', () => ({ hello: 'world' }), 'holds neither a JWK nor a JWK set'],
    ['PEM', () => '-----BEGIN PUBLIC KEY-----', 'is not JSON: look at line 1, column 2'],
  ])('must not be %s', (_name, content, problem) => {
    write('bad.json', content());

    expect(problemsOf(() => readWithKeyFile('bad.json'))).toEqual([`auth.jwkFile: names a file that ${problem}`]);
  });

  it('must be there', () => {
    expect(problemsOf(() => readWithKeyFile('none.json'))).toEqual(['auth.jwkFile: names a file that does not exist']);
    expect(problemsOf(() => readWithKeyFile('.'))).toEqual(['auth.jwkFile: names a file that is a folder']);
  });
});
