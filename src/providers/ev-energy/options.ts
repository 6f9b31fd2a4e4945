import { z } from 'zod';

const URL_RULE =
  'must be a URL with https, or http on this machine, and without user name, password, query or fragment';

/** Secrets and tokens go there, so nobody on the way may read along. */
const secureUrl = z.string().refine(isSecure, URL_RULE);

const headerValue = z.string().regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces');

/** The provider's own part of a backend's configuration. */
export const evEnergyOptions = z.strictObject({
  baseUrl: secureUrl.default('https://api.ev.energy/v2').describe('Root of the API, version included.'),
  tokenUrl: secureUrl.default('https://api.ev.energy/o/token/').describe('OAuth 2 token endpoint.'),
  clientId: z.string().min(1).describe('Id of the OAuth application that ev.energy set up.'),
  clientSecret: z.string().min(1).describe('Secret of that OAuth application.'),
  scopes: z
    .string()
    .default('support:read support:write user:read')
    .describe('Scopes to ask for, separated by spaces; empty leaves the choice to ev.energy.'),
  organization: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Id of the organization that every ticket of a user belongs to, for credentials that stand for one organization. ' +
        "Left out, a ticket belongs to its user's organization in the directory.",
    ),
  actAs: headerValue
    .optional()
    .describe('Value of the EvEnergy-User header on lists: the id (or the URL) of the user to act as.'),
  maxOutOfOrdernessMs: z
    .int()
    .nonnegative()
    .default(3_600_000)
    .describe('How much later than its creation a ticket may be stored by ev.energy, in milliseconds.'),
  timeoutMs: z.int().positive().default(5000).describe('Time for one request, in milliseconds.'),
  maxConnections: z.int().positive().default(50).describe('Open connections at most.'),
});

export type EvEnergyOptions = z.output<typeof evEnergyOptions>;

function isSecure(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
