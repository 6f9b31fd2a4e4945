import type { Desk } from './call.js';
import { toContactBody, toContactMethodBody } from './contact-views.js';
import { findById, findContactMethod } from './lookup.js';
import type { SirportlyTicket } from './model.js';
import {
  toDepartmentBody,
  toNameBody,
  toPriorityBody,
  toSlaBody,
  toStatusBody,
  toUserBody,
  type Body,
} from './object-views.js';
import { toSourceBody } from './source-view.js';
import { lastRespondant, lastUpdatePostedAtMs } from './ticket-facts.js';
import { formatMinutes, formatTime, zoneOf } from './times.js';
import { toUpdateBody } from './update-view.js';

/** A ticket as lists and writes answer it: without its updates and custom fields. */
export function toTicketBody(ticket: SirportlyTicket, desk: Desk): Body {
  return {
    ...toPlainMembers(ticket, desk),
    ...toTimes(ticket),
    ...toAssignment(ticket, desk),
    ...toRequester(ticket, desk),
    tags: ticket.tags,
    linked_tickets: [],
    original_ticket: null,
    source: ticket.source && toSourceBody(ticket.source),
  };
}

/** A ticket with everything. */
export function toTicketDetailBody(ticket: SirportlyTicket, desk: Desk): Body {
  return {
    ...toTicketBody(ticket, desk),
    custom_fields: ticket.customFields,
    updates: ticket.updates.map((update) => toUpdateBody(update, ticket, desk)),
  };
}

/** A ticket as the search answers it. */
export function toFoundTicketBody(ticket: SirportlyTicket, desk: Desk): Body {
  const { id, reference, subject } = ticket;
  const { department, status } = toAssignment(ticket, desk);
  const { submitted_at, last_update_posted_at } = toTimes(ticket);
  const last_respondant = lastRespondant(ticket, desk.dialect);
  return { id, reference, subject, submitted_at, last_respondant, last_update_posted_at, department, status };
}

function toPlainMembers(ticket: SirportlyTicket, { dialect }: Desk): Body {
  const { id, reference, subject, messageId, authCode } = ticket;
  return {
    id,
    reference,
    subject,
    message_id: messageId,
    auth_code: authCode,
    last_respondant: lastRespondant(ticket, dialect),
    update_count: ticket.updates.length,
  };
}

function toTimes(ticket: SirportlyTicket): Body {
  const zone = zoneOf(ticket);
  return {
    submitted_at: formatTime(ticket.submittedAtMs, zone),
    ...(ticket.omitsUpdatedAt ? {} : { updated_at: formatTime(ticket.updatedAtMs, zone) }),
    reply_due_at: formatTime(ticket.replyDueAtMs, zone),
    resolution_due_at: formatTime(ticket.resolutionDueAtMs, zone),
    last_update_posted_at: formatTime(lastUpdatePostedAtMs(ticket), zone),
    first_response_time: formatMinutes(ticket.firstResponseMinutes),
    first_resolution_time: formatMinutes(ticket.firstResolutionMinutes),
    resolution_time: formatMinutes(ticket.resolutionMinutes),
  };
}

function toAssignment(ticket: SirportlyTicket, desk: Desk): Body {
  const { data } = desk;
  const status = findById(data.statuses, ticket.statusId);
  const priority = findById(data.priorities, ticket.priorityId);
  const department = findById(data.departments, ticket.departmentId);
  const team = findById(data.teams, ticket.teamId);
  const user = findById(data.users, ticket.userId);
  const sla = findById(data.slas, ticket.slaId);
  return {
    status: status && toStatusBody(status),
    priority: priority && toPriorityBody(priority),
    department: department && toDepartmentBody(department, desk),
    team: team && toNameBody(team),
    user: user && toUserBody(user),
    sla: sla && toSlaBody(sla),
  };
}

function toRequester(ticket: SirportlyTicket, { data, dialect }: Desk): Body {
  const contact = findById(data.contacts, ticket.contactId);
  const toMethod = (wanted: number | null): Body | null => {
    const found = findContactMethod(data, ({ id }) => id === wanted);
    return found && toContactMethodBody(found.method);
  };
  const additional = ticket.additionalContactMethodIds.map(toMethod);
  return {
    [dialect.contact]: contact && toContactBody(contact),
    [dialect.contactMethod]: toMethod(ticket.contactMethodId),
    ...(dialect.version === 1 ? { additional_recipients: null } : { additional_contact_methods: additional }),
  };
}
