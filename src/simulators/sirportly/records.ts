import type { SirportlyTicket, SirportlyUpdate } from './model.js';

/** What a ticket cannot do without. */
export type SirportlyTicketFields = Pick<SirportlyTicket, 'id' | 'reference' | 'subject' | 'submittedAtMs'> &
  Partial<SirportlyTicket>;

/** What an update cannot do without. */
export type SirportlyUpdateFields = Pick<SirportlyUpdate, 'id' | 'message' | 'postedAtMs' | 'author'> &
  Partial<SirportlyUpdate>;

/** Makes a ticket that is new, normal and in the first department, unless the fields say something else. */
export function createSirportlyTicket(fields: SirportlyTicketFields): SirportlyTicket {
  return {
    messageId: null,
    authCode: `auth-code-${fields.reference.toLowerCase()}`,
    source: null,
    omitsUpdatedAt: false,
    updatedAtMs: fields.submittedAtMs,
    replyDueAtMs: null,
    resolutionDueAtMs: null,
    firstResponseMinutes: null,
    firstResolutionMinutes: null,
    resolutionMinutes: null,
    statusId: 1,
    priorityId: 2,
    departmentId: 1,
    teamId: null,
    userId: null,
    slaId: null,
    contactId: null,
    contactMethodId: null,
    additionalContactMethodIds: [],
    tags: [],
    customFields: {},
    isUnread: true,
    updates: [],
    ...fields,
  };
}

/** Makes a public update in plain text, unless the fields say something else. */
export function createSirportlyUpdate(fields: SirportlyUpdateFields): SirportlyUpdate {
  return {
    subject: '',
    htmlBody: null,
    isHtmlSafe: false,
    isPrivate: false,
    isAuthenticated: null,
    source: 'api',
    ...fields,
  };
}
