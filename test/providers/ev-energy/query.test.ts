import { describe, expect, it } from 'vitest';
import { pushDown } from '../../../src/provider/push-down.js';
import type { ListRequest } from '../../../src/provider/provider.js';
import { toCapabilities } from '../../../src/providers/ev-energy/capabilities.js';
import { toParameters } from '../../../src/providers/ev-energy/query.js';
import type { Condition, Predicate, TicketFilter } from '../../../src/ticket/filter.js';
import type { TicketKey, TicketOrder } from '../../../src/ticket/order.js';

const USER = `user${'1'.repeat(26)}`;
const AT = '2026-03-02T09:14:05.123Z';
const capabilities = toCapabilities({ maxOutOfOrdernessMs: 60_000, statistics: 'tickets' }, () => false);

function parametersOf(filter: TicketFilter, rest: Partial<ListRequest> = {}): string | null {
  const expand = { user: false, messages: false };
  const request = { filter, order: null, after: null, limit: 10, cursor: null, expand, ...rest };
  return (
    toParameters(request)
      ?.map((parameter) => parameter.join('='))
      .join('&') ?? null
  );
}

describe('a filter as parameters', () => {
  it.each<[Predicate, string]>([
    [{ field: 'externalTicketId', operator: 'eq', value: '90871' }, 'external_ticket_id=90871'],
    [{ field: 'user', operator: 'eq', value: USER }, `user=${USER}`],
    [{ field: 'user', operator: 'isNull', value: true }, 'user__isnull=true'],
    [{ field: 'humanVerifiedCategory', operator: 'eq', value: 'CHARGER' }, 'human_verified_category=CHARGER'],
    [{ field: 'humanVerifiedSubcategory', operator: 'eq', value: 'TRIM' }, 'human_verified_subcategory=TRIM'],
    [{ field: 'aiGeneratedCategory', operator: 'eq', value: 'SOLAR' }, 'ai_generated_category=SOLAR'],
    [{ field: 'aiGeneratedSubcategory', operator: 'eq', value: 'SPAM' }, 'ai_generated_subcategory=SPAM'],
    [{ field: 'humanVerifiedCategory', operator: 'isNull', value: true }, 'human_verified_category__isnull=true'],
    [
      { field: 'humanVerifiedSubcategory', operator: 'isNull', value: false },
      'human_verified_subcategory__isnull=false',
    ],
    [{ field: 'aiGeneratedCategory', operator: 'isNull', value: true }, 'ai_generated_category__isnull=true'],
    [{ field: 'aiGeneratedSubcategory', operator: 'isNull', value: true }, 'ai_generated_subcategory__isnull=true'],
    [{ field: 'statusName', operator: 'eq', value: 'Odd, one' }, 'status=Odd, one'],
    [{ field: 'statusName', operator: 'in', value: ['A', 'B', 'A'] }, 'status__in=A,B'],
    [{ field: 'statusName', operator: 'in', value: ['A'] }, 'status=A'],
    [{ field: 'priorityName', operator: 'eq', value: 'P1' }, 'priority=P1'],
    [{ field: 'priorityName', operator: 'in', value: ['P1', 'P2'] }, 'priority__in=P1,P2'],
    [{ field: 'priorityName', operator: 'isNull', value: true }, 'priority__isnull=true'],
    [{ field: 'sourceName', operator: 'eq', value: 'Fax' }, 'source=Fax'],
    [{ field: 'sourceName', operator: 'in', value: ['Fax', 'Telex'] }, 'source__in=Fax,Telex'],
    [{ field: 'status', operator: 'eq', value: 'CLOSED' }, 'status__in=Closed,closed,CLOSED'],
    [{ field: 'status', operator: 'in', value: ['NEW', 'CLOSED'] }, 'status__in=New,new,NEW,Closed,closed,CLOSED'],
    [{ field: 'priority', operator: 'eq', value: 'NORMAL' }, 'priority__in=Medium,medium,MEDIUM,Normal,normal,NORMAL'],
    [{ field: 'priority', operator: 'in', value: ['HIGH'] }, 'priority__in=High,high,HIGH'],
    [{ field: 'source', operator: 'eq', value: 'PHONE' }, 'source__in=Phone,phone,PHONE'],
    [{ field: 'source', operator: 'in', value: ['PHONE', 'CHAT'] }, 'source__in=Phone,phone,PHONE,Chat,chat,CHAT'],
    [{ field: 'createdAt', operator: 'gte', value: AT }, 'created_at__gte=2026-03-02T09:14:05.123000Z'],
    [{ field: 'createdAt', operator: 'gt', value: AT }, 'created_at__gte=2026-03-02T09:14:05.124000Z'],
    [{ field: 'createdAt', operator: 'lte', value: AT }, 'created_at__lte=2026-03-02T09:14:05.123999Z'],
    [{ field: 'createdAt', operator: 'lt', value: AT }, 'created_at__lte=2026-03-02T09:14:05.122999Z'],
    [{ field: 'updatedAt', operator: 'gte', value: AT }, 'ticket_updated_at__gte=2026-03-02T09:14:05.123000Z'],
    [{ field: 'updatedAt', operator: 'isNull', value: true }, 'ticket_updated_at__isnull=true'],
    [{ field: 'resolvedAt', operator: 'lt', value: AT }, 'resolved_at__lte=2026-03-02T09:14:05.122999Z'],
    [{ field: 'resolvedAt', operator: 'isNull', value: false }, 'resolved_at__isnull=false'],
    [{ field: 'tags', operator: 'has', value: 'escalated' }, 'tags=escalated'],
  ])('%j is pushed as %s', (predicate, expected) => {
    const { pushed, remaining } = pushDown([predicate], capabilities);

    expect([parametersOf(pushed), remaining]).toEqual([expected, []]);
  });

  it('crosses the second at the ends of a millisecond', () => {
    const filter: TicketFilter = [
      { field: 'createdAt', operator: 'gt', value: '2026-12-31T23:59:59.999Z' },
      { field: 'resolvedAt', operator: 'lt', value: '2027-01-01T00:00:00.000Z' },
    ];

    expect(parametersOf(filter)).toBe(
      'created_at__gte=2027-01-01T00:00:00.000000Z&resolved_at__lte=2026-12-31T23:59:59.999999Z',
    );
  });

  it('sends the tightest of several bounds', () => {
    const filter: TicketFilter = [
      { field: 'createdAt', operator: 'gte', value: '2026-01-01T00:00:00.000Z' },
      { field: 'createdAt', operator: 'gt', value: '2026-01-02T00:00:00.000Z' },
      { field: 'createdAt', operator: 'lte', value: '2026-02-02T00:00:00.000Z' },
      { field: 'createdAt', operator: 'lt', value: '2026-02-02T00:00:00.000Z' },
    ];

    expect(parametersOf(filter)).toBe(
      'created_at__gte=2026-01-02T00:00:00.001000Z&created_at__lte=2026-02-01T23:59:59.999999Z',
    );
  });

  it('sends our value and our name of it as what both allow', () => {
    const filter: TicketFilter = [
      { field: 'status', operator: 'in', value: ['OPEN', 'CLOSED'] },
      { field: 'statusName', operator: 'in', value: ['Closed', 'Odd', 'Open'] },
    ];

    expect(parametersOf(filter)).toBe('status__in=Open,Closed');
  });

  it('sends one wording when a name is equal and allowed', () => {
    const filter: TicketFilter = [
      { field: 'status', operator: 'eq', value: 'OPEN' },
      { field: 'statusName', operator: 'eq', value: 'In Progress' },
      { field: 'statusName', operator: 'in', value: ['In Progress', 'Odd'] },
    ];

    expect(parametersOf(filter)).toBe('status=In Progress');
  });

  it.each<[string, TicketFilter]>([
    ['a user of another system', [{ field: 'user', operator: 'eq', value: 'auth0|17' }]],
    ['a name out of none', [{ field: 'statusName', operator: 'in', value: [] }]],
    ['a value out of none', [{ field: 'source', operator: 'in', value: [] }]],
    ['a value that is none of ours', [{ field: 'priority', operator: 'eq', value: 'WHATEVER' }]],
    [
      'a value and a name that exclude each other',
      [
        { field: 'status', operator: 'eq', value: 'OPEN' },
        { field: 'statusName', operator: 'eq', value: 'Closed' },
      ],
    ],
    [
      'an empty stretch of time',
      [
        { field: 'updatedAt', operator: 'gt', value: AT },
        { field: 'updatedAt', operator: 'lte', value: AT },
      ],
    ],
  ])('of %s can pass nothing', (_name, filter) => {
    const { pushed, remaining } = pushDown(filter, capabilities);

    expect([parametersOf(pushed), remaining]).toEqual([null, []]);
  });

  it.each<[string, Condition]>([
    ['or', { or: [] }],
    ['not', { not: [] }],
    ['subject search', { field: 'search', operator: 'words', value: { words: ['a'], messages: 'ALL' } }],
    ['status.notIn', { field: 'status', operator: 'notIn', value: ['OPEN'] }],
    ['status.isNull', { field: 'status', operator: 'isNull', value: true }],
    ['sourceName.isNull', { field: 'sourceName', operator: 'isNull', value: true }],
  ])('that was not declared is refused, not dropped: %s', (_name, condition) => {
    expect(() => parametersOf([condition])).toThrow('ev.energy does not evaluate');
  });
});

