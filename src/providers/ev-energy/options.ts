import { z } from 'zod';
import { connectionOptions, headerValue, SECRET, upstreamUrl } from '../../provider/options.js';
import { wholeNumber } from '../../provider/whole-number.js';

/** The provider's own part of a backend's configuration. */
export const evEnergyOptions = z
  .strictObject({
    baseUrl: upstreamUrl.default('https://api.ev.energy/v2').describe('Root of the API, version included.'),
    tokenUrl: upstreamUrl.default('https://api.ev.energy/o/token/').describe('OAuth 2 token endpoint.'),
    clientId: z.string().min(1).describe('Id of the OAuth application that ev.energy set up.'),
    clientSecret: z.string().min(1).describe('Secret of that OAuth application.').meta(SECRET),
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
    maxOutOfOrdernessMs: wholeNumber(0, 604_800_000)
      .default(3_600_000)
      .describe(
        'How much later than its creation a ticket may be stored by ev.energy, in milliseconds, a week at most.',
      ),
    statistics: z
      .enum(['tickets', 'upstream'])
      .default('tickets')
      .describe(
        'Where the total and the resolution figures of all tickets come from: `tickets` reads them, `upstream` asks ' +
          "ev.energy's own statistics, for credentials whose statistics are known to count just what their list gives.",
      ),
    ...connectionOptions,
  })
  .refine(({ statistics, actAs }) => statistics === 'tickets' || actAs === undefined, {
    path: ['statistics'],
    message: 'must be "tickets" together with actAs: ev.energy\'s statistics cannot act as a user',
  });

export type EvEnergyOptions = z.output<typeof evEnergyOptions>;
