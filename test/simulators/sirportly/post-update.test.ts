import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSirportlyUpdate, type SirportlyTicket } from '../../../src/simulators/sirportly/index.js';
import { createContact, createDesk, createTicket, nowMs, startSimulator, type Started } from './start.js';

const at = (time: string): number => Date.parse(time);

let ticket: SirportlyTicket;
let started: Started;

beforeEach(async () => {
  ticket = createTicket({ id: 1, contactId: 1, isUnread: false });
  const other = createTicket({
    id: 2,
    updates: [createSirportlyUpdate({ id: 40, message: 'x', author: null, postedAtMs: 0 })],
  });
  const contacts = [createContact({ id: 1, name: 'Pat Doe', reference: 'C-1' })];
  started = await startSimulator({ data: createDesk([ticket, other], contacts) });
});

afterEach(() => started.simulator.close());

const message = { ticket: 'AA-000001', message: 'Hello' };

describe('a posted update', () => {
  it('is answered with 201, and its subject is that of the ticket', async () => {
    const { status, body } = await started.call('tickets/post_update', { ...message, contact: 'C-1' });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: 41,
      subject: 'Subject 1',
      message: 'Hello',
      private: false,
      posted_at: '2026-03-31T12:00:00+00:00',
      author: { type: 'Contact', id: 1, name: 'Pat Doe' },
      from_name: 'Pat Doe',
      authenticated: null,
      source: 'api',
    });
  });

  it('takes everything at once', async () => {
    const body = await started.read('tickets/post_update', {
      ...message,
      user: 'aoife',
      subject: 'Own subject',
      private: 'true',
      authenticated: '1',
      posted_at: '2026-03-02T10:00:00Z',
      html_body: '<p>Hello</p>',
      html_safe: '1',
      attachments: 'token',
      outgoing: '1',
    });

    expect(body).toMatchObject({
      subject: 'Own subject',
      private: true,
      authenticated: true,
      posted_at: '2026-03-02T10:00:00+00:00',
      html_body: '<p>Hello</p>',
      html_safe: true,
      attachments: [],
    });
  });

  it('shows in the ticket at once', async () => {
    await started.read('tickets/post_update', { ...message, contact: '1' });

    const body = await started.read('tickets/ticket', { ticket: 'AA-000001' });

    expect(body).toMatchObject({
      update_count: 1,
      last_respondant: 'contact',
      last_update_posted_at: '2026-03-31T12:00:00+00:00',
      updated_at: '2026-03-31T12:00:00+00:00',
      first_response_time: null,
      updates: [{ id: 41, message: 'Hello' }],
    });
    expect(ticket.isUnread).toBe(true);
  });

  it('is the first response when it is the first public one by staff', async () => {
    const post = async (form: Record<string, string>) => {
      await started.read('tickets/post_update', { ...message, ...form });
      return ticket.firstResponseMinutes;
    };

    const times = [
      await post({ contact: '1', posted_at: '2026-03-01 09:05' }),
      await post({ user: 'sam', private: '1', posted_at: '2026-03-01 09:10' }),
      await post({ user: 'sam', posted_at: '2026-03-01 09:20' }),
      await post({ user: 'sam', posted_at: '2026-03-01 09:30' }),
    ];

    expect(times).toEqual([null, null, 20, 20]);
    expect(ticket.updatedAtMs).toBe(nowMs);
  });

  it('may be older than those before it', async () => {
    await started.read('tickets/post_update', { ...message, user: 'sam', posted_at: '2026-03-03' });
    await started.read('tickets/post_update', { ...message, contact: '1', posted_at: '2026-03-02' });

    const body = await started.read('tickets/ticket', { ticket: 'AA-000001' });

    expect(ticket.updates.map(({ postedAtMs }) => postedAtMs)).toEqual([
      at('2026-03-03T00:00:00Z'),
      at('2026-03-02T00:00:00Z'),
    ]);
    expect(body).toMatchObject({ last_update_posted_at: '2026-03-03T00:00:00+00:00', last_respondant: 'contact' });
  });
});

describe('the author of an update', () => {
  it.each([
    { form: { user: 'SAM' }, author: { type: 'user', id: 1 } },
    { form: { user: 'priya@staff.example' }, author: { type: 'user', id: 4 } },
    { form: { user: '2', contact: '' }, author: { type: 'user', id: 2 } },
    { form: { contact: 'pat doe' }, author: { type: 'contact', id: 1 } },
    {
      form: { author_name: 'Sam Poe', author_email: 'sam@poe.example' },
      author: { type: 'stranger', name: 'Sam Poe', address: 'sam@poe.example' },
    },
    { form: { author_name: 'P', author_email: 'Contact1@acme.example' }, author: { type: 'contact', id: 1 } },
    { form: {}, author: null },
    { form: { customer: '1' }, author: null },
  ])('is read from $form', async ({ form, author }) => {
    await started.read('tickets/post_update', { ...message, ...form });

    expect(ticket.updates[0]?.author).toEqual(author);
  });

  it('is always the user whose token it is', async () => {
    const { body } = await started.callAsUser('tickets/post_update', { ...message, contact: '1', user: 'priya' });

    expect(body).toMatchObject({ author: { type: 'User', username: 'sam' } });
  });

  it('may be called a customer in the first edition', async () => {
    const { body } = await started.callFirst('tickets/post_update', { ...message, customer: '1' });

    expect(body).toMatchObject({ author: { type: 'Customer', id: 1 } });
  });

  it('is nobody, but has a name, when it is a stranger', async () => {
    const form = { ...message, author_name: 'Sam Poe', author_email: 'sam@poe.example' };

    const body = await started.read('tickets/post_update', form);

    expect(body).toMatchObject({ author: null, from_name: 'Sam Poe', from_address: 'sam@poe.example' });
  });
});

describe('an update that is refused', () => {
  it.each([
    { form: { ticket: 'AA-000001' }, errors: { message: ["can't be blank"] } },
    { form: { ...message, message: ' ' }, errors: { message: ["can't be blank"] } },
    { form: { ...message, user: 'sam', contact: '1' }, errors: { base: ['Only one author may be named'] } },
    {
      form: { ...message, user: 'sam', author_name: 'x', author_email: 'x@y.example' },
      errors: { base: ['Only one author may be named'] },
    },
    {
      form: { ...message, author_name: 'x' },
      errors: { base: ['An author needs both a name and an e-mail address'] },
    },
    {
      form: { ...message, author_email: 'x@y.example' },
      errors: { base: ['An author needs both a name and an e-mail address'] },
    },
    { form: { ...message, posted_at: 'soon' }, errors: { posted_at: ['is not a valid date/time'] } },
  ])('says $errors', async ({ form, errors }) => {
    const { status, body } = await started.call('tickets/post_update', form);

    expect({ status, body }).toEqual({ status: 422, body: { errors } });
    expect(ticket.updates).toEqual([]);
  });

  it.each([
    { ...message, ticket: 'ZZ-000000' },
    { ...message, user: 'nobody' },
    { ...message, contact: 'nobody' },
  ])('is not found for %o', async (form) => {
    const { status } = await started.call('tickets/post_update', form);

    expect(status).toBe(404);
    expect(ticket.updates).toEqual([]);
  });
});
