import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSirportlyUpdate } from '../../../src/simulators/sirportly/index.js';
import { createContact, createDesk, createTicket, startSimulator, type Started } from './start.js';

const at = (time: string): number => Date.parse(time);

const contact = createContact({ id: 7, name: 'Pat van Doe', company: '', reference: 'C-7' });

const updates = [
  createSirportlyUpdate({
    id: 11,
    message: 'It is broken.',
    author: { type: 'contact', id: 7 },
    postedAtMs: at('2026-03-01T09:00:00Z'),
    source: 'email',
  }),
  createSirportlyUpdate({
    id: 12,
    message: 'Is it on?',
    author: { type: 'user', id: 1 },
    postedAtMs: at('2026-03-01T09:14:12Z'),
    isPrivate: true,
  }),
  createSirportlyUpdate({ id: 13, message: 'Closed.', author: null, postedAtMs: at('2026-03-01T10:00:00Z') }),
];

const ticket = createTicket({
  id: 2,
  contactId: 7,
  contactMethodId: 70,
  additionalContactMethodIds: [70],
  teamId: 1,
  userId: 1,
  slaId: 1,
  updatedAtMs: at('2026-03-02T10:30:00Z'),
  replyDueAtMs: at('2026-03-01T11:00:00Z'),
  firstResponseMinutes: 14.2,
  resolutionMinutes: 0.014,
  tags: ['offline', 'VIP'],
  customFields: { company_reference: 'AC-114' },
  source: { type: 'ApiToken', id: 4, name: 'Portal', token: 'a-token', secret: 'a-secret' },
  updates,
});

let started: Started;

beforeAll(async () => {
  const older = createTicket({ id: 3, omitsUpdatedAt: true, contactId: 99, userId: 99, updates: [] });
  started = await startSimulator({ data: createDesk([ticket, older], [contact]) });
});

afterAll(() => started.simulator.close());

const contactBody = {
  id: 7,
  reference: 'C-7',
  name: 'Pat van Doe',
  abbreviated_name: 'Pat D.',
  company: '',
  mail_format: 'both',
  picture_url: 'https://avatars.example/{{size}}/contacts/7.png',
  discussion_count: 0,
  pin: '123456',
  created_at: '2025-01-01T00:00:00+00:00',
};
const methodBody = { id: 70, method_type: 'email', data: 'contact7@acme.example', default: true };
const userBody = {
  id: 1,
  username: 'sam',
  first_name: 'Sam',
  last_name: 'Lee',
  job_title: 'Support Engineer',
  avatar_url: 'https://avatars.example/{{size}}/users/1.png',
};

const ticketBody = {
  id: 2,
  reference: 'AA-000002',
  subject: 'Subject 2',
  message_id: null,
  auth_code: 'auth-code-aa-000002',
  last_respondant: 'user',
  update_count: 3,
  submitted_at: '2026-03-01T10:00:00+01:00',
  updated_at: '2026-03-02T11:30:00+01:00',
  reply_due_at: '2026-03-01T12:00:00+01:00',
  resolution_due_at: null,
  last_update_posted_at: '2026-03-01T11:00:00+01:00',
  first_response_time: '14.20',
  first_resolution_time: null,
  resolution_time: '0.01',
  status: { id: 1, name: 'New', colour: '9fc92d', status_type: 0 },
  priority: { id: 2, name: 'Normal', colour: '0097cf', position: 2 },
  department: {
    id: 1,
    name: 'Technical Support',
    private: false,
    brand: { id: 1, name: 'Northgate Charging', url: 'https://northgate.example', phone: '+44 20 7946 0000' },
  },
  team: { id: 1, name: '1st Line' },
  user: userBody,
  sla: { id: 1, name: '2 hour', reply_in: 120, resolution_in: null },
  contact: contactBody,
  contact_method: methodBody,
  additional_contact_methods: [methodBody],
  tags: ['offline', 'VIP'],
  linked_tickets: [],
  original_ticket: null,
  source: {
    id: 4,
    type: 'ApiToken',
    name: 'Portal',
    token: 'a-token',
    secret: 'a-secret',
    ip_addresses: '',
    enabled: true,
    log: false,
    log_response: false,
    user: null,
    api_application: null,
  },
};

const requestBody = {
  id: 11,
  subject: '',
  message: 'It is broken.',
  html_body: null,
  html_safe: false,
  private: false,
  posted_at: '2026-03-01T10:00:00+01:00',
  avatar_url: 'https://avatars.example/{{size}}/updates/11.png',
  author: { type: 'Contact', ...contactBody },
  from_name: 'Pat van Doe',
  from_address: 'contact7@acme.example',
  minutes_since_submission: '0.00',
  minutes_since_last_reply: null,
  minutes_since_reply_due: '-120.00',
  minutes_since_resolution_due: null,
  signature_text: null,
  stripped_content: null,
  authenticated: null,
  message_id: null,
  attachments: [],
  source: 'email',
  notification_sent: null,
  delivered: null,
};

