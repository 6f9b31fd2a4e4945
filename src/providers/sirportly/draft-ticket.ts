import type { CreateRequest, TicketChanges } from '../../provider/writes.js';
import { draftChanges } from './draft-changes.js';
import { EMPTY_DRAFT, issue, joinDrafts, parameter, type Draft } from './draft.js';
import { toDefaults } from './new-ticket-defaults.js';
import { toFieldValue } from './organizations.js';
import type { Requester } from './requester.js';
import type { WriteContext } from './written-tickets.js';

/** A new ticket by the parameters of `/tickets/submit`. @throws ProviderError */
export async function draftTicket(request: CreateRequest, requester: Requester, context: WriteContext): Promise<Draft> {
  const drafts = [await draftChanges(toChanges(request), context), draftOrganization(request, context)];
  const { parameters, issues } = joinDrafts(drafts);
  if (issues.length > 0) return { parameters, issues };
  const defaults = await toDefaults(request.fields, context);
  return { parameters: [...parameters, ...defaults, ...requester.parameters], issues };
}

/** What an update could write as well; the contact is the requester's. */
function toChanges({ subject, fields }: CreateRequest): TicketChanges {
  const { priority, tags, customFields } = fields;
  const { 'sirportly.department': department, 'sirportly.team': team } = fields;
  const { 'sirportly.user': user, 'sirportly.sla': sla } = fields;
  return {
    subject,
    ...(priority === undefined ? {} : { priority }),
    ...(tags === undefined ? {} : { tags }),
    ...(customFields === undefined ? {} : { customFields }),
    ...(department === undefined ? {} : { 'sirportly.department': department }),
    ...(team === undefined ? {} : { 'sirportly.team': team }),
    ...(user === undefined ? {} : { 'sirportly.user': user }),
    ...(sla === undefined ? {} : { 'sirportly.sla': sla }),
  };
}

/** Without a user, only the custom field can make a ticket an organization's. */
function draftOrganization({ owner, fields }: CreateRequest, { options }: WriteContext): Draft {
  const { userId, organizationId } = owner;
  if (userId !== null || organizationId === null) return EMPTY_DRAFT;
  const { organizationField } = options;
  const value = organizationField === undefined ? null : toFieldValue(organizationId, options);
  if (organizationField === undefined || value === null) {
    return issue(['user'], 'is needed: tickets of this organization alone cannot be told in this backend');
  }
  if (Object.hasOwn(fields.customFields ?? {}, organizationField)) return EMPTY_DRAFT;
  return parameter(`custom[${organizationField}]`, value);
}
