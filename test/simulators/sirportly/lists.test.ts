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
    subject: 'beta',
    contactId: 1,
    statusId: 1,
    updatedAtMs: at('2026-03-03T00:00:00Z'),
    replyDueAtMs: at('2026-03-04T00:00:00Z'),
  }),
  createTicket({
    id: 2,
    subject: 'Alpha',
    contactId: 1,
    statusId: 4,
    departmentId: 3,
    updatedAtMs: at('2026-03-02T00:00:00Z'),
    firstResponseMinutes: 100,
  }),
  createTicket({ id: 3, subject: 'alpha', contactId: 2, statusId: 5, updatedAtMs: at('2026-03-02T00:00:00Z') }),
  createTicket({
    id: 4,
    subject: 'Gamma',
    contactId: 1,
    statusId: 6,
    submittedAtMs: at('2026-02-01T00:00:00Z'),
    updatedAtMs: at('2026-03-05T00:00:00Z'),
    firstResponseMinutes: 20,
  }),
];

const contacts = [
  createContact({ id: 1, name: '2', reference: 'C-1' }),
  createContact({ id: 2, name: 'Pat Doe', reference: '' }),
  createContact({ id: 3, name: 'c-1' }),
];

let started: Started;

beforeAll(async () => {
  started = await startSimulator({ data: createDesk(tickets, contacts) });
});

afterAll(() => started.simulator.close());

describe('a page', () => {
  it('has thirty records, and says how many pages there are', async () => {
    const many = Array.from({ length: 65 }, (_, index) => createTicket({ id: index + 1 }));
    const { simulator, read } = await startSimulator({ data: createDesk(many) });

    const pages = await Promise.all(['1', '3', '4', 'x'].map((page) => read<Page>('tickets/all', { page })));
    await simulator.close();

    const common = { per_page: 30, pages: 3, total_records: 65 };
    expect(pages.map(({ pagination }) => pagination)).toEqual([
      { page: 1, offset: 0, ...common },
      { page: 3, offset: 60, ...common },
      { page: 4, offset: 90, ...common },
      { page: 1, offset: 0, ...common },
    ]);
    expect(pages.map(({ records }) => records.length)).toEqual([30, 5, 0, 30]);
  });

  it('of nothing is empty', async () => {
    const { simulator, read } = await startSimulator({ data: createDesk([]) });

    const page = await read<Page>('tickets/all');
    await simulator.close();

    expect(page).toEqual({
      pagination: { page: 1, offset: 0, per_page: 30, pages: 0, total_records: 0 },
      records: [],
    });
  });
});

describe('the list of all tickets', () => {
  it.each([
    { sort: {}, order: [1, 2, 3, 4] },
    { sort: { sort_by: 'updated_at' }, order: [2, 3, 1, 4] },
    { sort: { sort_by: 'updated_at', order: 'desc' }, order: [4, 1, 2, 3] },
    { sort: { sort_by: 'created_at' }, order: [4, 1, 2, 3] },
    { sort: { sort_by: 'reference', order: 'desc' }, order: [4, 3, 2, 1] },
    { sort: { sort_by: 'subject' }, order: [2, 3, 1, 4] },
    { sort: { sort_by: 'reply_due_at' }, order: [2, 3, 4, 1] },
    { sort: { sort_by: 'first_response_time' }, order: [1, 3, 4, 2] },
    { sort: { sort_by: 'first_response_time', order: 'desc' }, order: [2, 4, 1, 3] },
    { sort: { sort_by: 'last_update_posted_at', order: 'desc' }, order: [1, 2, 3, 4] },
    { sort: { sort_by: 'status', order: 'desc' }, order: [1, 2, 3, 4] },
    { sort: { sort_by: 'submitted_at', order: 'desc' }, order: [1, 2, 3, 4] },
  ])('has the order $order when asked for $sort', async ({ sort, order }) => {
    const page = await started.read<Page>('tickets/all', sort);

    expect(referencesOf(page)).toEqual(order.map((id) => `AA-00000${id}`));
  });
});

describe('the list of a contact’s tickets', () => {
  it.each([
    { contact: '1', ids: [1, 2, 4] },
    { contact: 'c-1', ids: [1, 2, 4] },
    { contact: 'pat doe', ids: [3] },
    { contact: '2', ids: [3] },
    { contact: '3', ids: [] },
  ])('is found by $contact, an id before a reference before a name', async ({ contact, ids }) => {
    const page = await started.read<Page>('tickets/contact', { contact });

    expect(referencesOf(page)).toEqual(ids.map((id) => `AA-00000${id}`));
  });

  it.each([
    { form: { brand: 'voltway fleet' }, ids: [2] },
    { form: { brand: '1' }, ids: [1, 4] },
    { form: { status_types: '0,2' }, ids: [1, 2] },
    { form: { status_types: '1' }, ids: [4] },
    { form: { sort_by: 'updated_at' }, ids: [2, 1, 4] },
    { form: { sort_by: 'updated_at', order: 'desc' }, ids: [4, 1, 2] },
  ])('is narrowed and sorted by $form', async ({ form, ids }) => {
    const page = await started.read<Page>('tickets/contact', { contact: '1', ...form });

    expect(referencesOf(page)).toEqual(ids.map((id) => `AA-00000${id}`));
  });

  it('is found by the old name of the parameter in the first edition only', async () => {
    const first = await started.callFirst('tickets/contact', { customer: '1' });
    const second = await started.call('tickets/contact', { customer: '1' });

    expect([first.status, second.status]).toEqual([200, 404]);
  });

  it.each([
    { form: { contact: '' }, what: 'contact' },
    { form: { contact: 'nobody' }, what: 'contact' },
    { form: { contact: '1', brand: 'nothing' }, what: 'brand' },
  ])('is not found for $form', async ({ form, what }) => {
    const { status, body } = await started.call('tickets/contact', form);

    expect({ status, body }).toEqual({ status: 404, body: { error: `The requested ${what} could not be found` } });
  });
});
