import type { ReceivedRequest } from '../../../src/simulators/http/request-log.js';

/** A request as an upstream got it, with its secrets blacked out. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A form by its names, JSON as it is, null for none. */
  readonly body: unknown;
}

export const SECRET = '(secret)';

/** What an upstream got, oldest first. A header that holds one of the secrets and nothing else reads `(secret)`. */
export function toSent(entries: readonly ReceivedRequest[], secrets: readonly string[]): Sent[] {
  return entries.map(({ method, path, headers, body }) => ({
    method,
    path,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, blackOut(String(value), secrets)]),
    ),
    body: decode(body?.toString('utf8') ?? '', headers['content-type'] ?? ''),
  }));
}

/** What every request of ours has. */
export function commonHeaders(url: string, body: string): Record<string, string> {
  return {
    host: new URL(url).host,
    connection: 'keep-alive',
    accept: 'application/json',
    'accept-encoding': 'identity',
    'content-length': String(Buffer.byteLength(body)),
  };
}

function blackOut(value: string, secrets: readonly string[]): string {
  return secrets.includes(value) ? SECRET : value;
}

function decode(text: string, contentType: string): unknown {
  if (text === '') return null;
  return contentType.startsWith('application/json') ? JSON.parse(text) : decodeForm(text);
}

function decodeForm(text: string): Record<string, string> {
  const pairs = [...new URLSearchParams(text)];
  const form = Object.fromEntries(pairs);
  if (Object.keys(form).length !== pairs.length) throw new Error(`The form names something twice: ${text}`);
  return form;
}
