import { resolve } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import type { KeySource } from '../auth/key-resolver.js';
import { parseKeySet } from '../auth/key-set.js';
import { isRecord, valueAt } from './json-value.js';
import { readJsonFile } from './json-file.js';
import type { Problems } from './problems.js';

/** Where the keys for tokens are: exactly one of `auth.jwksUrl` and `auth.jwkFile`. Null when that is a problem. */
export function parseTokenKeys(input: unknown, folder: string, problems: Problems): KeySource | null {
  const auth = valueAt(input, ['auth']);
  if (!isRecord(auth)) return null;
  const { jwksUrl, jwkFile } = auth;
  if ('jwksUrl' in auth === 'jwkFile' in auth) {
    problems.add(
      ['auth'],
      `needs exactly one of jwksUrl and jwkFile; it has ${'jwksUrl' in auth ? 'both' : 'neither'}`,
    );
    return null;
  }
  if (typeof jwkFile === 'string' && jwkFile !== '') return readKeyFile(resolve(folder, jwkFile), problems);
  return typeof jwksUrl === 'string' && URL.canParse(jwksUrl) ? { jwksUrl: new URL(jwksUrl) } : null;
}

function readKeyFile(path: string, problems: Problems): KeySource | null {
  const file = readJsonFile(path);
  const keySet = 'value' in file ? parseKeySet(file.value) : null;
  const problem = 'problem' in file ? file.problem : problemOf(keySet);
  if (problem !== null) problems.add(['auth', 'jwkFile'], `names a file that ${problem}`);
  return problem === null && keySet !== null ? { keySet } : null;
}

function problemOf(keySet: JSONWebKeySet | null): string | null {
  if (keySet === null) return 'holds neither a JWK nor a JWK set';
  if (keySet.keys.length > 0) return null;
  return 'holds no key for signatures (EC, Ed25519, or RSA from 2048 bits; not one for encryption or a shared secret)';
}
