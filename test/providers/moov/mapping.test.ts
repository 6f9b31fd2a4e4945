import { describe, expect, it } from 'vitest';
import { createCall } from '../../provider/http/calls.js';
import { json } from '../../provider/http/test-server.js';
import { ACCOUNT_B, getOf, NO_EXPAND, open, row, THREE_ACCOUNTS, ticketId } from './upstream.js';

const NOTHING = {
  assignee: null,
  priority: null,
  priorityName: null,
  source: null,
  sourceName: null,
  humanVerifiedCategory: null,
  humanVerifiedSubcategory: null,
  aiGeneratedCategory: null,
  aiGeneratedSubcategory: null,
  typeDeprecated: null,
  tags: [],
  conversationSummary: null,
  customFields: null,
  attributes: null,
  revision: null,
};

async function read(answer: unknown) {
  const options = { accounts: THREE_ACCOUNTS.slice(1, 2) };
  const { provider, root } = await open({ [getOf(ACCOUNT_B, 1)]: json(200, answer) }, { options });
  const [slot = null] = await provider.getTickets([ticketId(1)], NO_EXPAND, createCall());
  return { ticket: slot && 'ticket' in slot ? slot.ticket : null, root };
}

describe('a ticket', () => {
  it('is mapped with all it has', async () => {
    const { ticket, root } = await read(
      row(1, {
        number: 1042,
        title: 'Payout delayed',
        contact: { email: 'pat@example.test', name: 'Pat', phone: 'unknown' },
        status: 'closed',
        createdOn: '2026-03-01T12:00:00.123456+02:00',
        updatedOn: '2026-03-02T08:30:00Z',
        latestMessageOn: '2026-03-02T08:20:00Z',
        closedOn: '2026-03-02T08:30:00-01:00',
        foreignID: 'case-77',
        somethingNew: { deep: true },
      }),
    );

    expect(ticket).toEqual({
      ...NOTHING,
      backend: 'moov',
      nativeId: ticketId(1),
      owner: { userId: 'user-b', organizationId: 'org-1' },
      reference: '1042',
      externalTicketId: 'case-77',
      url: `${root}/accounts/${ACCOUNT_B}/tickets/${ticketId(1)}`,
      requester: { name: 'Pat', email: 'pat@example.test', company: null },
      subject: 'Payout delayed',
      status: 'CLOSED',
      statusName: 'closed',
      createdAt: '2026-03-01T10:00:00.123Z',
      updatedAt: '2026-03-02T08:30:00.000Z',
      resolvedAt: '2026-03-02T09:30:00.000Z',
      closedAt: '2026-03-02T09:30:00.000Z',
      latestMessageAt: '2026-03-02T08:20:00.000Z',
      details: { kind: 'MOOV', accountId: ACCOUNT_B, number: 1042, foreignId: 'case-77' },
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['absent', {}],
    ['null', { latestMessageOn: null, closedOn: null, foreignID: null }],
  ])('has nulls where Moov has nothing: %s', async (_name, rest) => {
    const { ticket } = await read({
      ticketID: ticketId(1),
      number: 7,
      createdOn: '2026-03-01T10:00:00Z',
      ...rest,
    });

    expect(ticket).toMatchObject({
      ...NOTHING,
      externalTicketId: null,
      requester: null,
      subject: null,
      status: null,
      statusName: null,
      updatedAt: null,
      resolvedAt: null,
      closedAt: null,
      latestMessageAt: null,
      details: { foreignId: null },
    });
  });

  it.each([
    ['new', 'NEW'],
    ['in-progress', 'OPEN'],
    ['on-hold', 'ON_HOLD'],
    ['closed', 'CLOSED'],
    ['escalated', null],
    ['NEW', null],
    ['constructor', null],
  ])('of status %j is %j, and keeps the wording', async (wording, status) => {
    const { ticket } = await read(row(1, { status: wording }));

    expect(ticket).toMatchObject({ status, statusName: wording });
  });

  it('that was opened again is not resolved', async () => {
    const { ticket } = await read(row(1, { status: 'in-progress', closedOn: '2026-03-02T08:30:00Z' }));

    expect(ticket).toMatchObject({ resolvedAt: null, closedAt: '2026-03-02T08:30:00.000Z' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['no number', { number: undefined }],
    ['a number that is none', { number: 'many' }],
    ['no date of creation', { createdOn: null }],
    ['a date that is none', { closedOn: 'yesterday' }],
  ])('that has %s is none', async (_name, rest) => {
    const { ticket } = await read(row(1, rest));

    expect(ticket).toBeNull();
  });

  it('takes nothing from members that objects have by themselves', async () => {
    const text = JSON.stringify(row(1)).replace('{', '{"__proto__":{"title":"X","polluted":true},');
    const { ticket } = await read(JSON.parse(text));

    expect(ticket?.subject).toBe('Ticket 1');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
