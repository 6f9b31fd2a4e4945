import { z } from 'zod';

const URL_RULE =
  'must be a URL with https, or http on this machine, and without user name, password, query or fragment';

/** Where an upstream is: secrets and tokens go there, so nobody on the way may read along. */
export const upstreamUrl = z.string().refine(isSecure, URL_RULE);

/** Marks an option whose value must stand in no log: `z.string().meta(SECRET)`. */
export const SECRET = { secret: true };

/** Text that goes into a header as it is. */
export const headerValue = z.string().regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces');

/** What every backend behind HTTP can be told. */
export const connectionOptions = {
  timeoutMs: z.int().positive().default(5000).describe('Time for one request, in milliseconds.'),
  maxConnections: z.int().positive().default(50).describe('Open connections at most.'),
};

function isSecure(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
