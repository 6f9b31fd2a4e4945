import { z } from 'zod';
import { connectionOptions, refuseTwice, SECRET, upstreamUrl } from '../../provider/options.js';

const VERSION_RULE = 'must be of the form vYYYY.QQ.BB, such as v2026.07.00';
/** The first version of Moov's API that has tickets. */
const OLDEST_VERSION = 'v2025.07.00';

/** It stands in paths and in scopes, so it holds nothing that would need to be escaped. */
const accountId = z
  .string()
  .regex(/^[A-Za-z\d-]{1,64}$/, 'must be the id of a Moov account: 1 to 64 letters, digits and hyphens');

const account = z
  .strictObject({
    accountId: accountId.describe('Id of the Moov account.'),
    user: z.string().min(1).optional().describe('Id of the user whose tickets these are.'),
    organization: z.string().min(1).optional().describe('Id of the organization whose tickets these are.'),
  })
  .refine(
    ({ user, organization }) => user !== undefined || organization !== undefined,
    'must name a user, an organization or both: they say whose the tickets of the account are',
  );

/** The provider's own part of a backend's configuration. */
export const moovOptions = z.strictObject({
  baseUrl: upstreamUrl.default('https://api.moov.io').describe('Root of the API.'),
  publicKey: z
    .string()
    .regex(/^[\x21-\x39\x3b-\x7e]+$/, 'must be printable ASCII without spaces and colons')
    .describe('Public key of the API key pair; the pair decides between test mode and production.')
    .meta(SECRET),
  secretKey: z.string().min(1).describe('Secret key of that pair.').meta(SECRET),
  auth: z
    .enum(['basic', 'oauth'])
    .default('basic')
    .describe('How the key pair is shown: with every request, or in exchange for tokens that can do tickets only.'),
  partnerAccountId: accountId
    .optional()
    .describe('Id of the account that the key pair belongs to, where the accounts are connected to it; for oauth.'),
  version: z
    .string()
    .regex(/^v\d{4}\.(?:0[1-9]|1[0-2])\.\d{2}$/, { error: VERSION_RULE, abort: true })
    .refine((version) => version >= OLDEST_VERSION, `must be ${OLDEST_VERSION} or later: there were no tickets before`)
    .default('v2026.07.00')
    .describe('Version of the API, sent as X-Moov-Version.'),
  accounts: z
    .array(account)
    .min(1, 'must list one account or more')
    .superRefine(refuseTwice('accountId', (id) => id.toLowerCase()))
    .describe('Accounts whose tickets are read, and whose they are.'),
  pageSize: z.int().min(1).max(1000).default(200).describe('Tickets asked for at once, for each account; 1 to 1000.'),
  requestsPerSecond: z
    .int()
    .positive()
    .default(40)
    .describe(
      'Requests that Moov takes in a second of each account, 40 in production and 10 in test mode; more wait here.',
    ),
  ...connectionOptions,
});

export type MoovOptions = z.output<typeof moovOptions>;
