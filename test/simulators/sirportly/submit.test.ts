import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SirportlyTicket } from '../../../src/simulators/sirportly/index.js';
import { createContact, createDesk, createTicket, nowMs, startSimulator, type Form, type Started } from './start.js';

const contacts = [
  createContact({ id: 1, name: 'Pat Doe', reference: 'C-1' }),
  createContact({ id: 2, name: 'Nobody', contactMethods: [] }),
];

const least = { subject: 'Charger offline', status: 'new', priority: 'normal', contact: 'C-1' };
const { contact: _, ...withoutContact } = least;

let started: Started;

beforeEach(async () => {
  started = await startSimulator({
    data: createDesk(
      [createTicket({ id: 1 })],
      contacts.map((contact) => ({ ...contact, contactMethods: [...contact.contactMethods] })),
    ),
  });
});

afterEach(() => started.simulator.close());

async function submit(form: Form): Promise<SirportlyTicket> {
  const { reference } = await started.read<{ reference: string }>('tickets/submit', form);
  const ticket = started.simulator.data.tickets.find((candidate) => candidate.reference === reference);
  if (!ticket) throw new Error(`There is no ticket ${reference}.`);
  return ticket;
}

describe('a submission', () => {
  it('creates a ticket that has no update yet, and answers it with 201', async () => {
    const { status, body } = await started.call('tickets/submit', least);

    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: 2,
      subject: 'Charger offline',
      update_count: 0,
      last_update_posted_at: null,
      last_respondant: null,
      submitted_at: '2026-03-31T13:00:00+01:00',
      updated_at: '2026-03-31T13:00:00+01:00',
      status: { name: 'New' },
      priority: { name: 'Normal' },
      department: { id: 1 },
      team: { name: '1st Line' },
      user: null,
      contact: { id: 1 },
      contact_method: { data: 'contact1@acme.example' },
    });
    expect(body).not.toHaveProperty('updates');
    expect(body).not.toHaveProperty('custom_fields');
  });

  it('has a reference that is the same every time, and new after a deletion', async () => {
    const other = await startSimulator({ data: createDesk([createTicket({ id: 1 })], contacts) });
    const { reference } = await other.read<{ reference: string }>('tickets/submit', least);
    await other.simulator.close();

    const same = await submit(least);
    started.simulator.deleteTicket(reference);
    const next = await submit(least);

    expect(reference).toMatch(/^[A-Z]{2}-\d{6}$/);
    expect(same.reference).toBe(reference);
    expect(next).toMatchObject({ id: 3, isUnread: true });
    expect(next.reference).not.toBe(reference);
  });

  it('answers with the token and the secret that it came with', async () => {
    const { account, user } = started.simulator.credentials;

    const byAccount = await submit(least);
    await started.callAsUser('tickets/submit', least);

    expect(byAccount.source).toMatchObject({ type: 'ApiToken', token: account.token, secret: account.secret });
    expect(started.simulator.data.tickets[2]?.source).toMatchObject({ token: user.token, secret: user.secret });
  });

  it('takes everything at once', async () => {
    const ticket = await submit({
      ...least,
      department: 'technical support',
      brand: 'Voltway Fleet',
      team: '2nd line',
      user: 'aoife',
      sla: '2 hour',
      tag_list: 'offline, VIP  VIP',
      submitted_at: '2026-03-01 08:30',
      'custom[vehicle]': 'Kia e-Niro',
      'custom[unknown]': 'x',
    });

    expect(ticket).toMatchObject({
      departmentId: 3,
      teamId: 2,
      userId: 2,
      slaId: 1,
      tags: ['offline', 'VIP'],
      submittedAtMs: Date.parse('2026-03-01T08:30:00Z'),
      updatedAtMs: nowMs,
      customFields: { vehicle: 'Kia e-Niro' },
    });
  });

  it('without a department goes to the first one of its brand', async () => {
    const ticket = await submit({ ...least, brand: '2' });

    expect([ticket.departmentId, ticket.teamId]).toEqual([3, 1]);
  });

  it('that is resolved from the start took no time', async () => {
    const ticket = await submit({ ...least, status: 'Resolved' });

    expect([ticket.resolutionMinutes, ticket.firstResolutionMinutes]).toEqual([0, 0]);
  });
});

