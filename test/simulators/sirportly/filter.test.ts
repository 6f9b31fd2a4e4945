import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createContact,
  createDesk,
  createTicket,
  referencesOf,
  startSimulator,
  type Page,
  type Started,
} from './start.js';

const at = (time: string): number => Date.parse(time);

const tickets = [
  createTicket({
    id: 1,
    contactId: 1,
    updatedAtMs: at('2026-03-02T00:00:00Z'),
    source: { type: 'IncomingAddress', id: 1, name: 'Support', address: 'help@acme.example' },
  }),
  createTicket({ id: 2, statusId: 4, priorityId: 4, teamId: 1, userId: 1, updatedAtMs: at('2026-03-03T00:00:00Z') }),
  createTicket({ id: 3, statusId: 5, teamId: 1, userId: 1 }),
  createTicket({ id: 4, statusId: 2, teamId: 1, updatedAtMs: at('2026-03-04T00:00:00Z') }),
  createTicket({ id: 5, statusId: 3, teamId: 1, userId: 1, updatedAtMs: at('2026-03-01T00:00:00Z') }),
];

let started: Started;

beforeAll(async () => {
  started = await startSimulator({ data: createDesk(tickets, [createContact({ id: 1, name: 'Pat Doe' })]) });
});

afterAll(() => started.simulator.close());

describe('a saved filter', () => {
  it('answers itself and rows whose cells stand where it has their names', async () => {
    const body = await started.read('tickets/filter', { filter: 'all OPEN tickets', 'conditions[status]': 'new' });

    expect(body).toEqual({
      filter: {
        id: 1,
        name: 'All open tickets',
        description: 'Everything that is not closed',
        icon: 1,
        order: 'desc',
        sort: 'updated_at',
        conditions: { all: [{ var: 'status_type', operator: 'in', data: '0,2' }], any: [] },
        cols: ['status', 'source', 'details', 'contact', 'priority', 'updated_at'],
      },
      pagination: { page: 1, offset: 0, per_page: 30, pages: 1, total_records: 1 },
      records: [
        {
          reference: 'AA-000001',
          cols: [
            { name: 'New', colour: '9fc92d' },
            'IncomingAddress',
            'Subject 1',
            'Pat Doe',
            { text: 'Normal', colour: '0097cf' },
            '2026-03-02T00:00:00+00:00',
          ],
        },
      ],
    });
  });

  it('answers the tickets themselves, without updates, when asked for raw rows', async () => {
    const all = await started.read<Page>('tickets/all');

    const body = await started.read<Page>('tickets/filter', { filter: '1', raw: '1', 'conditions[status]': 'new' });

    expect(body.records).toEqual([all.records[0]]);
  });

  it.each([
    { form: { filter: '1' }, ids: [4, 2, 1, 5] },
    { form: { filter: '1', order: 'asc' }, ids: [5, 1, 2, 4] },
    { form: { filter: '1', sort: 'reference' }, ids: [5, 4, 2, 1] },
    { form: { filter: '1', sort_by: 'reference', order: 'asc' }, ids: [5, 1, 2, 4] },
    { form: { filter: '1', 'conditions[priority]': 'urgent' }, ids: [2] },
    { form: { filter: '1', 'conditions[status]': '4', 'conditions[priority]': '1' }, ids: [] },
    { form: { filter: '1', 'conditions[colour]': 'red' }, ids: [4, 2, 1, 5] },
    { form: { filter: '2' }, ids: [] },
    { form: { filter: 'My tickets', user: 'sam' }, ids: [5] },
    { form: { filter: '3', user: 'sam@staff.example' }, ids: [4] },
    { form: { filter: '3', user: 'priya' }, ids: [] },
  ])('has the tickets $ids for $form', async ({ form, ids }) => {
    const body = await started.read<Page>('tickets/filter', form);

    expect(referencesOf(body)).toEqual(ids.map((id) => `AA-00000${id}`));
  });

  it('is that of the user whose token it is', async () => {
    const { body } = await started.callAsUser('tickets/filter', { filter: '2' });

    expect(referencesOf(body as Page)).toEqual(['AA-000005']);
  });

  it('has the old name of its contact column in the first edition', async () => {
    const { body } = await started.callFirst('tickets/filter', { filter: '2' });

    expect((body as { filter: { cols: string[] } }).filter.cols).toEqual([
      'status',
      'details',
      'customer',
      'priority',
      'updated_at',
    ]);
  });

  it.each([{}, { filter: 'nothing' }, { filter: '1', user: 'nobody' }, { filter: '1', 'conditions[status]': 'lost' }])(
    'is not found for %o',
    async (form) => {
      const { status } = await started.call('tickets/filter', form);

      expect(status).toBe(404);
    },
  );
});
