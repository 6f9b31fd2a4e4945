import { describe, expect, it } from 'vitest';
import type { TicketChanges, UpdateOutcome, UpdateRequest } from '../../../src/provider/writes.js';
import { versionOf } from '../../../src/ticket/version.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import {
  detail,
  open,
  PLANTED,
  PRIORITIES,
  reference,
  reply,
  row,
  STATUSES,
  ticketOf,
  type Opened,
  type Script,
} from './upstream.js';

const TABLES: Script = {
  '/objects/statuses': () => STATUSES,
  '/objects/priorities': () => PRIORITIES,
  '/objects/departments': () => [
    { id: 3, name: 'Support', brand: { id: 1, name: 'Acme' } },
    { id: 4, name: 'Support', brand: { id: 2, name: 'Volt' } },
    { id: 5, name: 'Sales' },
  ],
  '/objects/teams': () => [{ id: 2, name: '1st Line', users: [] }],
  '/objects/users': () => [{ id: 5, username: 'sam', first_name: 'Sam', last_name: 'Lee' }],
  '/objects/custom_fields': () => [{ id: 1, name: 'Vehicle', system_name: 'vehicle' }],
};

function tables(...names: string[]): Script {
  return Object.fromEntries(Object.entries(TABLES).filter(([verb]) => names.includes(verb.split('/').at(-1) ?? '')));
}

function update({ provider }: Pick<Opened, 'provider'>, rest: Partial<UpdateRequest>): Promise<UpdateOutcome> {
  if (!provider.updateTicket) throw new Error('The provider cannot update.');
  return provider.updateTicket({ nativeId: reference(1), changes: {}, expectedVersion: null, ...rest }, createCall());
}

const DONE: Script = { '/tickets/update': () => row(1), '/tickets/ticket': () => detail(1, { subject: 'Read back' }) };

