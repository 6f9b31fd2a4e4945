import { describe, expect, it } from 'vitest';
import type { TicketChanges } from '../../src/provider/writes.js';
import { applyChanges, mergeCustomFields } from '../../src/store/apply-changes.js';
import type { Ticket } from '../../src/ticket/ticket.js';
import { makeTicket } from '../ticket/tickets.js';

const NOW = '2026-05-04T10:00:00.000Z';
const EARLIER = '2026-04-01T00:00:00.000Z';
const OPEN = { status: 'OPEN', statusName: 'In work', priority: 'HIGH', priorityName: 'P2' } as const;
const RESOLVED = { status: 'RESOLVED', resolvedAt: EARLIER } as const;
const CLOSED = { status: 'CLOSED', resolvedAt: EARLIER, closedAt: EARLIER } as const;

describe('changes', () => {
  it.each<[string, Partial<Ticket>, TicketChanges, Partial<Ticket>]>([
    ['a new status loses the old wording', OPEN, { status: 'PENDING' }, { status: 'PENDING', statusName: null }],
    ['the same status keeps its wording', OPEN, { status: 'OPEN' }, {}],
    [
      'a status can bring its wording',
      OPEN,
      { status: 'NEW', statusName: 'Neu' },
      { status: 'NEW', statusName: 'Neu' },
    ],
    ['a wording alone leaves the status', OPEN, { statusName: 'Asleep' }, { statusName: 'Asleep' }],
    ['no status has no wording', OPEN, { status: null }, { status: null, statusName: null }],
    [
      'a wording can stand for no status',
      OPEN,
      { status: null, statusName: 'Odd' },
      { status: null, statusName: 'Odd' },
    ],
    ['a wording can be cleared', OPEN, { statusName: null }, { statusName: null }],
    ['a new priority loses the old wording', OPEN, { priority: 'LOW' }, { priority: 'LOW', priorityName: null }],
    ['the same priority keeps its wording', OPEN, { priority: 'HIGH' }, {}],
    [
      'a priority can bring its wording',
      OPEN,
      { priority: 'LOW', priorityName: 'P4' },
      { priority: 'LOW', priorityName: 'P4' },
    ],
    ['a priority’s wording leaves it', OPEN, { priorityName: 'P1' }, { priorityName: 'P1' }],
    ['no priority has no wording', OPEN, { priority: null }, { priority: null, priorityName: null }],
    ['a subject is replaced', { subject: 'old' }, { subject: 'new' }, { subject: 'new' }],
    ['a subject is cleared', { subject: 'old' }, { subject: null }, { subject: null }],
    ['tags are replaced, each once', { tags: ['a'] }, { tags: ['c', 'b', 'c', 'C'] }, { tags: ['c', 'b', 'C'] }],
    ['tags are cleared', { tags: ['a'] }, { tags: null }, { tags: [] }],
    [
      'custom fields are merged',
      { customFields: { a: 1, b: 2 } },
      { customFields: { a: null, c: null, d: [null] } },
      { customFields: { b: 2, d: [null] } },
    ],
    ['custom fields begin', {}, { customFields: { a: 1 } }, { customFields: { a: 1 } }],
    ['custom fields are cleared', { customFields: { a: 1 } }, { customFields: null }, { customFields: null }],
    ['resolved is an end', { status: 'OPEN' }, { status: 'RESOLVED' }, { status: 'RESOLVED', resolvedAt: NOW }],
    [
      'closed is an end of both',
      { status: null },
      { status: 'CLOSED' },
      { status: 'CLOSED', resolvedAt: NOW, closedAt: NOW },
    ],
    ['closing keeps the time of the resolution', RESOLVED, { status: 'CLOSED' }, { status: 'CLOSED', closedAt: NOW }],
    ['resolved is no longer closed', CLOSED, { status: 'RESOLVED' }, { status: 'RESOLVED', closedAt: null }],
    ['open has no end', CLOSED, { status: 'OPEN' }, { status: 'OPEN', resolvedAt: null, closedAt: null }],
    ['no status has no end', RESOLVED, { status: null }, { status: null, resolvedAt: null }],
    ['closed stays closed when it was', CLOSED, { status: 'CLOSED' }, {}],
    ['a wording moves no end', CLOSED, { statusName: 'Done' }, { statusName: 'Done' }],
  ])('%s', (_name, before, changes, after) => {
    const ticket = makeTicket({ ...before, updatedAt: EARLIER });

    expect(applyChanges(ticket, changes, NOW)).toEqual({ ...ticket, ...after, updatedAt: NOW });
  });
});

describe('merging custom fields', () => {
  it.each(['__proto__', 'constructor', 'toString'])('takes %s for a key like any other', (key) => {
    const fields = Object.fromEntries([[key, 1]]);

    const merged = mergeCustomFields(fields, Object.fromEntries([[key, { a: 1 }]]));

    expect(Object.entries(merged ?? {})).toEqual([[key, { a: 1 }]]);
    expect(mergeCustomFields(fields, { other: null })).toEqual(fields);
    expect(Object.keys(mergeCustomFields(fields, Object.fromEntries([[key, null]])) ?? {})).toEqual([]);
  });
});
