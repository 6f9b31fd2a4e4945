import type { JSONWebKeySet } from 'jose';
import { parseKeySet } from './key-set.js';

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 1_048_576;
/** A token that names no key is tried with every one. */
const MOST_KEYS = 100;
const ACCEPT = 'application/jwk-set+json, application/json';

/** A key server that does not do its work; the message says how, in a sentence of ours. */
export class KeyServerError extends Error {
  override readonly name = 'KeyServerError';
}

/**
 * Reads the key set of a key server, in at most `timeoutMs`, 1 MiB and 100 keys, one of them at least. Redirects are not followed.
 * @throws KeyServerError
 */
export async function readKeyServer(url: URL, timeoutMs: number = TIMEOUT_MS): Promise<JSONWebKeySet> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await readKeySet(await fetch(url, { signal, redirect: 'manual', headers: { accept: ACCEPT } }));
  } catch (error) {
    if (error instanceof KeyServerError) throw error;
    const what = signal.aborted ? 'did not answer in time' : 'cannot be reached';
    throw new KeyServerError(`The key server ${what}.`, { cause: causeOf(error) });
  }
}

/** What fetch wraps into "fetch failed" says more. */
function causeOf(error: unknown): unknown {
  return error instanceof TypeError ? (error.cause ?? error) : error;
}

async function readKeySet(response: Response): Promise<JSONWebKeySet> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new KeyServerError(`The key server answered with status ${response.status}.`);
  }
  const keySet = parseKeySet(parseJson(await readText(response)));
  if (keySet === null) throw new KeyServerError('The key server did not answer with a JSON Web Key Set.');
  // Rather a fault than the wish that nobody be let in.
  if (keySet.keys.length === 0) throw new KeyServerError('The key server answered without a key for signatures.');
  if (keySet.keys.length > MOST_KEYS)
    throw new KeyServerError(`The key server answered with more than ${MOST_KEYS} keys.`);
  return keySet;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KeyServerError('The key server did not answer with JSON.', { cause });
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new KeyServerError(`The key server answered with more than ${MAX_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