describe('a place in the order', () => {
  const key: TicketKey = { value: AT, backend: 'ev', nativeId: 'x' };
  const descending: TicketOrder = { field: 'CREATED_AT', direction: 'DESC' };
  const ascending: TicketOrder = { field: 'CREATED_AT', direction: 'ASC' };

  it.each<[TicketOrder | null, TicketKey | null, string]>([
    [descending, key, 'created_at__lte=2026-03-02T09:14:05.123999Z'],
    [ascending, key, 'created_at__gte=2026-03-02T09:14:05.123000Z'],
    [descending, null, ''],
    [null, key, ''],
    [ascending, { ...key, value: null }, ''],
    [ascending, { ...key, value: '9999-12-31T23:59:59.999Z' }, ''],
  ])('%j after %j narrows to %j', (order, after, expected) => {
    expect(parametersOf([], { order, after })).toBe(expected);
  });

  it('is combined with the bounds of the filter', () => {
    const filter: TicketFilter = [
      { field: 'createdAt', operator: 'lte', value: '2026-03-01T00:00:00.000Z' },
      { field: 'createdAt', operator: 'gte', value: '2026-02-01T00:00:00.000Z' },
    ];

    expect([
      parametersOf(filter, { order: descending, after: key }),
      parametersOf(filter, { order: descending, after: { ...key, value: '2026-02-02T00:00:00.000Z' } }),
      parametersOf(filter, { order: ascending, after: key }),
    ]).toEqual([
      'created_at__gte=2026-02-01T00:00:00.000000Z&created_at__lte=2026-03-01T00:00:00.000999Z',
      'created_at__gte=2026-02-01T00:00:00.000000Z&created_at__lte=2026-02-02T00:00:00.000999Z',
      null,
    ]);
  });
});

describe('a value that the upstream would not see as it is', () => {
  it.each<Predicate>([
    { field: 'externalTicketId', operator: 'eq', value: '' },
    { field: 'externalTicketId', operator: 'eq', value: ' 1' },
    { field: 'statusName', operator: 'eq', value: 'Open\n' },
    { field: 'statusName', operator: 'eq', value: 'a\u0000b' },
    { field: 'statusName', operator: 'eq', value: 'half \uD83D' },
    { field: 'statusName', operator: 'eq', value: 'x'.repeat(201) },
    { field: 'statusName', operator: 'in', value: ['A', 'B,C'] },
    { field: 'statusName', operator: 'in', value: ['A', ''] },
    { field: 'sourceName', operator: 'in', value: Array.from({ length: 600 }, (_, index) => `s${index}`) },
    { field: 'tags', operator: 'has', value: 'a,b' },
    { field: 'createdAt', operator: 'gt', value: '9999-12-31T23:59:59.999Z' },
    { field: 'createdAt', operator: 'lt', value: '0000-01-01T00:00:00.000Z' },
  ])('stays with the gateway: %j', (predicate) => {
    const split = pushDown([predicate], capabilities);

    expect(split).toEqual({ pushed: [], remaining: [predicate] });
  });
});
