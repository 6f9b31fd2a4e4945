import { createRemoteJWKSet, customFetch, type FetchImplementation, type JSONWebKeySet, type RemoteJWKSet } from 'jose';
import { parseKeySet } from './key-set.js';

const TIMEOUT_MS = 5_000;
const COOLDOWN_MS = 30_000;
const MAX_AGE_MS = 600_000;
const PAUSE_AFTER_FAILURE_MS = 5_000;
const MAX_BYTES = 1_048_576;

/** A key server that does not do its work; the message says how, in a sentence of ours. */
export class KeyServerError extends Error {
  override readonly name = 'KeyServerError';
}

/**
 * The key set of a key server, read when the first token comes and kept for 10 minutes. A key that is not in it makes
 * it read again, at most every 30 seconds; a read takes at most `timeoutMs` and 1 MiB, and after a failed one there is no
 * other for 5 seconds. Redirects are not followed.
 * @param now epoch milliseconds, for the pause after a failure
 */
export function createRemoteKeys(url: URL, now: () => number, timeoutMs: number = TIMEOUT_MS): RemoteJWKSet {
  return createRemoteJWKSet(url, {
    timeoutDuration: timeoutMs,
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: MAX_AGE_MS,
    [customFetch]: withPause(fetchKeys, now),
  });
}

// jose's cooldown begins with a successful read, so without this every token would ask a key server that is ill.
function withPause(fetchOnce: FetchImplementation, now: () => number): FetchImplementation {
  let pausedUntil = Number.NEGATIVE_INFINITY;
  return async (url, options) => {
    if (now() < pausedUntil) throw new KeyServerError('The key server failed less than 5 seconds ago.');
    try {
      return await fetchOnce(url, options);
    } catch (error) {
      pausedUntil = now() + PAUSE_AFTER_FAILURE_MS;
      throw error;
    }
  };
}

async function fetchKeys(...[url, options]: Parameters<FetchImplementation>): Promise<Response> {
  try {
    return Response.json(await readKeys(await fetch(url, options)));
  } catch (cause) {
    if (cause instanceof KeyServerError) throw cause;
    const what = options.signal.aborted ? 'did not answer in time' : 'cannot be reached';
    throw new KeyServerError(`The key server ${what}.`, { cause });
  }
}

async function readKeys(response: Response): Promise<JSONWebKeySet> {
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new KeyServerError(`The key server answered with status ${response.status}.`);
  }
  const keySet = parseKeySet(parseJson(await readText(response)));
  if (keySet === null) throw new KeyServerError('The key server did not answer with a JSON Web Key Set.');
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
