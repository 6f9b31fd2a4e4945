import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvEnergyData } from '../../../src/simulators/ev-energy/index.js';
import { parseLink, startSimulator, walk, type Caller, type Started, type TicketBody } from './start.js';

const data = createEvEnergyData({ tickets: 63, seed: 9 });
const allIds = data.tickets.map(({ id }) => id);
let started: Started;
let caller: Caller;

beforeAll(async () => {
  started = await startSimulator({ data, quota: 100_000 });
  caller = await started.connect(started.simulator.credentials.allAreas);
});

afterAll(() => started.simulator.close());

const ids = (tickets: readonly TicketBody[]): string[] => tickets.map(({ id }) => id);

describe('paging', () => {
  it('gives 25 tickets in id order as a bare array', async () => {
    const tickets = await caller.get<TicketBody[]>('/support_tickets');

    expect(ids(tickets)).toEqual(allIds.slice(0, 25));
  });

  it.each(['', '&status__in=Open,Resolved,Closed', '&user__isnull=false&tags=ai-categorised'])(
    'walks the same list in both directions (%s)',
    async (filter) => {
      const forwards = await walk(caller, `/support_tickets?page_size=4${filter}`);
      const backwards = await walk(
        caller,
        `/support_tickets?page_size=4&page_before=zzzz${'Z'.repeat(26)}${filter}`,
        'previous',
      );

      expect(forwards.length).toBeGreaterThan(8);
      expect(ids(backwards)).toEqual(ids(forwards));
    },
  );

  it('links to both neighbours and keeps filters and expansions', async () => {
    const query = 'status__in=Open%2CClosed&expand=user&expand=messages';
    const first = await caller.send(`/support_tickets/?page_size=3&${query}`);
    const { previous: beforeFirst, next } = parseLink(first.headers);

    const second = await caller.send(next);

    const firstPage = first.body as TicketBody[];
    const secondPage = second.body as TicketBody[];
    const link = (cursor: string) => `${started.simulator.baseUrl}/support_tickets?${query}&page_size=3&${cursor}`;
    expect(beforeFirst).toBe('about:blank');
    expect(next).toBe(link(`page_after=${firstPage[2]?.id}`));
    expect(parseLink(second.headers)).toEqual({
      previous: link(`page_before=${secondPage[0]?.id}`),
      next: link(`page_after=${secondPage[2]?.id}`),
    });
    expect((await caller.send(parseLink(second.headers).previous)).body).toEqual(first.body);
  });

  it('gives the last items before a cursor, in ascending order', async () => {
    const tickets = await caller.get<TicketBody[]>(`/support_tickets?page_size=5&page_before=${allIds[30]}`);

    expect(ids(tickets)).toEqual(allIds.slice(25, 30));
  });

  it('takes a cursor that belongs to no ticket for a position', async () => {
    const stranger = `${allIds[9]?.slice(0, -1)}Z`;

    const { headers, body } = await caller.send(`/support_tickets?page_size=2&page_after=${stranger}`);

    expect(ids(body as TicketBody[])).toEqual(allIds.slice(10, 12));
    expect(parseLink(headers).previous).toContain(`page_before=${allIds[10]}`);
  });

  it('ignores page_before beside page_after', async () => {
    const path = `/support_tickets?page_size=2&page_after=${allIds[5]}&page_before=nonsense`;

    expect(ids(await caller.get<TicketBody[]>(path))).toEqual(allIds.slice(6, 8));
  });

  it('ends exactly on a full last page', async () => {
    const { headers, body } = await caller.send(`/support_tickets?page_size=3&page_after=${allIds[59]}`);

    expect(ids(body as TicketBody[])).toEqual(allIds.slice(60));
    expect(parseLink(headers).next).toBe('about:blank');
  });

  it.each([
    ['page_size', '0'],
    ['page_size', '101'],
    ['page_size', 'ten'],
    ['page_size', '2.5'],
    ['page_after', 'tick1'],
    ['page_before', '1'],
  ])('refuses %s=%s', async (name, value) => {
    const { status, body } = await caller.send(`/support_tickets?${name}=${value}`);

    expect(status).toBe(400);
    expect(body).toEqual({
      type: 'https://api.ev.energy/v2/problems/pagination-parameters/',
      title: 'Invalid pagination parameter',
      detail: `Invalid value for pagination parameter: ${name}`,
      status: 400,
    });
  });
});
