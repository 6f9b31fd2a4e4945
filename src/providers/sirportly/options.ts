import { z } from 'zod';
import { connectionOptions, headerValue, SECRET, upstreamUrl } from '../../provider/options.js';
import { wholeNumber } from '../../provider/whole-number.js';
import { TICKET_PRIORITIES, TICKET_STATUSES } from '../../ticket/ticket.js';
import { toComparable } from './names.js';

const id = z.string().min(1);
const name = z.string().trim().min(1);

/** The provider's own part of a backend's configuration. */
export const sirportlyOptions = z
  .strictObject({
    baseUrl: upstreamUrl
      .default('https://api.sirportly.com')
      .describe('Root of the Sirportly server; /api/v2 is appended.'),
    token: headerValue.describe('API token, sent as X-Auth-Token.').meta(SECRET),
    secret: headerValue.describe('Secret of that token, sent as X-Auth-Secret.').meta(SECRET),
    application: headerValue
      .optional()
      .describe(
        'Token of the registered application, sent as X-Auth-Application. Only for tokens of a staff user: such a ' +
          'token speaks as that user and may not list the tickets of a contact.',
      )
      .meta(SECRET),
    agent: name
      .optional()
      .describe('Username or id of the staff user who speaks in messages of staff. A user token needs none.'),
    aiAgent: name
      .optional()
      .describe('Username or id of the staff user whose messages are the AI agent’s, and who speaks for it.'),
    publicCustomFields: z
      .array(z.string().regex(/^\w+$/, 'must be the system name of a custom field: letters, digits and underscores'))
      .default([])
      .describe('System names of custom fields for everybody who sees the ticket; the others are for staff.'),
    hiddenCustomFields: z
      .array(z.string().regex(/^\w+$/, 'must be the system name of a custom field: letters, digits and underscores'))
      .default([])
      .describe('System names of custom fields that nobody is to read or write here, such as those with passwords.'),
    organizationField: z
      .string()
      .regex(/^\w+$/, 'must be the system name of a custom field: letters, digits and underscores')
      .optional()
      .describe("System name of the custom field that holds the organization's reference."),
    organizations: z
      .record(name, id)
      .optional()
      .describe('Organization id by value of organizationField. Left out, the values are organization ids.'),
    companies: z
      .record(name, id)
      .refine(isUnambiguous, 'must not name one company twice, apart from case and outer spaces')
      .default({})
      .describe("Organization id by the contact's company; case and outer spaces do not count."),
    statuses: z
      .record(name, z.enum(TICKET_STATUSES))
      .default({})
      .describe('What a status stands for, by its name, where the name alone does not tell.'),
    priorities: z
      .record(name, z.enum(TICKET_PRIORITIES))
      .default({})
      .describe('What a priority stands for, by its name, where the name alone does not tell.'),
    defaultStatus: name.optional().describe('Status of new tickets. Default: the first open one.'),
    defaultPriority: name.optional().describe('Priority of new tickets. Default: "Normal", else the middle one.'),
    defaultTeam: name.optional().describe("Team of new tickets. Default: Sirportly's."),
    defaultDepartment: name.optional().describe("Department of new tickets. Default: Sirportly's."),
    defaultBrand: name.optional().describe('Brand of new tickets, and the one defaultDepartment belongs to.'),
    tablesKeptMs: wholeNumber(0, 604_800_000)
      .default(5 * 60 * 1000)
      .describe('How long the names of statuses, teams and so on are kept, in milliseconds, a week at most.'),
    ...connectionOptions,
  })
  .refine(({ agent, aiAgent }) => !isSamePerson(agent, aiAgent), {
    path: ['aiAgent'],
    message: 'must be another staff user than agent',
  });

export type SirportlyOptions = z.output<typeof sirportlyOptions>;

function isSamePerson(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && toComparable(one) === toComparable(other);
}

function isUnambiguous(companies: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(companies).map(toComparable);
  return new Set(names).size === names.length;
}
