import { describe, expect, it } from 'vitest';
import {
  VALUE_FIELDS,
  type Condition,
  type MessageFilter,
  type TicketFilter,
  type ValueField,
} from '../../src/ticket/filter.js';
import { matches, matchesMessage, type Candidate } from '../../src/ticket/matches.js';
import type { Message } from '../../src/ticket/message.js';
import { makeCandidate, makeMessage } from './tickets.js';

const ALWAYS_THERE: ReadonlySet<string> = new Set(['backend', 'provider']);

/** A candidate whose field has the value 'EV_ENERGY', which is good for a provider as well. */
function withValue(field: ValueField): Candidate {
  const candidate = makeCandidate();
  if (field === 'provider') return { ...candidate, provider: 'EV_ENERGY' };
  if (field === 'user') return makeCandidate({ owner: { userId: 'EV_ENERGY', organizationId: 'MOOV' } });
  if (field === 'organization') return makeCandidate({ owner: { userId: 'MOOV', organizationId: 'EV_ENERGY' } });
  return { ...candidate, ticket: Object.assign({}, candidate.ticket, { [field]: 'EV_ENERGY' }) };
}

describe.each(VALUE_FIELDS)('the field %s', (field) => {
  const there = withValue(field);
  const missing = makeCandidate();

  it.each<[Condition, boolean, boolean]>([
    [{ field, operator: 'eq', value: 'EV_ENERGY' }, true, false],
    [{ field, operator: 'eq', value: 'ev_energy' }, false, false],
    [{ field, operator: 'eq', value: 'EV_ENERGY ' }, false, false],
    [{ field, operator: 'eq', value: '' }, false, false],
    [{ field, operator: 'eq', value: 'null' }, false, false],
    [{ field, operator: 'in', value: ['x', 'EV_ENERGY'] }, true, false],
    [{ field, operator: 'in', value: ['x', 'null', ''] }, false, false],
    [{ field, operator: 'in', value: [] }, false, false],
    [{ field, operator: 'notIn', value: ['x', 'EV_ENERGY'] }, false, true],
    [{ field, operator: 'notIn', value: ['x', 'null', ''] }, true, true],
    [{ field, operator: 'notIn', value: [] }, true, true],
    [{ field, operator: 'isNull', value: true }, false, !ALWAYS_THERE.has(field)],
    [{ field, operator: 'isNull', value: false }, true, ALWAYS_THERE.has(field)],
  ])('%j: %s with a value, %s without', (condition, expected, expectedWithout) => {
    expect(matches([condition], there)).toBe(expected);
    expect(matches([condition], missing)).toBe(expectedWithout);
    expect(matches([{ not: [condition] }], there)).toBe(!expected);
    expect(matches([{ not: [condition] }], missing)).toBe(!expectedWithout);
  });
});

describe.each(['createdAt', 'updatedAt', 'resolvedAt'] as const)('the time %s', (field) => {
  const value = '2026-03-02T09:14:05.000Z';
  const bounds = ['2026-03-02T09:14:04.999Z', value, '2026-03-02T09:14:05.001Z'];
  const candidate = makeCandidate({ [field]: value });

  it.each([
    ['gte', [true, true, false]],
    ['gt', [true, false, false]],
    ['lte', [false, true, true]],
    ['lt', [false, false, true]],
  ] as const)('%s the millisecond before, itself, the one after: %j', (operator, expected) => {
    expect(bounds.map((bound) => matches([{ field, operator, value: bound }], candidate))).toEqual(expected);
  });

  it.each(['gte', 'gt', 'lte', 'lt'] as const)(
    'passes no %s when it is missing, nor its opposite by accident',
    (operator) => {
      const missing = makeCandidate({ createdAt: '', updatedAt: null, resolvedAt: null });
      const withoutTime = field === 'createdAt' ? 'resolvedAt' : field;
      const condition: Condition = { field: withoutTime, operator, value };

      expect(matches([condition], missing)).toBe(false);
      expect(matches([{ not: [condition] }], missing)).toBe(true);
    },
  );

  it('is null or not', () => {
    const other = field === 'createdAt' ? 'updatedAt' : field;

    expect(matches([{ field, operator: 'isNull', value: false }], candidate)).toBe(true);
    expect(matches([{ field, operator: 'isNull', value: true }], candidate)).toBe(false);
    expect(matches([{ field: other, operator: 'isNull', value: true }], makeCandidate())).toBe(true);
  });
});

