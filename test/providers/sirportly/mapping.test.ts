import { describe, expect, it } from 'vitest';
import { versionOf } from '../../../src/ticket/version.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import {
  detail,
  listRequest,
  open,
  pages,
  PLANTED,
  reference,
  reply,
  row,
  rowOf,
  ticketOf,
  update,
} from './upstream.js';

const WHOLE = detail(1, {
  subject: 'Charger offline',
  submitted_at: '2026-03-01T10:00:00.250+01:00',
  reply_due_at: '2026-03-01T12:00:00Z',
  last_update_posted_at: '2026-03-01T09:30:00+00:00',
  first_response_time: '14.20',
  first_resolution_time: null,
  resolution_time: '0.01',
  last_respondant: 'contact',
  update_count: 3,
  status: { id: 4, name: 'Closed', status_type: 1 },
  priority: { id: 9, name: 'Critical' },
  department: {
    id: 3,
    name: 'Technical Support',
    brand: { id: 2, name: 'Acme', phone: null },
    escalation_path: { id: 1, name: 'Usual' },
  },
  team: { id: 2, name: '1st Line' },
  user: { id: 5, username: 'sam', first_name: 'Sam', last_name: 'Lee' },
  sla: { id: 1, name: '2 hour' },
  additional_contact_methods: [{ id: 7, data: 'lou@acme.example', secret: PLANTED }],
  tags: ['offline', { tag: 'hardware' }, { name: 'vip', secret: PLANTED }, 7],
  source: { type: 'IncomingAddress', address: PLANTED },
  custom_fields: { company_reference: 'AC-114' },
});

