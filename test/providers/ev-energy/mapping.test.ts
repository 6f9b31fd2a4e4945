import { describe, expect, it } from 'vitest';
import { parseCategories } from '../../../src/providers/ev-energy/category-mapping.js';
import { toTicket } from '../../../src/providers/ev-energy/mapping.js';
import { toMessages } from '../../../src/providers/ev-energy/message-mapping.js';
import { parseTicketRow } from '../../../src/providers/ev-energy/ticket-row.js';
import { parseUserRow, toUser, userIdOf } from '../../../src/providers/ev-energy/user-mapping.js';
import { versionOf } from '../../../src/ticket/version.js';
import { row, ticketId, userId } from './upstream.js';

const CONTEXT = { backend: 'ev', organizationId: 'org-a' };
const USER_URL = `https://api.example.test/v2/users/${userId(1)}`;

function mapped(json: unknown) {
  const parsed = parseTicketRow(json);
  return parsed && toTicket(parsed, CONTEXT);
}

describe('a ticket', () => {
  it('is mapped field by field', () => {
    const ticket = mapped(
      row(1, {
        user: USER_URL,
        subject: 'Charger went offline',
        status: 'Open',
        priority: 'High',
        source: 'Email',
        human_verified_category: 'CHARGER',
        human_verified_subcategory: 'OFFLINE',
        ai_generated_category: 'VEHICLE',
        ai_generated_subcategory: 'A_NEW_ONE',
        type_deprecated: 'Question',
        tags: ['ai-categorised', 'escalated'],
        messages: ['https://api.example.test/v2/support_tickets/x/messages/y'],
        conversation_summary: 'It was offline.',
        custom_fields: { legal_country: 'GB', nested: { list: [1, null, true, 'x'] } },
        attributes: { evse_model: 'M1' },
        created_at: '2026-03-02T09:14:05.123456Z',
        ticket_updated_at: '2026-03-03T10:00:00+01:00',
        resolved_at: '2026-03-04T00:00:00Z',
      }),
    );

    expect(ticket).toEqual({
      backend: 'ev',
      nativeId: ticketId(1),
      owner: { userId: userId(1), organizationId: 'org-a' },
      reference: null,
      externalTicketId: 'ext-1',
      url: `https://api.example.test/v2/support_tickets/${ticketId(1)}`,
      requester: null,
      assignee: null,
      subject: 'Charger went offline',
      status: 'OPEN',
      statusName: 'Open',
      priority: 'HIGH',
      priorityName: 'High',
      source: 'EMAIL',
      sourceName: 'Email',
      humanVerifiedCategory: 'CHARGER',
      humanVerifiedSubcategory: 'OFFLINE',
      aiGeneratedCategory: 'VEHICLE',
      aiGeneratedSubcategory: 'A_NEW_ONE',
      typeDeprecated: 'Question',
      tags: ['ai-categorised', 'escalated'],
      conversationSummary: 'It was offline.',
      customFields: { legal_country: 'GB', nested: { list: [1, null, true, 'x'] } },
      attributes: { evse_model: 'M1' },
      createdAt: '2026-03-02T09:14:05.123Z',
      updatedAt: '2026-03-03T09:00:00.000Z',
      resolvedAt: '2026-03-04T00:00:00.000Z',
      closedAt: null,
      latestMessageAt: null,
      revision: null,
      details: { kind: 'EV_ENERGY', userUrl: USER_URL, hasLegacyShape: false },
    });
  });

  it('needs no more than the required members', () => {
    const { id, external_ticket_id, created_at } = row(1);

    const ticket = mapped({ id, external_ticket_id, created_at });

    expect(ticket).toMatchObject({
      owner: { userId: null },
      url: null,
      subject: null,
      status: null,
      statusName: null,
      tags: [],
      customFields: null,
      attributes: null,
      updatedAt: null,
      resolvedAt: null,
      details: { userUrl: null, hasLegacyShape: false },
    });
  });

  it('keeps a wording that has no counterpart', () => {
    const ticket = mapped(row(1, { status: 'Escalated', priority: 'P0', source: 'Fax' }));

    expect(ticket).toMatchObject({
      status: null,
      statusName: 'Escalated',
      priority: null,
      priorityName: 'P0',
      source: null,
      sourceName: 'Fax',
    });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['a subject that is no text', { subject: 5 }, { subject: null }],
    ['tags with other things among them', { tags: ['a', 1, null, 'b'] }, { tags: ['a', 'b'] }],
    ['tags that are no list', { tags: 'a,b' }, { tags: [] }],
    ['custom fields that are no object', { custom_fields: ['a'] }, { customFields: null }],
    ['an external id that is a number', { external_ticket_id: 17 }, { externalTicketId: '17' }],
    ['a URL that is a script', { url: 'javascript:alert(1)' }, { url: null }],
    [
      'a user URL with a slash at its end',
      { user: `${USER_URL}/` },
      { details: { kind: 'EV_ENERGY', userUrl: USER_URL, hasLegacyShape: false } },
    ],
  ])('survives %s', (_name, given, expected) => {
    expect(mapped(row(1, given))).toMatchObject(expected);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['a text', 'x'],
    ['a list', []],
    ['no id', row(1, { id: undefined })],
    ['an id of another form', row(1, { id: 'tick1' })],
    ['an id that would leave its path', row(1, { id: `tick${'/..'.repeat(8)}AA` })],
    ['no external id', row(1, { external_ticket_id: null })],
    ['no date', row(1, { created_at: null })],
    ['a date in words', row(1, { created_at: 'yesterday' })],
    ['a date that does not exist', row(1, { created_at: '2026-02-30T00:00:00Z' })],
    ['a date without a zone', row(1, { created_at: '2026-03-02T09:14:05' })],
    ['a date far off', row(1, { resolved_at: '+099999-01-01T00:00:00Z' })],
    ['a date that is a number', row(1, { ticket_updated_at: 1_772_442_845 })],
    ['a user that is a number', row(1, { user: 5 })],
  ])('is refused for %s', (_name, json) => {
    expect(mapped(json)).toBeNull();
  });

  it('drops members named __proto__ and stays as it is', () => {
    const text = JSON.stringify(row(1)).replace(
      '{',
      '{"__proto__":{"subject":"x"},"custom_fields":{"__proto__":{"a":1},"b":{"__proto__":2}},',
    );

    const ticket = mapped(JSON.parse(text));

    expect(ticket).toMatchObject({ subject: null, customFields: { b: {} } });
    expect(Object.keys(ticket?.customFields ?? {})).toEqual(['b']);
    expect('a' in {}).toBe(false);
  });

  it('has the same version whether its user and messages came along or not', () => {
    const user = { id: userId(1), url: USER_URL, email: 'a@example.test', full_name: 'A' };
    const message = {
      id: 'm',
      position: 0,
      message_type: 'INITIAL_REQUEST',
      message: 'Hi',
      created_at: '2026-03-02T09:14:05Z',
    };

    const versions = [
      mapped(row(1, { user: USER_URL, messages: ['https://api.example.test/m'] })),
      mapped(row(1, { user, messages: [message] })),
    ].map((ticket) => ticket && versionOf(ticket));

    expect(versions[0]).toBe(versions[1]);
  });
});