describe('the contact of a submission', () => {
  const method = { contact_method_type: 'email', contact_method_data: 'contact1@acme.example' };

  it.each([
    { form: { contact: '1' }, contactId: 1, contactMethodId: 10 },
    { form: { contact: 'pat doe' }, contactId: 1, contactMethodId: 10 },
    { form: { contact: '2' }, contactId: 2, contactMethodId: null },
    { form: method, contactId: 1, contactMethodId: 10 },
    {
      form: { ...method, contact_method_data: 'CONTACT1@acme.example', contact_name: 'X' },
      contactId: 1,
      contactMethodId: 10,
    },
  ])('is the one that $form names', async ({ form, contactId, contactMethodId }) => {
    const ticket = await submit({ ...withoutContact, ...form });

    expect(ticket).toMatchObject({ contactId, contactMethodId });
    expect(started.simulator.data.contacts).toEqual(contacts);
  });

  it('is a new one when nobody has the address', async () => {
    const form = { contact_method_type: 'telephone', contact_method_data: '+44 1', contact_name: 'Sam Poe' };

    const ticket = await submit({ ...withoutContact, ...form });

    expect(ticket).toMatchObject({ contactId: 3, contactMethodId: 11 });
    expect(started.simulator.data.contacts[2]).toEqual({
      id: 3,
      name: 'Sam Poe',
      company: null,
      reference: null,
      pin: '100003',
      createdAtMs: nowMs,
      contactMethods: [{ id: 11, methodType: 'telephone', data: '+44 1', isDefault: true }],
    });
  });

  it('is named by name and email in the first edition only', async () => {
    const form = { ...withoutContact, name: 'Sam Poe', email: 'sam@poe.example' };

    const first = await started.callFirst('tickets/submit', form);
    const second = await started.call('tickets/submit', form);

    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ customer: { name: 'Sam Poe' } });
    expect(second.body).toEqual({ errors: { contact_id: ["can't be blank"] } });
  });
});

describe('a submission that is refused', () => {
  it.each([
    {
      form: { contact: '1' },
      errors: { subject: ["can't be blank"], status_id: ["can't be blank"], priority_id: ["can't be blank"] },
    },
    { form: { ...least, status: ' ' }, errors: { status_id: ["can't be blank"] } },
    { form: { ...least, department: '' }, errors: { department_id: ["can't be blank"] } },
    { form: { ...least, team: 'Accounts' }, errors: { team_id: ["must be on the department's escalation path"] } },
    { form: { ...least, user: 'priya' }, errors: { user_id: ['must be a member of the assigned team'] } },
    {
      form: { ...least, team: '3', user: 'sam' },
      errors: {
        team_id: ["must be on the department's escalation path"],
        user_id: ['must be a member of the assigned team'],
      },
    },
    { form: { ...least, submitted_at: 'yesterday' }, errors: { submitted_at: ['is not a valid date/time'] } },
    { form: { ...least, submitted_at: '2026-02-30' }, errors: { submitted_at: ['is not a valid date/time'] } },
    { form: withoutContact, errors: { contact_id: ["can't be blank"] } },
    {
      form: { ...withoutContact, contact_method_type: 'email', contact_method_data: 'new@acme.example' },
      errors: { contact_name: ["can't be blank"] },
    },
    {
      form: { ...withoutContact, contact_method_type: 'email' },
      errors: { contact_method_data: ["can't be blank"] },
    },
    {
      form: { ...withoutContact, contact_method_type: 'pigeon', contact_method_data: 'x' },
      errors: { contact_method_type: ['is not included in the list'] },
    },
  ])('says what is wrong: $errors', async ({ form, errors }) => {
    const { status, body } = await started.call('tickets/submit', form);

    expect({ status, body }).toEqual({ status: 422, body: { errors } });
    expect(started.simulator.data.tickets).toHaveLength(1);
    expect(started.simulator.data.contacts).toEqual(contacts);
  });

  it.each([
    { form: { ...least, status: 'lost' }, what: 'status' },
    { form: { ...least, subject: '', priority: '99' }, what: 'priority' },
    { form: { ...least, team: 'x' }, what: 'team' },
    { form: { ...least, user: 'x' }, what: 'user' },
    { form: { ...least, sla: 'x' }, what: 'SLA' },
    { form: { ...least, department: 'Billing' }, what: 'department' },
    { form: { ...least, department: 'Billing', brand: '2' }, what: 'department' },
    { form: { ...least, department: 'Billing', brand: 'x' }, what: 'brand' },
    { form: { ...least, contact: 'x' }, what: 'contact' },
    { form: { ...least, contact: '' }, what: 'contact' },
  ])('does not find the $what of $form', async ({ form, what }) => {
    const { status, body } = await started.call('tickets/submit', form);

    expect({ status, body }).toEqual({ status: 404, body: { error: `The requested ${what} could not be found` } });
    expect(started.simulator.data.tickets).toHaveLength(1);
  });
});