describe('a ticket', () => {
  it('keeps the custom fields upstream that are to stay there', async () => {
    const whole = detail(1, { custom_fields: { company_reference: 'AC-114', portal_password: 'hunter2' } });
    const options = { hiddenCustomFields: ['portal_password'] };
    const { provider } = await open({ '/tickets/ticket': () => whole }, { options });

    const ticket = await ticketOf(provider, reference(1));

    expect(ticket.customFields).toEqual({ company_reference: 'AC-114' });
  });

  it('is mapped whole', async () => {
    const { provider } = await open({ '/tickets/ticket': () => WHOLE });

    const ticket = await ticketOf(provider, reference(1));

    expect(ticket).toEqual({
      backend: 'desk',
      nativeId: 'KD-000001',
      owner: { userId: null, organizationId: null },
      reference: 'KD-000001',
      externalTicketId: null,
      url: null,
      requester: { name: 'Pat Doe', email: 'Pat@Acme.example', company: 'Acme ' },
      assignee: { nativeId: '5', name: 'Sam Lee' },
      subject: 'Charger offline',
      status: 'CLOSED',
      statusName: 'Closed',
      priority: 'URGENT',
      priorityName: 'Critical',
      source: 'EMAIL',
      sourceName: 'IncomingAddress',
      humanVerifiedCategory: null,
      humanVerifiedSubcategory: null,
      aiGeneratedCategory: null,
      aiGeneratedSubcategory: null,
      typeDeprecated: null,
      tags: ['offline', 'hardware', 'vip'],
      conversationSummary: null,
      customFields: { company_reference: 'AC-114' },
      attributes: null,
      createdAt: '2026-03-01T09:00:00.250Z',
      updatedAt: '2026-03-02T08:00:00.000Z',
      resolvedAt: '2026-03-01T09:00:00.850Z',
      closedAt: '2026-03-01T09:00:00.850Z',
      latestMessageAt: '2026-03-01T09:30:00.000Z',
      revision: expect.stringMatching(/^[\w-]{22}$/),
      details: {
        kind: 'SIRPORTLY',
        department: 'Technical Support',
        brand: 'Acme',
        team: '1st Line',
        sla: '2 hour',
        escalationPath: 'Usual',
        replyDueAt: '2026-03-01T12:00:00.000Z',
        resolutionDueAt: null,
        firstResponseSeconds: 852,
        firstResolutionSeconds: null,
        resolutionSeconds: 0.6,
        updateCount: 3,
        lastRespondent: 'contact',
        additionalRecipients: ['lou@acme.example'],
      },
    });
  });

  it('has a customer in the older version', async () => {
    const { contact: customer, contact_method: customer_contact_method, ...rest } = detail(1);
    const { provider } = await open({ '/tickets/ticket': () => ({ ...rest, customer, customer_contact_method }) });

    const { requester } = await ticketOf(provider, reference(1));

    expect(requester).toEqual({ name: 'Pat Doe', email: 'Pat@Acme.example', company: 'Acme ' });
  });

  it('gives away no secret, on any path', async () => {
    const { provider } = await open({
      '/tickets/ticket': () => WHOLE,
      '/tickets/all': pages([row(1), row(2)]),
      '/ticket_updates/all': () => [update(1)],
    });

    const answers = [
      await rowOf(provider, reference(1), true),
      await provider.listTickets(listRequest(), createCall()),
      await provider.listMessages?.([reference(1)], createCall()),
    ];

    expect(JSON.stringify(answers)).not.toContain(PLANTED);
  });

  it('gives away no secret in an error', async () => {
    const { provider } = await open({ '/tickets/all': () => ({ records: [PLANTED] }) });

    const error = await errorOf(provider.listTickets(listRequest(), createCall()));

    expect([error.code, String(error.stack), JSON.stringify(error)].join()).not.toContain(PLANTED);
  });

  it('has one version, from a list and by its reference', async () => {
    const { custom_fields, updates, ...listed } = WHOLE;
    const { provider } = await open({ '/tickets/all': pages([listed]), '/tickets/ticket': () => WHOLE });

    const { rows } = await provider.listTickets(listRequest(), createCall());
    const ticket = await ticketOf(provider, reference(1));

    expect(rows.map((each) => [each.isSummary, each.ticket.customFields, versionOf(each.ticket)])).toEqual([
      [true, null, versionOf(ticket)],
    ]);
    expect([custom_fields, updates]).toHaveLength(2);
  });

  it.each([
    ['the subject', { subject: 'Other' }],
    ['the priority', { priority: { id: 1, name: 'Low' } }],
    ['the contact method', { contact_method: { id: 32, method_type: 'email', data: 'x@acme.example' } }],
    ['a tag', { tags: ['other'] }],
  ])('has another version with %s changed', async (_name, change) => {
    const answers = [WHOLE, { ...WHOLE, ...change }];
    const { provider } = await open({ '/tickets/ticket': () => answers.shift() });

    const versions = [await ticketOf(provider, reference(1)), await ticketOf(provider, reference(1))].map(versionOf);

    expect(new Set(versions).size).toBe(2);
  });

  it.each([
    [{ name: 'New', status_type: 0 }, 'NEW'],
    [{ name: 'on hold', status_type: 0 }, 'ON_HOLD'],
    [{ name: 'Waiting for customer', status_type: 0 }, 'PENDING'],
    [{ name: 'Resolved', status_type: 1 }, 'RESOLVED'],
    [{ name: 'Escalated', status_type: 0 }, 'OPEN'],
    [{ name: 'Spam', status_type: 1 }, 'CLOSED'],
    [{ name: 'Parked', status_type: 2 }, 'ON_HOLD'],
    [{ name: 'Odd', status_type: 9 }, null],
    [{ name: 'Triage', status_type: 0 }, 'NEW'],
    [null, null],
  ])('of status %j reads as %s', async (status, expected) => {
    const options = { statuses: { triage: 'NEW' } };
    const { provider } = await open({ '/tickets/ticket': () => detail(1, { status }) }, { options });

    expect((await ticketOf(provider, reference(1))).status).toBe(expected);
  });

  it('is neither resolved nor closed while its status is open', async () => {
    const { provider } = await open({ '/tickets/ticket': () => detail(1, { resolution_time: '5.0' }) });

    const { resolvedAt, closedAt } = await ticketOf(provider, reference(1));

    expect([resolvedAt, closedAt]).toEqual([null, null]);
  });

  it('that cannot be read costs the page when no other is on it', async () => {
    const { provider } = await open({ '/tickets/all': pages([row(1, { submitted_at: 'yesterday' })]) });

    const error = await errorOf(provider.listTickets(listRequest(), createCall()));

    expect(error.code).toBe('BAD_RESPONSE');
  });

  it('that cannot be read leaves the rest of its page', async () => {
    const { provider } = await open({ '/tickets/all': pages([row(1, { reference: 7 }), row(2)]) });

    const { rows } = await provider.listTickets(listRequest(), createCall());

    expect(rows.map(({ ticket }) => ticket.nativeId)).toEqual([reference(2)]);
  });
});