describe('an update', () => {
  it('sends what changes by ids and reads the ticket back', async () => {
    const opened = await open({
      ...DONE,
      ...tables('statuses', 'priorities', 'departments', 'teams', 'users', 'custom_fields'),
    });
    const changes: TicketChanges = {
      statusName: 'waiting for customer',
      priority: 'HIGH',
      subject: 'New subject',
      tags: ['offline', 'vip'],
      customFields: { vehicle: null },
      'sirportly.department': 'sales',
      'sirportly.team': '2',
      'sirportly.user': 'Sam Lee',
      'sirportly.sla': null,
      'sirportly.replyDueAt': '2026-03-03T09:00:00.000Z',
      'sirportly.resolutionDueAt': null,
      'sirportly.updatedAt': '2026-03-02T09:00:00.000Z',
      'sirportly.contactMethodData': 'lou@acme.example',
      'sirportly.contactName': 'Lou Ray',
      'sirportly.additionalContactMethods': ['a@acme.example', 'b@acme.example'],
    };

    const outcome = await update(opened, { changes });

    expect(outcome).toMatchObject({ outcome: 'UPDATED', ticket: { subject: 'Read back', customFields: {} } });
    const sent = opened.received.find(({ target }) => target.endsWith('/tickets/update'));
    expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual({
      ticket: reference(1),
      status: '3',
      priority: '5',
      department: '5',
      team: '2',
      user: '5',
      sla: '',
      subject: 'New subject',
      tag_list: 'offline,vip',
      reply_due_at: '2026-03-03T09:00:00.000Z',
      resolution_due_at: '',
      updated_at: '2026-03-02T09:00:00.000Z',
      contact_method_data: 'lou@acme.example',
      contact_name: 'Lou Ray',
      additional_contact_methods: 'a@acme.example,b@acme.example',
      'custom[vehicle]': '',
    });
  });

  it('asks for names once while they are kept', async () => {
    const opened = await open({ ...DONE, ...tables('statuses') }, { options: { tablesKeptMs: 1000 } });
    const write = () => update(opened, { changes: { status: 'CLOSED' } });

    await write();
    await write();
    opened.clock.nowMs += 1000;
    await write();

    expect(opened.log().filter((line) => line.startsWith('/objects'))).toHaveLength(2);
  });

  it('takes the status that its name makes the surest for a value', async () => {
    const statuses = [
      ...STATUSES,
      { id: 7, name: 'Spam', status_type: 1 },
      { id: 8, name: 'Escalated', status_type: 0 },
    ];
    const opened = await open({ ...DONE, '/objects/statuses': () => statuses });

    await update(opened, { changes: { status: 'CLOSED' } });

    expect(opened.log()[1]).toBe('/tickets/update ticket=KD-000001&status=4');
  });

  it('writes while the version is the expected one', async () => {
    const opened = await open({ '/tickets/update': () => row(1), '/tickets/ticket': () => detail(1) });
    const expectedVersion = versionOf(await ticketOf(opened.provider, reference(1)));

    const { outcome } = await update(opened, { changes: { subject: 'New' }, expectedVersion });

    expect(outcome).toBe('UPDATED');
  });

  it('gives the current ticket back and writes nothing when the version is another one', async () => {
    const opened = await open({ '/tickets/ticket': () => detail(1, { subject: 'Now' }) });

    const outcome = await update(opened, { changes: { subject: 'New' }, expectedVersion: 'old' });

    expect(outcome).toMatchObject({ outcome: 'CONFLICT', current: { subject: 'Now' } });
  });

  it('is NOT_FOUND for an id of another form, without a call', async () => {
    const opened = await open({});

    expect(await update(opened, { nativeId: '4107', changes: { subject: 'New' } })).toEqual({ outcome: 'NOT_FOUND' });
  });

  it.each([
    ['the ticket is gone', reply(404, {}), { outcome: 'NOT_FOUND' }],
    [
      'something assigned is',
      detail(1),
      { outcome: 'INVALID', issues: [{ path: [], message: 'names something that does not exist any more' }] },
    ],
  ])('that finds none looks whether %s', async (_name, ticket, expected) => {
    const opened = await open({
      '/tickets/update': () => reply(404, { error: PLANTED }),
      '/tickets/ticket': () => ticket,
    });

    expect(await update(opened, { changes: { subject: 'New' } })).toEqual(expected);
  });

  it('says that it was made when what is read back is no ticket', async () => {
    const opened = await open({ '/tickets/update': () => row(1), '/tickets/ticket': () => ({}) });

    const error = await errorOf(update(opened, { changes: { subject: 'Other' } }));

    expect([error.code, error.outcomeUnknown]).toEqual(['BAD_RESPONSE', true]);
  });

  it('says that it was made when it cannot be read back', async () => {
    const opened = await open({ '/tickets/update': () => row(1), '/tickets/ticket': () => reply(503, {}) });

    const error = await errorOf(update(opened, { changes: { subject: 'New' } }));

    expect([error.code, error.outcomeUnknown, error.message]).toEqual([
      'UNAVAILABLE',
      true,
      'POST /tickets/ticket: answered 503. Try again later. The update of KD-000001 itself was made.',
    ]);
  });
});

