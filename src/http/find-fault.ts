import type { IncomingMessage } from 'node:http';
import type { Fault } from './fault.js';
import type { HttpLimits } from './limits.js';

const MOST_HEADERS = 100;
/** `: ` and the end of the line. */
const BYTES_AROUND_VALUE = 4;
/** Good without a closer look. */
const PLAIN_PATH = /^(?:\/[a-z]+)+$/i;
const HOST = /^(?:\[[\da-fA-F:.]+\]|[\w.-]+)(?::\d{1,5})?$/;

/**
 * Headers that say one thing. Node keeps the first of two and drops the other, which somebody in front may have read. Two
 * Authorization headers are refused where tokens are.
 */
const SINGLE: ReadonlySet<string> = new Set(['content-length', 'content-type', 'host', 'origin']);

/**
 * What is wrong with the head of a request, or null. Messages hold nothing of the request.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2
 */
export function findFault(request: IncomingMessage, limits: HttpLimits): Fault | null {
  const { url = '', rawHeaders } = request;
  if (url.length > limits.urlBytes) {
    return { status: 414, detail: `The URL must have at most ${limits.urlBytes} bytes.` };
  }
  if (countBytes(rawHeaders) > limits.headerBytes || rawHeaders.length / 2 > MOST_HEADERS) {
    const detail = `The headers must be at most ${MOST_HEADERS}, with ${limits.headerBytes} bytes.`;
    return { status: 431, detail };
  }
  const detail = findRepeated(rawHeaders) ?? findWrongHost(request) ?? findWrongTarget(url) ?? findWrongCoding(request);
  return detail === null ? null : { status: 400, detail };
}

/** The target as path and query: a proxy's form of it, with scheme and host, must be understood too. */
export function toOriginForm(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
}

function countBytes(rawHeaders: readonly string[]): number {
  let bytes = 0;
  for (const text of rawHeaders) bytes += text.length + BYTES_AROUND_VALUE / 2;
  return bytes;
}

function findRepeated(rawHeaders: readonly string[]): string | null {
  let seen = '';
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    if (!SINGLE.has(name)) continue;
    if (seen.includes(` ${name} `)) return `The header ${name} must be there only once.`;
    seen += ` ${name} `;
  }
  return null;
}

/** Nearly all requests name the same. */
let goodHost = '';

function findWrongHost({ headers: { host }, httpVersion }: IncomingMessage): string | null {
  if (host === undefined && httpVersion === '1.0') return null;
  if (host !== undefined && host === goodHost) return null;
  const isGood = host !== undefined && HOST.test(host) && URL.canParse(`http://${host}`);
  if (isGood) goodHost = host;
  return isGood ? null : 'The header host must be a host name or address, with a port or without.';
}

function findWrongTarget(target: string): string | null {
  const path = toOriginForm(target);
  const isGood =
    PLAIN_PATH.test(path) || (path.startsWith('/') && !path.includes('#') && URL.canParse(`http://localhost${path}`));
  return isGood ? null : 'The target must be a path.';
}

function findWrongCoding({ headers }: IncomingMessage): string | null {
  const coding = headers['transfer-encoding'];
  return coding === undefined || coding.toLowerCase() === 'chunked' ? null : 'The only transfer-encoding is chunked.';
}
