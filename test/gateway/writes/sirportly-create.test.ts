import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../src/simulators/http/faults.js';
import { toGlobalId } from '../../../src/ticket/ids.js';
import { commonHeaders, SECRET } from './sent.js';
import { API, createSirportlyDesk, type SirportlyDesk } from './sirportly-desk.js';
import { newKey, ticketOf, type Input } from './writing.js';

const SUBMIT = '/tickets/submit';
const POST = '/tickets/post_update';
const READ = '/tickets/ticket';
const TEXT = 'It does not charge.\n\nNot at all: 0 kWh & 5 errors.';
const AMELIA = { contact_method_type: 'email', contact_method_data: 'amelia.hughes.1@example.com' };

describe('createTicket of Sirportly', () => {
  let desk: SirportlyDesk;
  beforeAll(async () => {
    desk = await createSirportlyDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.forget());

  let subjects = 0;
  const newSubject = () => `No charge ${(subjects += 1)}`;
  const open = (token: string, input: Input) => desk.create(token, { backend: 'sirportly', text: TEXT, ...input });
  const formsTo = (verb: string) => desk.sent().flatMap(({ path, body }) => (path === `${API}${verb}` ? [body] : []));
  const fail = (verb: string, fault: Misbehaviour) =>
    desk.world.together.sirportly.fail({ match: ({ path }) => path.endsWith(verb), times: 1, with: fault });
  const ticketsOf = (subject: string) =>
    desk.world.together.sirportly.data.tickets.filter((ticket) => ticket.subject === subject);

  it('opens the caller’s own ticket, says the text in it, and reads it back', async () => {
    const subject = newSubject();
    const { url } = desk.world.together.sirportly;
    const { customer, company, staff, stranger } = desk.callers;

    const { id, nativeId, ...created } = ticketOf(await open(customer, { subject }));

    const submitted = { subject, status: '1', priority: '2', ...AMELIA, contact_name: 'Amelia Hughes' };
    const posted = { ticket: nativeId, message: TEXT, contact: String(desk.contact.id) };
    const sent = [
      [SUBMIT, submitted],
      [POST, posted],
      [READ, { ticket: nativeId }],
    ] as const;
    expect(desk.sent()).toEqual(
      sent.map(([verb, body]) => ({
        method: 'POST',
        path: `${API}${verb}`,
        headers: {
          ...commonHeaders(url, String(new URLSearchParams(body))),
          'content-type': 'application/x-www-form-urlencoded',
          'x-auth-token': SECRET,
          'x-auth-secret': SECRET,
        },
        body,
      })),
    );
    const seen = await desk.read(id, staff);
    expect(seen).toMatchObject({ id, nativeId, ...created });
    expect(seen).toMatchObject({
      subject,
      status: 'NEW',
      priority: 'NORMAL',
      source: 'API',
      requester: { name: 'Amelia Hughes', email: AMELIA.contact_method_data },
      user: { fullName: 'Amelia Hughes' },
      createdAt: '2026-07-02T00:00:00.000Z',
      messages: [{ position: 0, type: 'INITIAL_REQUEST', visibility: 'PUBLIC', text: TEXT }],
    });
    expect(await Promise.all([customer, company, stranger].map((token) => desk.read(id, token)))).toEqual([
      seen,
      seen,
      null,
    ]);
  });

  it('opens a ticket for an address that staff name, and the address’s owner sees it', async () => {
    const subject = newSubject();
    const { staff, stranger, customer } = desk.callers;

    const { id } = ticketOf(await open(staff, { subject, requesterEmail: 'zoe.okafor.2@example.com' }));

    expect(formsTo(SUBMIT)).toEqual([
      {
        subject,
        status: '1',
        priority: '2',
        ...AMELIA,
        contact_method_data: 'zoe.okafor.2@example.com',
        contact_name: 'zoe.okafor.2@example.com',
      },
    ]);
    expect(await desk.read(id, staff)).toMatchObject({ user: { fullName: 'Zoë Okafor' } });
    expect(await desk.read(id, stranger)).toEqual(await desk.read(id, staff));
    expect(await desk.read(id, customer)).toBeNull();
  });

  it('opens a ticket for a user whom staff name', async () => {
    const [, zoe] = desk.world.simulator.data.users;
    const user = toGlobalId({ type: 'User', id: zoe?.id ?? '' });

    const created = ticketOf(await open(desk.callers.staff, { subject: newSubject(), user }));

    expect(created).toMatchObject({ user: { id: user }, requester: { email: 'zoe.okafor.2@example.com' } });
    expect(await desk.read(created.id, desk.callers.stranger)).toMatchObject(created);
  });

  it('opens a ticket for a colleague', async () => {
    const { customer, company, stranger } = desk.callers;
    const [first, ...others] = desk.world.simulator.data.users;
    const colleague = others.find(({ organizationId }) => organizationId === first?.organizationId);
    const user = toGlobalId({ type: 'User', id: colleague?.id ?? '' });

    const created = ticketOf(await open(company, { subject: newSubject(), user }));

    expect(created).toMatchObject({ user: { id: user }, requester: { email: colleague?.email } });
    expect(await desk.look(created.id, company)).toEqual(created);
    expect([await desk.read(created.id, customer), await desk.read(created.id, stranger)]).toEqual([null, null]);
  });

  it('opens a ticket for somebody whom nobody knows', async () => {
    const requester = { requesterEmail: 'first.time@example.com', requesterName: 'First Time' };

    const created = ticketOf(await open(desk.callers.staff, { subject: newSubject(), ...requester }));

    expect(created).toMatchObject({
      requester: { name: 'First Time', email: 'first.time@example.com', company: null },
      user: null,
      organization: null,
    });
    expect(await desk.read(created.id, desk.callers.customer)).toBeNull();
  });

  it('writes all that a new ticket takes', async () => {
    const subject = newSubject();
    const input = {
      priority: 'HIGH',
      tags: ['vip', 'offline'],
      customFields: { vehicle: 'Kia e-Niro' },
      sirportly: { department: 'Billing', team: 'Accounts', user: 'priya', sla: '2 hour' },
    };

    const { customer } = desk.callers;
    const isRefused = await open(customer, { subject, ...input });
    const [amelia] = desk.world.simulator.data.users;
    const user = toGlobalId({ type: 'User', id: amelia?.id ?? '' });
    const created = ticketOf(await open(desk.callers.staff, { subject, user, ...input }));

    expect(isRefused).toMatchObject({ __typename: 'ForbiddenError', requiredScopes: ['support:internal'] });
    expect(formsTo(SUBMIT)).toEqual([
      {
        subject,
        status: '1',
        priority: '3',
        tag_list: 'vip,offline',
        'custom[vehicle]': 'Kia e-Niro',
        department: '2',
        team: '3',
        user: '4',
        sla: '1',
        ...AMELIA,
        contact_name: 'Amelia Hughes',
      },
    ]);
    expect(await desk.read(created.id, desk.callers.company)).toMatchObject({
      ...created,
      priority: 'HIGH',
      tags: ['vip', 'offline'],
      customFields: { vehicle: 'Kia e-Niro' },
      assignee: { name: 'Priya Nair' },
      details: { department: 'Billing', team: 'Accounts', sla: '2 hour' },
    });
  });

  describe('refuses without a write', () => {
    it.each<[name: string, by: 'staff' | 'customer', input: Input, path: string[]]>([
      ['nobody who asks', 'staff', {}, ['requesterEmail']],
      ['somebody else’s address', 'customer', { requesterEmail: 'zoe.okafor.2@example.com' }, ['requesterEmail']],
      [
        'an unknown team',
        'staff',
        { requesterEmail: 'a@example.com', sirportly: { team: 'Nope' } },
        ['sirportly', 'team'],
      ],
      ['an unknown custom field', 'customer', { customFields: { colour: 'red' } }, ['customFields', 'colour']],
      ['a long subject', 'customer', { subject: 'x'.repeat(256) }, ['subject']],
      ['somebody else', 'customer', { user: toGlobalId({ type: 'User', id: 'user-of-nobody' }) }, ['user']],
    ])('%s', async (_name, by, input, path) => {
      const result = await open(desk.callers[by], input);

      expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path }] });
      expect(desk.verbs()).toEqual([]);
    });

    it.each(['externalTicketId', 'moov', 'sirportly'] as const)('what no new ticket takes: %s', async (field) => {
      const values = {
        externalTicketId: 'x',
        moov: { accountId: 'x' },
        sirportly: { replyDueAt: '2026-07-03T00:00:00Z' },
      };
      const names = { externalTicketId: 'externalTicketId', moov: 'moov.accountId', sirportly: 'sirportly.replyDueAt' };

      const result = await open(desk.callers.customer, { [field]: values[field] });

      expect(result).toMatchObject({ __typename: 'UnsupportedError', fields: [names[field]] });
      expect(desk.world.together.sirportly.requests.entries).toEqual([]);
    });

    it.each<[name: string, input: Input, path: string[]]>([
      [
        'an address that is another’s than the user’s',
        { user: 'zoe', sirportly: { contactMethodData: 'somebody@example.com' } },
        ['sirportly', 'contactMethodData'],
      ],
      [
        'two addresses',
        { requesterEmail: 'a@example.com', sirportly: { contactMethodData: 'b@example.com' } },
        ['sirportly', 'contactMethodData'],
      ],
      [
        'two names',
        { requesterEmail: 'a@example.com', requesterName: 'A', sirportly: { contactName: 'B' } },
        ['sirportly', 'contactName'],
      ],
    ])('%s, and says which', async (_name, { user, ...input }, path) => {
      const [, zoe] = desk.world.simulator.data.users;
      const named = user === undefined ? {} : { user: toGlobalId({ type: 'User', id: zoe?.id ?? '' }) };

      const result = await open(desk.callers.staff, { ...input, ...named });

      expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path }] });
      expect(desk.verbs()).toEqual([]);
    });

    it('a company that does not say for whom, and says what is missing', async () => {
      const { organizationId } = desk.world.simulator.data.users[0] ?? {};
      const scope = 'support:read support:write';
      const token = await desk.world.token({ organization: organizationId ?? null, scope });

      const result = await open(token, {});

      expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path: ['user'] }] });
      expect(desk.verbs()).toEqual([]);
    });
  });

  it('tells a half-done ticket, and finishes it with the same key', async () => {
    const [subject, idempotencyKey] = [newSubject(), newKey()];
    const { customer, staff } = desk.callers;
    fail(POST, { status: 503 });

    const half = await open(customer, { subject, idempotencyKey });
    const reference = ticketsOf(subject)[0]?.reference ?? '';
    const whole = ticketOf(await open(customer, { subject, idempotencyKey }));
    const again = ticketOf(await open(customer, { subject, idempotencyKey }));

    const state = `Ticket ${reference} was opened, but perhaps without its text. A repeat with the same key finishes it.`;
    expect(half).toEqual({
      __typename: 'UpstreamError',
      backend: { key: 'sirportly' },
      code: 'UNAVAILABLE',
      retryable: true,
      outcomeUnknown: true,
      message: expect.stringContaining(state),
    });
    expect(whole.nativeId).toBe(reference);
    expect(again).toEqual(whole);
    expect(ticketsOf(subject)).toHaveLength(1);
    expect(formsTo(SUBMIT)).toHaveLength(1);
    expect(formsTo(POST)).toHaveLength(2);
    expect(await desk.read(whole.id, staff)).toMatchObject({ messages: [{ position: 0, text: TEXT }] });
  });

  it.each([SUBMIT, POST])('opens one ticket although the answer of %s is lost', async (verb) => {
    const [subject, idempotencyKey] = [newSubject(), newKey()];
    const { customer } = desk.callers;
    fail(verb, 'lose-answer');

    const lost = await open(customer, { subject, idempotencyKey });
    const found = ticketOf(await open(customer, { subject, idempotencyKey }));

    expect(lost).toMatchObject({ __typename: 'UpstreamError', code: 'UNAVAILABLE', outcomeUnknown: true });
    expect(ticketsOf(subject).map(({ reference }) => reference)).toEqual([found.nativeId]);
    expect([SUBMIT, POST].map((each) => formsTo(each).length)).toEqual([1, 1]);
    const seen = await desk.read(found.id, customer);
    expect(seen).toMatchObject(found);
    expect(seen?.messages.map(({ text }) => text)).toEqual([TEXT]);
  });

  it.each<[name: string, fault: Misbehaviour]>([
    ['503', { status: 503 }],
    ['429', { status: 429, headers: { 'retry-after': '0' } }],
  ])('opens one ticket with the same key after a submit that was refused with %s', async (_name, fault) => {
    const [subject, idempotencyKey] = [newSubject(), newKey()];
    fail(SUBMIT, fault);

    const refused = await open(desk.callers.customer, { subject, idempotencyKey });
    const opened = ticketOf(await open(desk.callers.customer, { subject, idempotencyKey }));

    expect(['UpstreamError', 'RateLimitedError']).toContain(refused.__typename);
    expect(refused).not.toMatchObject({ outcomeUnknown: true });
    expect(ticketsOf(subject).map(({ reference }) => reference)).toEqual([opened.nativeId]);
  });

  it('tells in its own words what the upstream refused', async () => {
    fail(SUBMIT, { status: 422, body: { errors: { priority_id: ['words of theirs'] } } });

    const result = await open(desk.callers.customer, { subject: newSubject(), priority: 'LOW' });

    const issues = [{ path: ['priority'], message: 'is refused by the backend' }];
    expect(result).toMatchObject({ __typename: 'ValidationError', issues });
    expect(desk.verbs()).toEqual([SUBMIT]);
  });

  it('opens two tickets of one subject for two keys', async () => {
    const subject = newSubject();

    const first = ticketOf(await open(desk.callers.customer, { subject }));
    const second = ticketOf(await open(desk.callers.customer, { subject }));

    expect(second.id).not.toBe(first.id);
    expect(ticketsOf(subject)).toHaveLength(2);
  });
});