describe('tags', () => {
  it.each<[Condition, boolean, boolean]>([
    [{ field: 'tags', operator: 'has', value: 'a' }, true, false],
    [{ field: 'tags', operator: 'has', value: 'A' }, false, false],
    [{ field: 'tags', operator: 'has', value: 'ab' }, false, false],
    [{ field: 'tags', operator: 'has', value: '' }, false, false],
    [{ field: 'tags', operator: 'hasAny', value: ['x', 'b'] }, true, false],
    [{ field: 'tags', operator: 'hasAny', value: ['x'] }, false, false],
    [{ field: 'tags', operator: 'hasAny', value: [] }, false, false],
    [{ field: 'tags', operator: 'hasAll', value: ['b', 'a'] }, true, false],
    [{ field: 'tags', operator: 'hasAll', value: ['a', 'a'] }, true, false],
    [{ field: 'tags', operator: 'hasAll', value: ['a', 'x'] }, false, false],
    [{ field: 'tags', operator: 'hasAll', value: [] }, true, true],
    [{ field: 'tags', operator: 'isEmpty', value: true }, false, true],
    [{ field: 'tags', operator: 'isEmpty', value: false }, true, false],
  ])('%j: %s of a and b, %s of none', (condition, expected, expectedOfNone) => {
    expect(matches([condition], makeCandidate({ tags: ['a', 'b'] }))).toBe(expected);
    expect(matches([condition], makeCandidate({ tags: [] }))).toBe(expectedOfNone);
    expect(matches([{ not: [condition] }], makeCandidate({ tags: ['a', 'b'] }))).toBe(!expected);
  });
});