describe('a change that cannot be written', () => {
  it.each<[TicketChanges, string[], readonly string[], string]>([
    [
      { statusName: 'Gone' },
      ['statuses'],
      ['statusName'],
      'is no status of this backend; there are "New", "Waiting for Staff", "Waiting for Customer", "Closed"',
    ],
    [
      { status: 'RESOLVED' },
      ['statuses'],
      ['status'],
      'no status of this backend stands for RESOLVED; there are "New", "Waiting for Staff", "Waiting for Customer", "Closed"',
    ],
    [
      { status: 'NEW', statusName: 'Closed' },
      ['statuses'],
      ['statusName'],
      'stands for CLOSED, which contradicts status',
    ],
    [{ status: null }, [], ['status'], 'cannot be cleared'],
    [{ priorityName: null }, [], ['priorityName'], 'cannot be cleared'],
    [{ subject: null }, [], ['subject'], 'cannot be cleared'],
    [{ subject: 'x'.repeat(256) }, [], ['subject'], 'has more than 255 characters'],
    [
      { priority: 'URGENT' },
      ['priorities'],
      ['priority'],
      'no priority of this backend stands for URGENT; there are "Low", "Normal", "High"',
    ],
    [{ tags: ['two words'] }, [], ['tags'], 'must not hold an empty element, nor one with a comma or a space'],
    [
      { 'sirportly.team': 'Gone' },
      ['teams'],
      ['sirportly', 'team'],
      'is no team of this backend: give a name or an id',
    ],
    [
      { 'sirportly.department': 'Support' },
      ['departments'],
      ['sirportly', 'department'],
      'stands for several: give one id, of 3, 4',
    ],
    [{ 'sirportly.department': null }, [], ['sirportly', 'department'], 'cannot be cleared'],
    [{ 'sirportly.contactName': 'Lou' }, [], ['sirportly', 'contactName'], 'goes only with contactMethodData'],
    [{ 'sirportly.contactMethod': 'x' }, [], ['sirportly', 'contactMethod'], 'must be the id of a contact method'],
    [
      { customFields: { other: 'x' } },
      ['custom_fields'],
      ['customFields', 'other'],
      'is no custom field of this backend',
    ],
    [
      { customFields: { 'a]b': 'x' } },
      ['custom_fields'],
      ['customFields', 'a]b'],
      'is no system name: letters, digits and underscores',
    ],
    [
      { customFields: { vehicle: ['x'] } },
      ['custom_fields'],
      ['customFields', 'vehicle'],
      'must be a text, a number, true, false or null',
    ],
  ])('such as %j is told before anything is sent', async (changes, needed, path, message) => {
    const opened = await open(tables(...needed));

    const outcome = await update(opened, { changes });

    expect(outcome).toEqual({ outcome: 'INVALID', issues: [{ path, message }] });
  });

  it('because several staff users are called so does not name them', async () => {
    const users = [5, 6].map((id) => ({ id, username: `sam${id}`, first_name: 'Sam', last_name: 'Lee' }));
    const opened = await open({ '/objects/users': () => users });

    const outcome = await update(opened, { changes: { 'sirportly.user': 'Sam Lee' } });

    const issues = [{ path: ['sirportly', 'user'], message: 'stands for several: give one id' }];
    expect(outcome).toEqual({ outcome: 'INVALID', issues });
  });

  it('because several statuses stand for a value names them', async () => {
    const statuses = [{ id: 1, name: 'Open', status_type: 0 }, ...STATUSES];
    const opened = await open({ '/objects/statuses': () => statuses });

    const outcome = await update(opened, { changes: { status: 'OPEN' } });

    expect(outcome).toEqual({
      outcome: 'INVALID',
      issues: [
        { path: ['status'], message: 'several stand for OPEN: give statusName, one of "Open", "Waiting for Staff"' },
      ],
    });
  });

  it('is not known where no name of the table can be read', async () => {
    const opened = await open({ '/objects/statuses': () => [{ name: 'New' }] });

    const error = await errorOf(update(opened, { changes: { statusName: 'New' } }));

    expect([error.code, error.outcomeUnknown]).toEqual(['BAD_RESPONSE', false]);
  });

  it('leaves custom fields to the upstream where the token may not read their names', async () => {
    const opened = await open({ ...DONE, '/objects/custom_fields': () => reply(403, {}) });

    const { outcome } = await update(opened, { changes: { customFields: { other: true } } });

    expect(outcome).toBe('UPDATED');
    expect(opened.log()[1]).toBe('/tickets/update ticket=KD-000001&custom[other]=true');
  });
});

describe('a refused update', () => {
  it.each([
    [
      { errors: { priority_id: [PLANTED], team_id: [], base: [PLANTED] } },
      [['priorityName'], ['sirportly', 'team'], []],
    ],
    [{ errors: [PLANTED] }, [[]]],
    [PLANTED, [[]]],
    [{ errors: { 'custom.vehicle': [], tag_list: [] } }, [['customFields'], ['tags']]],
  ])('is told in our words (%j)', async (body, paths) => {
    const opened = await open({ ...tables('priorities'), '/tickets/update': () => reply(422, body) });

    const outcome = await update(opened, { changes: { priorityName: 'High' } });

    expect(outcome).toMatchObject({ outcome: 'INVALID', issues: paths.map((path) => ({ path })) });
    expect(JSON.stringify(outcome)).not.toContain(PLANTED);
  });
});
