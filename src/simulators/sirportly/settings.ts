import { lookUpDepartment, lookUpDepartmentById } from './departments.js';
import { findContactMethod, lookUp, lookUpUser } from './lookup.js';
import type { SirportlyData } from './model.js';
import { blankMessage, notFound } from './refusal.js';
import type { Setting, TicketChanges } from './ticket-changes.js';
import { parseTime } from './times.js';

const setSubject = required('subject', (subject) => ({ subject }));
const setStatus = required('status_id', (text, { data }) => ({ statusId: lookUp(data.statuses, text, 'status').id }));
const setPriority = required('priority_id', (text, { data }) => ({
  priorityId: lookUp(data.priorities, text, 'priority').id,
}));
const setSla: Setting = (text, { data }) => ({ slaId: text === '' ? null : lookUp(data.slas, text, 'SLA').id });
const setTeam: Setting = (text, { data }) => ({ teamId: text === '' ? null : lookUp(data.teams, text, 'team').id });
const setUser: Setting = (text, { data }) => ({ userId: text === '' ? null : lookUpUser(data, text).id });
const setTags: Setting = (text) => ({ tags: [...new Set(text.split(/[\s,]+/).filter((tag) => tag !== ''))] });

/** What `/tickets/submit` and `/tickets/update` both set. */
const commonSettings = {
  subject: setSubject,
  status: setStatus,
  priority: setPriority,
  sla: setSla,
  team: setTeam,
  user: setUser,
  tag_list: setTags,
};

export const submitSettings: Readonly<Record<string, Setting>> = {
  ...commonSettings,
  department: required('department_id', (text, call) => ({ departmentId: lookUpDepartment(call, text).id })),
};

export const updateSettings: Readonly<Record<string, Setting>> = {
  ...commonSettings,
  department: required('department_id', (text, { data }) => {
    const department = lookUpDepartmentById(data.departments, text);
    if (!department) throw notFound('department');
    return { departmentId: department.id };
  }),
  updated_at: required(
    'updated_at',
    instant('updated_at', (updatedAtMs) => ({ updatedAtMs })),
  ),
  reply_due_at: optional(
    { replyDueAtMs: null },
    instant('reply_due_at', (replyDueAtMs) => ({ replyDueAtMs })),
  ),
  resolution_due_at: optional(
    { resolutionDueAtMs: null },
    instant('resolution_due_at', (resolutionDueAtMs) => ({ resolutionDueAtMs })),
  ),
  additional_contact_methods: (text, { data }) => ({
    additionalContactMethodIds: splitList(text).map((part) => lookUpMethodId(data, part)),
  }),
};

function required(column: string, setting: Setting): Setting {
  return (text, call) => (text === '' ? { column, message: blankMessage } : setting(text, call));
}

function optional(whenBlank: TicketChanges, setting: Setting): Setting {
  return (text, call) => (text === '' ? whenBlank : setting(text, call));
}

function instant(column: string, toChanges: (ms: number) => TicketChanges): Setting {
  return (text) => {
    const ms = parseTime(text);
    return ms === null ? { column, message: 'is not a valid date/time' } : toChanges(ms);
  };
}

function splitList(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** @throws Refusal 404 */
function lookUpMethodId(data: SirportlyData, text: string): number {
  const found = findContactMethod(data, ({ id, data: address }) => String(id) === text || address === text);
  if (!found) throw notFound('contact method');
  return found.method.id;
}
