import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../src/auth/issue-token.js';
import { createSigningKey, toPublicKeySet, type SigningKey } from '../../src/auth/signing-key.js';
import { createTokenVerifier } from '../../src/auth/token-verifier.js';
import { parseDurationSeconds } from '../../src/commands/duration.js';
import { runToken } from '../../src/commands/token.js';

const NOW_MS = 1_772_442_845_000;
let folder: string;
let key: SigningKey;
let keyFile: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'token-'));
  key = await createSigningKey();
  keyFile = writeFile('key.json', JSON.stringify(key));
});

afterAll(() => rmSync(folder, { recursive: true }));

function writeFile(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function run(...argv: readonly string[]) {
  const written = { stdout: '', stderr: '' };
  const io = {
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
  };
  const exitCode = await runToken(argv, io, () => NOW_MS);
  return { exitCode, ...written };
}

describe('the token command', () => {
  it('writes a token, alone, that the demo accepts', async () => {
    const options = ['--sub', 'u', '--org', 'o', '--scope', 'support:read user:read', '--expires-in', '15m'];

    const { exitCode, stdout, stderr } = await run('--key', keyFile, ...options);

    const keys = { keySet: toPublicKeySet(key) };
    const verifier = createTokenVerifier({ issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE, keys, now: () => NOW_MS });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^\S+\n$/);
    expect(await verifier.verify(stdout.trim())).toEqual({
      userId: 'u',
      organizationId: 'o',
      visibility: 'ORGANIZATION',
      scopes: new Set(['support:read', 'user:read']),
      tokenExpiresAt: '2026-03-02T09:29:05.000Z',
    });
  });

  it('says which scopes are none, and issues them all the same', async () => {
    const { exitCode, stdout, stderr } = await run('--key', keyFile, '--sub', 'u', '--scope', 'support:reed user:read');

    expect(exitCode).toBe(0);
    expect(decodeJwt(stdout.trim())['scope']).toBe('support:reed user:read');
    expect(stderr).toBe(
      'support:reed is no scope of this gateway; those are support:read, support:write, user:read, support:internal, access_all_areas.\n',
    );
  });

  it('gives 12 hours and no scopes, and another issuer and audience when told', async () => {
    const { stdout } = await run('--key', keyFile, '--sub=u', '--issuer=https://i', '--audience=https://a');

    expect(decodeJwt(stdout)).toMatchObject({
      iss: 'https://i',
      aud: 'https://a',
      scope: '',
      exp: NOW_MS / 1000 + 43_200,
    });
  });

  it('makes a token for a service that may see everything', async () => {
    const { exitCode, stdout } = await run('--key', keyFile, '--scope', 'support:read access_all_areas');

    expect(exitCode).toBe(0);
    expect(decodeJwt(stdout)).not.toHaveProperty('sub');
  });

  it.each<[string, () => readonly string[], string]>([
    [
      'no options',
      () => [],
      'A token needs --sub, --org or the scope access_all_areas: without them it has no rights.',
    ],
    [
      'a scope that only looks so',
      () => ['--scope', 'no_access_all_areas'],
      'A token needs --sub, --org or the scope access_all_areas: without them it has no rights.',
    ],
    ['no key', () => ['--sub', 'u'], '--key must name the file of a private JWK.'],
    [
      'an unknown option',
      () => ['--sbu', 'u'],
      "Unknown option '--sbu'; it takes --key, --sub, --org, --scope, --expires-in, --issuer, --audience.",
    ],
    ['a word too much', () => ['--sub', 'u', 'now'], "Unexpected argument 'now'."],
    ['an option without a value', () => ['--sub'], "Option '--sub <value>' argument missing."],
    [
      'an empty user',
      () => ['--sub', '', '--key', keyFile],
      '--sub must have 1 to 255 characters, no control characters and no space at its ends.',
    ],
    [
      'an odd organisation',
      () => ['--org', ' o', '--key', keyFile],
      '--org must have 1 to 255 characters, no control characters and no space at its ends.',
    ],
    [
      'a long life',
      () => ['--sub', 'u', '--key', keyFile, '--expires-in', '31d'],
      '--expires-in must be a whole number and a unit, such as 30s, 15m, 12h or 7d, up to 30d.',
    ],
    [
      'a missing file',
      () => ['--sub', 'u', '--key', join(folder, 'none.json')],
      'The key file FOLDER/none.json does not exist.',
    ],
    ['a folder', () => ['--sub', 'u', '--key', folder], 'The key file FOLDER is a folder.'],
    [
      'no JSON',
      () => ['--sub', 'u', '--key', writeFile('pem', '-----BEGIN PRIVATE KEY-----')],
      'The key file FOLDER/pem is not JSON: look at line 1, column 2.',
    ],
    [
      'a public key',
      () => ['--sub', 'u', '--key', writeFile('public.json', JSON.stringify(toPublicKeySet(key).keys[0]))],
      'The key file FOLDER/public.json holds no private JWK for signatures.',
    ],
  ])('says in one sentence what is wrong: %s', async (_name, argv, expected) => {
    const { exitCode, stdout, stderr } = await run(...argv());

    expect({ exitCode, stdout, stderr: stderr.replace(folder, 'FOLDER') }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `${expected}\n`,
    });
  });
});

describe('a duration', () => {
  it.each([
    ['30s', 30],
    ['15m', 900],
    ['12h', 43_200],
    ['7d', 604_800],
    ['1d', 86_400],
  ])('%s is %i seconds', (text, expected) => {
    expect(parseDurationSeconds(text)).toBe(expected);
  });

  it.each(['', '0s', '-1s', '1', 's', '1.5h', '1 h', '1H', '1w', '01h', '1h30m', '1e3s', '9999999999s', '١h'])(
    'is not %j',
    (text) => {
      expect(parseDurationSeconds(text)).toBeNull();
    },
  );
});