const noteBody = {
  ...requestBody,
  id: 12,
  message: 'Is it on?',
  private: true,
  posted_at: '2026-03-01T10:14:12+01:00',
  avatar_url: 'https://avatars.example/{{size}}/updates/12.png',
  author: { type: 'User', ...userBody },
  from_name: 'Sam Lee',
  from_address: 'sam@staff.example',
  minutes_since_submission: '14.20',
  minutes_since_last_reply: '14.20',
  minutes_since_reply_due: '-105.80',
  source: 'api',
};

const systemBody = {
  ...noteBody,
  id: 13,
  message: 'Closed.',
  private: false,
  posted_at: '2026-03-01T11:00:00+01:00',
  avatar_url: 'https://avatars.example/{{size}}/updates/13.png',
  author: null,
  from_name: null,
  from_address: null,
  minutes_since_submission: '60.00',
  minutes_since_last_reply: '45.80',
  minutes_since_reply_due: '-60.00',
};

describe('a ticket', () => {
  it('has every member, secrets among them, with its updates and custom fields', async () => {
    const body = await started.read('tickets/ticket', { ticket: 'AA-000002' });

    expect(body).toEqual({
      ...ticketBody,
      custom_fields: { company_reference: 'AC-114' },
      updates: [requestBody, noteBody, systemBody],
    });
  });

  it('has neither updates nor custom fields in a list', async () => {
    const { records } = await started.read<{ records: unknown[] }>('tickets/all');

    expect(records[0]).toEqual(ticketBody);
  });

  it('has the old names in the first edition', async () => {
    const { contact: _, contact_method: _method, additional_contact_methods: _additional, ...rest } = ticketBody;

    const { body } = await started.callFirst('tickets/all');

    const [first] = (body as { records: unknown[] }).records;
    expect(first).toEqual({
      ...rest,
      customer: contactBody,
      customer_contact_method: methodBody,
      additional_recipients: null,
    });
  });

  it('has updates by a Customer in the first edition', async () => {
    const { body } = await started.callFirst('tickets/ticket', { reference: 'AA-000002' });

    expect((body as { updates: unknown[] }).updates[0]).toEqual({
      ...requestBody,
      author: { type: 'Customer', ...contactBody },
    });
  });

  it('may lack updated_at, and has null for what was deleted or never was', async () => {
    const body = await started.read('tickets/ticket', { ticket: 'AA-000003' });

    expect(body).not.toHaveProperty('updated_at');
    expect(body).toMatchObject({
      submitted_at: '2026-03-01T09:00:00Z',
      last_update_posted_at: null,
      last_respondant: null,
      update_count: 0,
      contact: null,
      contact_method: null,
      user: null,
      team: null,
      sla: null,
      source: null,
      updates: [],
    });
  });

  it('has timers only when asked for', async () => {
    const body = await started.read('tickets/ticket', { ticket: 'AA-000003', timers: '1' });

    expect(body).toMatchObject({ timers: [] });
  });

  it('loses its notifications when it is read with mark_as_read, and only then', async () => {
    await started.read('tickets/ticket', { ticket: 'AA-000003' });
    const before = started.simulator.data.tickets[1]?.isUnread;

    await started.read('tickets/ticket', { ticket: 'AA-000003', mark_as_read: '1' });

    expect([before, started.simulator.data.tickets[1]?.isUnread]).toEqual([true, false]);
  });
});

describe('the updates of a ticket', () => {
  it('are listed as a bare array, the last one first', async () => {
    const body = await started.read('ticket_updates/all', { ticket: 'AA-000002' });

    expect(body).toEqual([systemBody, noteBody, requestBody]);
  });

  it('are read one by one', async () => {
    const body = await started.read('ticket_updates/info', { ticket: 'AA-000002', update: '12' });

    expect(body).toEqual(noteBody);
  });

  it.each([
    { verb: 'ticket_updates/all', form: { ticket: 'ZZ-999999' } },
    { verb: 'ticket_updates/info', form: { ticket: 'AA-000003', update: '12' } },
    { verb: 'ticket_updates/info', form: { ticket: 'AA-000002' } },
  ])('are not found by $verb with $form', async ({ verb, form }) => {
    const { status } = await started.call(verb, form);

    expect(status).toBe(404);
  });
});

describe('deleting', () => {
  it('answers a bare true, and after it there is no such ticket', async () => {
    const own = await startSimulator({ data: createDesk([createTicket({ id: 1 }), createTicket({ id: 2 })]) });

    const answer = await own.call('tickets/permanently_delete', { ticket: 'AA-000001' });
    const again = await own.call('tickets/permanently_delete', { ticket: 'AA-000001' });
    const behind = [own.simulator.deleteTicket('AA-000002'), own.simulator.deleteTicket('AA-000002')];
    await own.simulator.close();

    expect([answer.status, answer.body, again.status]).toEqual([200, true, 404]);
    expect(behind).toEqual([true, false]);
    expect(own.simulator.data.tickets).toEqual([]);
  });
});
