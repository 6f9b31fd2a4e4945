import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSirportlyUpdate } from '../../../src/simulators/sirportly/index.js';
import { createDesk, createTicket, startSimulator, type Started } from './start.js';

const at = (time: string): number => Date.parse(time);

function createMessage(id: number, message: string, isPrivate = false) {
  const author = { type: 'user', id: 1 } as const;
  return createSirportlyUpdate({ id, message, isPrivate, author, postedAtMs: at('2026-03-01T10:00:00Z') });
}

const tickets = [
  createTicket({
    id: 1,
    subject: 'Charger offline',
    updates: [createMessage(1, 'Hello. My charger is OFFLINE!\nThe car is not.')],
  }),
  createTicket({ id: 2, subject: 'Invoice', updates: [createMessage(2, 'The charger seems to be offline.', true)] }),
  createTicket({ id: 3, subject: 'Offline', submittedAtMs: at('2026-03-20T09:00:00Z') }),
  createTicket({ id: 4, subject: 'Chargers', submittedAtMs: at('2026-03-21T09:00:00Z') }),
];

let started: Started;

beforeAll(async () => {
  started = await startSimulator({ data: createDesk(tickets) });
});

afterAll(() => started.simulator.close());

interface SearchBody {
  readonly query: string;
  readonly pagination: unknown;
  readonly records: readonly { readonly ticket: { readonly reference: string }; readonly highlights: unknown }[];
}

describe('a search', () => {
  it('finds tickets with every word, as reduced rows with the words marked', async () => {
    const body = await started.read<SearchBody>('tickets/search', { query: 'offline CHARGER' });

    expect(body.query).toBe('offline CHARGER');
    expect(body.pagination).toEqual({ page: 1, offset: 0, per_page: 30, pages: 1, total_records: 2 });
    expect(body.records.map(({ ticket }) => ticket.reference)).toEqual(['AA-000001', 'AA-000002']);
    expect(body.records[0]).toEqual({
      ticket: {
        id: 1,
        reference: 'AA-000001',
        subject: 'Charger offline',
        submitted_at: '2026-03-01T09:00:00+00:00',
        last_respondant: 'user',
        last_update_posted_at: '2026-03-01T10:00:00+00:00',
        department: {
          id: 1,
          name: 'Technical Support',
          private: false,
          brand: { id: 1, name: 'Northgate Charging', url: 'https://northgate.example', phone: '+44 20 7946 0000' },
        },
        status: { id: 1, name: 'New', colour: '9fc92d', status_type: 0 },
      },
      highlights: ['{{{Charger}}} {{{offline}}}', 'My {{{charger}}} is {{{OFFLINE}}}!'],
    });
  });

  it('finds whole words only, and the newest ticket first', async () => {
    const body = await started.read<SearchBody>('tickets/search', { query: 'Offline' });

    expect(body.records.map(({ ticket }) => ticket.reference)).toEqual(['AA-000003', 'AA-000001', 'AA-000002']);
  });

  it('has no records on a page after the last', async () => {
    const body = await started.read<SearchBody>('tickets/search', { query: 'offline', page: '2' });

    expect(body.records).toEqual([]);
  });

  it('needs a query', async () => {
    const { status, body } = await started.call('tickets/search', { query: ' ' });

    expect({ status, body }).toEqual({ status: 422, body: { errors: { query: ["can't be blank"] } } });
  });

  it('of nothing but signs finds nothing', async () => {
    const body = await started.read<SearchBody>('tickets/search', { query: '%*' });

    expect(body.records).toEqual([]);
  });
});