describe('whose ticket it is', () => {
  it.each<[unknown, string | null]>([
    [USER_URL, userId(1)],
    [`${USER_URL}/`, userId(1)],
    [userId(1), userId(1)],
    [{ id: userId(1), url: USER_URL }, userId(1)],
    [null, null],
    [undefined, null],
    ['https://api.example.test/v2/users/7', null],
    [{ id: '7' }, null],
    [{}, null],
  ])('%j is %j', (user, expected) => {
    const parsed = parseTicketRow(row(1, { user }));

    expect(parsed && userIdOf(parsed)).toBe(expected);
  });
});

describe('a user', () => {
  it('may lack everything but an id', () => {
    const parsed = parseUserRow({ id: userId(1), joined_at: 'never' });

    expect(parsed && toUser(parsed, null)).toEqual({
      id: userId(1),
      email: null,
      fullName: null,
      organizationId: null,
      joinedAt: null,
    });
  });
});

describe('a conversation', () => {
  const message = {
    id: 'm1',
    position: 1,
    message_type: 'CUSTOMER_RESPONSE',
    message: 'Hi',
    created_at: '2026-03-02T09:14:05Z',
  };

  it('is in the order of positions, without what cannot be read', () => {
    const messages = toMessages([
      message,
      { ...message, id: 'm0', position: 0 },
      { ...message, position: -1 },
      { ...message, message: null },
      { ...message, id: '' },
      null,
    ]);

    expect(messages.map(({ id, position }) => [id, position])).toEqual([
      ['m0', 0],
      ['m1', 1],
    ]);
  });

  it.each([
    ['INITIAL_REQUEST', 'INITIAL_REQUEST', 'PUBLIC'],
    ['Initial Request', 'INITIAL_REQUEST', 'PUBLIC'],
    ['CUSTOMER_RESPONSE', 'CUSTOMER_RESPONSE', 'PUBLIC'],
    ['HUMAN_AGENT_RESPONSE', 'HUMAN_AGENT_RESPONSE', 'PUBLIC'],
    ['AI Agent Response', 'AI_AGENT_RESPONSE', 'PUBLIC'],
    ['PRIVATE_NOTE', 'HUMAN_AGENT_RESPONSE', 'INTERNAL'],
    [null, 'HUMAN_AGENT_RESPONSE', 'INTERNAL'],
  ])('shows the type %j as %s, %s', (message_type, type, visibility) => {
    const [found] = toMessages([{ ...message, message_type }]);

    expect(found).toMatchObject({ type, visibility });
  });

  it('keeps a message whose date cannot be read', () => {
    const [found] = toMessages([{ ...message, created_at: 'soon' }]);

    expect(found).toMatchObject({ id: 'm1', createdAt: null });
  });
});

describe('categories', () => {
  it('offer every subcategory, in the order of the upstream', () => {
    const categories = parseCategories({
      categories: [
        { value: 'USABILITY_UX', label: 'Usability/UX' },
        { value: 'CHARGER', label: 'Charger' },
        { value: 'CHARGER', label: 'Again' },
        { label: 'No value' },
      ],
      subcategories: [{ value: 'APP_CRASH_FREEZE', label: 'App crash / freeze' }, { value: 'BRAND_NEW' }, null],
    });

    const subcategories = [
      { value: 'APP_CRASH_FREEZE', label: 'App crash / freeze' },
      { value: 'BRAND_NEW', label: 'Brand new' },
    ];
    expect(categories).toEqual([
      { value: 'USABILITY_UX', label: 'Usability/UX', subcategories },
      { value: 'CHARGER', label: 'Charger', subcategories },
    ]);
  });

  it.each([null, [], {}, { categories: [] }])('are not %j', (json) => {
    expect(parseCategories(json)).toBeNull();
  });
});
