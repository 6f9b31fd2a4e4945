import { jsonReply } from '../http/reply.js';
import { checkAssignment, pathOf, type Assignment } from './assignment.js';
import type { Call, Verb } from './call.js';
import { readCustomFields } from './custom-fields.js';
import { lookUp } from './lookup.js';
import type { SirportlyTicket } from './model.js';
import { createSirportlyTicket } from './records.js';
import { mintReference } from './references.js';
import { invalidRecord, notFound } from './refusal.js';
import { readRequester } from './requester.js';
import { noteResolution } from './resolution.js';
import { submitSettings } from './settings.js';
import { readChanges, type TicketChanges } from './ticket-changes.js';
import { toTicketBody } from './ticket-view.js';
import { parseTime } from './times.js';

/** Creates a ticket, which has no message yet. */
export const submitTicket: Verb = (call) => {
  const changes = readChanges(call, submitSettings, ['subject', 'status', 'priority']);
  const assignment = assign(call, changes);
  checkAssignment(call.data, assignment);
  const submittedAtMs = readSubmissionTime(call);
  const ticket = createTicket(call, { ...changes, ...assignment, submittedAtMs });
  noteResolution(ticket, null, call.data, call.nowMs);
  call.data.tickets.push(ticket);
  return jsonReply(toTicketBody(ticket, call), {}, 201);
};

function createTicket(call: Call, fields: TicketChanges & { readonly submittedAtMs: number }): SirportlyTicket {
  const { tickets } = call.data;
  const id = call.counters.nextTicketId();
  return createSirportlyTicket({
    subject: '',
    ...fields,
    ...readRequester(call),
    id,
    reference: mintReference(id, (reference) => tickets.some((ticket) => ticket.reference === reference)),
    updatedAtMs: call.nowMs,
    source: call.caller.source,
    customFields: readCustomFields(call),
  });
}

/** Without a department, the first one of the brand; without a team, the first one of its escalation path. */
function assign(
  call: Call,
  { departmentId = defaultDepartmentId(call), teamId, userId = null }: TicketChanges,
): Assignment {
  const firstTeamId = pathOf(call.data, departmentId)[0] ?? null;
  return { departmentId, teamId: teamId ?? firstTeamId, userId };
}

function defaultDepartmentId({ data, parameters }: Call): number {
  const text = parameters.get('brand');
  const brand = text === null ? null : lookUp(data.brands, text, 'brand');
  const department = data.departments.find(({ brandId }) => brand === null || brandId === brand.id);
  if (!department) throw notFound('department');
  return department.id;
}

function readSubmissionTime({ parameters, nowMs }: Call): number {
  const text = parameters.get('submitted_at');
  const ms = text === null || text.trim() === '' ? nowMs : parseTime(text);
  if (ms === null) throw invalidRecord({ submitted_at: ['is not a valid date/time'] });
  return ms;
}
