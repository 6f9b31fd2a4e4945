import { randomFillSync } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ulid } from 'ulid';

export const REQUEST_ID_HEADER = 'x-request-id';
const ACCEPTABLE = /^[\w.-]{1,128}$/;

/**
 * The name of a request: the caller's, when that is 1 to 128 letters, digits, dots, hyphens and underscores, else a new
 * ULID.
 * @param given the header of the request, if it has one
 */
export function toRequestId(given: string | null | undefined): string {
  return given && ACCEPTABLE.test(given) ? given : ulid(undefined, random);
}

/** @param request as Node has it; null where there is none */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'> | null): string {
  return toRequestId(request?.headers[REQUEST_ID_HEADER]?.toString());
}

const POOL = new Uint8Array(4096);
let used = POOL.length;

/** 0 to 1, from the system's own randomness. Fetched for many ids at once: each time costs more than the rest of an id. */
function random(): number {
  if (used === POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  const byte = POOL[used] ?? 0;
  used += 1;
  return byte / 256;
}