describe('one message', () => {
  const message = makeMessage({ position: 2, type: 'CUSTOMER_RESPONSE', createdAt: '2026-03-02T09:14:05.000Z' });

  it.each<[MessageFilter, boolean]>([
    [[], true],
    [[{ field: 'type', operator: 'in', value: ['CUSTOMER_RESPONSE', 'INITIAL_REQUEST'] }], true],
    [[{ field: 'type', operator: 'in', value: ['INITIAL_REQUEST'] }], false],
    [[{ field: 'type', operator: 'in', value: [] }], false],
    [[{ field: 'position', operator: 'eq', value: 2 }], true],
    [[{ field: 'position', operator: 'eq', value: 1 }], false],
    [[{ field: 'position', operator: 'gte', value: 2 }], true],
    [[{ field: 'position', operator: 'gte', value: 3 }], false],
    [[{ field: 'position', operator: 'lte', value: 2 }], true],
    [[{ field: 'position', operator: 'lte', value: 1 }], false],
    [[{ field: 'visibility', operator: 'eq', value: 'PUBLIC' }], true],
    [[{ field: 'visibility', operator: 'eq', value: 'INTERNAL' }], false],
    [[{ field: 'createdAt', operator: 'gte', value: '2026-03-02T09:14:05.000Z' }], true],
    [[{ field: 'createdAt', operator: 'gt', value: '2026-03-02T09:14:05.000Z' }], false],
    [[{ field: 'createdAt', operator: 'lte', value: '2026-03-02T09:14:05.000Z' }], true],
    [[{ field: 'createdAt', operator: 'lt', value: '2026-03-02T09:14:05.000Z' }], false],
    [
      [
        { field: 'position', operator: 'eq', value: 2 },
        { field: 'visibility', operator: 'eq', value: 'INTERNAL' },
      ],
      false,
    ],
  ])('%j: %s', (filter, expected) => {
    expect(matchesMessage(filter, message)).toBe(expected);
  });

  it('without a time passes no comparison with one', () => {
    const value = '2026-03-02T09:14:05.000Z';
    const operators = ['gte', 'gt', 'lte', 'lt'] as const;
    const untimed = makeMessage({ createdAt: null });

    expect(operators.map((operator) => matchesMessage([{ field: 'createdAt', operator, value }], untimed))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('the messages of a ticket', () => {
  const messages: readonly Partial<Message>[] = [
    { position: 0, type: 'INITIAL_REQUEST', text: 'My charger broke' },
    { position: 1, type: 'HUMAN_AGENT_RESPONSE', visibility: 'INTERNAL', text: 'Secret refund' },
  ];
  const candidate = makeCandidate({ subject: 'Wallbox', conversationSummary: 'It hums' }, messages);

  it.each<[MessageFilter, boolean]>([
    [[], true],
    [[{ field: 'position', operator: 'eq', value: 1 }], true],
    [[{ field: 'position', operator: 'eq', value: 2 }], false],
    [
      [
        { field: 'position', operator: 'eq', value: 0 },
        { field: 'visibility', operator: 'eq', value: 'INTERNAL' },
      ],
      false,
    ],
    [
      [
        { field: 'position', operator: 'eq', value: 1 },
        { field: 'visibility', operator: 'eq', value: 'INTERNAL' },
      ],
      true,
    ],
  ])('pass when one of them passes all of %j: %s', (value, expected) => {
    expect(matches([{ field: 'messages', operator: 'some', value }], candidate)).toBe(expected);
    expect(matches([{ field: 'messages', operator: 'some', value }], makeCandidate())).toBe(false);
  });

  it.each<[readonly string[], boolean, boolean]>([
    [[], true, true],
    [['wallbox'], true, true],
    [['hums'], true, true],
    [['charger'], true, true],
    [['wallbox', 'charger', 'hums'], true, true],
    [['refund'], false, true],
    [['wallbox', 'refund'], false, true],
    [['charge'], false, false],
    [['wallbox', 'nowhere'], false, false],
    [['Wallbox'], false, false],
  ])('are searched for %j: %s in public, %s in all', (words, inPublic, inAll) => {
    const search = (which: 'PUBLIC' | 'ALL'): TicketFilter => [
      { field: 'search', operator: 'words', value: { words, messages: which } },
    ];

    expect(matches(search('PUBLIC'), candidate)).toBe(inPublic);
    expect(matches(search('ALL'), candidate)).toBe(inAll);
  });

  it('must have been read to be judged', () => {
    const unread: Candidate = { ...candidate, messages: null };

    expect(() => matches([{ field: 'messages', operator: 'some', value: [] }], unread)).toThrow('moov-eu/t1');
    expect(matches([{ field: 'user', operator: 'isNull', value: true }], unread)).toBe(true);
  });
});

describe('conditions put together', () => {
  const yes: Condition = { field: 'tags', operator: 'isEmpty', value: true };
  const no: Condition = { field: 'tags', operator: 'isEmpty', value: false };

  it.each<[TicketFilter, boolean]>([
    [[], true],
    [[yes, yes], true],
    [[yes, no], false],
    [[{ or: [] }], false],
    [[{ or: [[]] }], true],
    [[{ or: [[no], [yes]] }], true],
    [[{ or: [[no], [yes, no]] }], false],
    [[{ not: [] }], false],
    [[{ not: [no] }], true],
    [[{ not: [yes, no] }], true],
    [[{ not: [yes, yes] }], false],
    [[{ not: [{ or: [] }] }], true],
    [[{ not: [{ not: [yes] }] }], true],
    [[yes, { or: [[{ not: [{ or: [[no], [no]] }] }]] }], true],
  ])('%j: %s', (filter, expected) => {
    expect(matches(filter, makeCandidate())).toBe(expected);
  });
});
