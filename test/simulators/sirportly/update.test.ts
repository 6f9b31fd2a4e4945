import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SirportlyTicket } from '../../../src/simulators/sirportly/index.js';
import { createContact, createDesk, createTicket, nowMs, startSimulator, type Started } from './start.js';

const at = (time: string): number => Date.parse(time);

const telephone = { id: 21, methodType: 'telephone', data: '+44 1', isDefault: false } as const;

let ticket: SirportlyTicket;
let started: Started;

beforeEach(async () => {
  ticket = createTicket({
    id: 1,
    contactId: 1,
    contactMethodId: 10,
    teamId: 1,
    userId: 1,
    tags: ['old'],
    customFields: { vehicle: 'Zoe', company_reference: 'AC-1' },
  });
  const contacts = [
    createContact({ id: 1 }),
    createContact({
      id: 2,
      contactMethods: [{ id: 20, methodType: 'email', data: 'contact2@acme.example', isDefault: true }, telephone],
    }),
  ];
  started = await startSimulator({ data: createDesk([ticket, createTicket({ id: 2 })], contacts) });
});

afterEach(() => started.simulator.close());

describe('an update of a ticket', () => {
  it('changes what was sent and nothing else, and answers 200 without updates and custom fields', async () => {
    const before = { ...ticket };

    const { status, body } = await started.call('tickets/update', { ticket: 'AA-000001', priority: 'urgent' });

    expect(status).toBe(200);
    expect(body).toMatchObject({ reference: 'AA-000001', priority: { id: 4, name: 'Urgent' } });
    expect(body).not.toHaveProperty('updates');
    expect(body).not.toHaveProperty('custom_fields');
    expect(ticket).toEqual({ ...before, priorityId: 4, updatedAtMs: nowMs });
  });

  it.each([
    { form: { status: 'On Hold' }, changes: { statusId: 4, resolutionMinutes: null } },
    { form: { subject: ' New subject ' }, changes: { subject: 'New subject' } },
    { form: { department: '3' }, changes: { departmentId: 3 } },
    { form: { department: '2', team: 'Accounts', user: 'priya' }, changes: { departmentId: 2, teamId: 3, userId: 4 } },
    { form: { team: '2', user: 'jurgen@staff.example' }, changes: { teamId: 2, userId: 3 } },
    { form: { team: '', user: '' }, changes: { teamId: null, userId: null } },
    { form: { user: '' }, changes: { userId: null } },
    { form: { sla: 'next day' }, changes: { slaId: 2 } },
    { form: { tag_list: 'b a,b' }, changes: { tags: ['b', 'a'] } },
    { form: { tag_list: '' }, changes: { tags: [] } },
    { form: { updated_at: '2026-03-02 10:00' }, changes: { updatedAtMs: at('2026-03-02T10:00:00Z') } },
    { form: { reply_due_at: '2026-04-01T10:00:00+01:00' }, changes: { replyDueAtMs: at('2026-04-01T09:00:00Z') } },
    { form: { resolution_due_at: '2026-04-01' }, changes: { resolutionDueAtMs: at('2026-04-01T00:00:00Z') } },
    { form: { reply_due_at: '', resolution_due_at: '' }, changes: { replyDueAtMs: null, resolutionDueAtMs: null } },
    {
      form: { 'custom[vehicle]': '', 'custom[summary]': 'Ü' },
      changes: { customFields: { vehicle: '', summary: 'Ü', company_reference: 'AC-1' } },
    },
    { form: { contact_method: '20' }, changes: { contactId: 2, contactMethodId: 20 } },
    { form: { contact_method_data: 'contact2@ACME.example' }, changes: { contactId: 2, contactMethodId: 20 } },
    {
      form: { contact_method_data: 'new@acme.example', contact_name: 'New' },
      changes: { contactId: 3, contactMethodId: 22 },
    },
    {
      form: { additional_contact_methods: '20, contact1@acme.example' },
      changes: { additionalContactMethodIds: [20, 10] },
    },
    { form: { additional_contact_methods: '' }, changes: { additionalContactMethodIds: [] } },
  ])('takes $form', async ({ form, changes }) => {
    await started.read('tickets/update', { ticket: 'AA-000001', ...form });

    expect(ticket).toMatchObject(changes);
  });

  it('notes the time to the first and to the last resolution', async () => {
    let clockMs = at('2026-03-01T09:10:00Z');
    const own = await startSimulator({ data: createDesk([ticket]), clock: () => clockMs });
    const moveTo = async (status: string, time: string) => {
      clockMs = at(time);
      await own.read('tickets/update', { ticket: 'AA-000001', status });
      return [ticket.firstResolutionMinutes, ticket.resolutionMinutes];
    };

    const times = [
      await moveTo('On Hold', '2026-03-01T09:10:00Z'),
      await moveTo('Resolved', '2026-03-01T09:20:00.900Z'),
      await moveTo('Closed', '2026-03-01T09:30:00Z'),
      await moveTo('Waiting for Staff', '2026-03-01T09:40:00Z'),
      await moveTo('Closed', '2026-03-01T10:00:00Z'),
    ];
    await own.simulator.close();

    expect(times).toEqual([
      [null, null],
      [20, 20],
      [20, 20],
      [20, 20],
      [20, 60],
    ]);
  });

  it.each([
    {
      form: { status: '', priority: '', subject: '' },
      errors: { subject: ["can't be blank"], status_id: ["can't be blank"], priority_id: ["can't be blank"] },
    },
    { form: { department: '' }, errors: { department_id: ["can't be blank"] } },
    { form: { updated_at: '' }, errors: { updated_at: ["can't be blank"] } },
    { form: { reply_due_at: '25 March' }, errors: { reply_due_at: ['is not a valid date/time'] } },
    { form: { team: 'Accounts', user: '' }, errors: { team_id: ["must be on the department's escalation path"] } },
    { form: { department: '2' }, errors: { team_id: ["must be on the department's escalation path"] } },
    { form: { user: 'priya' }, errors: { user_id: ['must be a member of the assigned team'] } },
    { form: { team: '2' }, errors: { user_id: ['must be a member of the assigned team'] } },
    {
      form: { contact_method: '21' },
      errors: { contact_method_id: ['must be of the same type as the current one'] },
    },
    { form: { contact_method_data: 'new@acme.example' }, errors: { contact_name: ["can't be blank"] } },
  ])('is refused with $errors, and changes nothing', async ({ form, errors }) => {
    const before = structuredClone(ticket);

    const { status, body } = await started.call('tickets/update', { subject: 'X', ticket: 'AA-000001', ...form });

    expect({ status, body }).toEqual({ status: 422, body: { errors } });
    expect(ticket).toEqual(before);
  });

  it.each([
    { form: { status: 'lost' }, what: 'status' },
    { form: { priority: 'lost', subject: '' }, what: 'priority' },
    { form: { team: 'lost' }, what: 'team' },
    { form: { user: 'lost' }, what: 'user' },
    { form: { sla: 'lost' }, what: 'SLA' },
    { form: { department: 'Billing', brand: '1' }, what: 'department' },
    { form: { contact_method: '99' }, what: 'contact method' },
    { form: { additional_contact_methods: '10,99' }, what: 'contact method' },
    { form: { ticket: 'ZZ-999999' }, what: 'ticket' },
  ])('does not find the $what of $form, and changes nothing', async ({ form, what }) => {
    const before = structuredClone(ticket);

    const { status, body } = await started.call('tickets/update', { subject: 'X', ticket: 'AA-000001', ...form });

    expect({ status, body }).toEqual({ status: 404, body: { error: `The requested ${what} could not be found` } });
    expect(ticket).toEqual(before);
  });
});