describe('a message', () => {
  const USER = { type: 'User', id: 5, username: 'sam', first_name: 'Sam', last_name: 'Lee' };
  const BOT = { type: 'User', id: 6, username: 'Bot' };

  it('has its place in time and its author', async () => {
    const updates = [
      update(12, { author: BOT, from_name: null }),
      update(5, { author: null, from_name: 'System', private: true, stripped_content: 'Short' }),
      update(3, { author: USER }),
      update(1),
      update(7, { author: { type: 'Customer', name: 'Pat Doe' } }),
    ];
    const options = { aiAgent: 'bot' };
    const { provider } = await open({ '/ticket_updates/all': () => updates }, { options });

    const [messages] = (await provider.listMessages?.([reference(1)], createCall())) ?? [];

    const common = { visibility: 'PUBLIC', textClean: null };
    const at = (second: string) => `2026-03-01T09:00:${second}.000Z`;
    const toMessage = (id: string, position: number, rest: object) => ({
      id,
      nativeId: id,
      position,
      text: `Text ${id}`,
      createdAt: at(id.padStart(2, '0')),
      ...common,
      ...rest,
    });
    expect(messages).toEqual([
      toMessage('1', 0, { type: 'INITIAL_REQUEST', authorName: 'Pat Doe' }),
      toMessage('3', 1, { type: 'HUMAN_AGENT_RESPONSE', authorName: 'Sam Lee' }),
      toMessage('5', 2, {
        type: 'HUMAN_AGENT_RESPONSE',
        authorName: 'System',
        visibility: 'INTERNAL',
        textClean: 'Short',
      }),
      toMessage('7', 3, { type: 'CUSTOMER_RESPONSE', authorName: 'Pat Doe' }),
      toMessage('12', 4, { type: 'AI_AGENT_RESPONSE', authorName: 'Bot' }),
    ]);
  });

  it('comes along with a ticket that is read by its reference', async () => {
    const { provider, log } = await open({ '/tickets/ticket': () => detail(1) });

    const { messages } = await rowOf(provider, reference(1), true);

    expect(messages?.map(({ id }) => id)).toEqual(['1']);
    expect(log()).toEqual(['/tickets/ticket ticket=KD-000001']);
  });

  it.each([
    [true, 'INTERNAL'],
    ['1', 'INTERNAL'],
    [undefined, 'INTERNAL'],
    [false, 'PUBLIC'],
    [null, 'PUBLIC'],
  ])('with private %j is %s', async (isPrivate, visibility) => {
    const { provider } = await open({ '/ticket_updates/all': () => [update(1, { private: isPrivate })] });

    const slots = await provider.listMessages?.([reference(1)], createCall());

    expect(slots).toMatchObject([[{ visibility }]]);
  });

  it('that cannot be read costs itself; a conversation of such messages is refused', async () => {
    const answers = [[update(1), { message: 'no id' }], [{ message: 'no id' }], reply(404, { error: 'none' })];
    const { provider } = await open({ '/ticket_updates/all': () => answers.shift() });
    const read = async () => provider.listMessages?.([reference(1)], createCall());

    const slots = [await read(), await read(), await read()];

    expect(slots).toMatchObject([[[{ id: '1' }]], [{ code: 'BAD_RESPONSE' }], [null]]);
  });
});
