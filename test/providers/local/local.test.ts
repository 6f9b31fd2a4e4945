import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushDown } from '../../../src/provider/push-down.js';
import { ProviderError } from '../../../src/provider/provider-error.js';
import type { Call, Expand, ListRequest, Provider, TicketRow } from '../../../src/provider/provider.js';
import { createLocalProviderDefinition, local } from '../../../src/providers/local/index.js';
import { createStore, type NewTicket, type Store } from '../../../src/store/store.js';
import type { TicketFilter } from '../../../src/ticket/filter.js';
import { addMilliseconds } from '../../../src/ticket/instant.js';
import { compareKeys, ORDER_DIRECTIONS, TICKET_ORDER_FIELDS, toKey } from '../../../src/ticket/order.js';
import { TICKET_PRIORITIES } from '../../../src/ticket/ticket.js';
import { makeUser, NEVER_ABORTED } from '../../store/stores.js';
import { makeMessage, makeTicket } from '../../ticket/tickets.js';
import { countTickets } from '../../provider/counts.js';

const BACKEND = 'local';
const START = '2026-03-02T09:14:05.000Z';
const NOTHING: Expand = { user: false, messages: false };
const EVERYTHING: Expand = { user: true, messages: true };
const ANN = { id: 'user1', email: 'ann@example.com', fullName: 'Ann', organizationId: 'org1', joinedAt: null };

let store: Store;
let provider: Provider;
let upstreamRequests = 0;
const call: Call = { signal: NEVER_ABORTED, onUpstreamRequest: () => (upstreamRequests += 1) };
const tickets: readonly NewTicket[] = Array.from({ length: 20 }, (_, number) => makeRow(number));

beforeAll(async () => {
  store = await createStore({ dataDirectory: null });
  provider = createLocalProviderDefinition(store).create({}, { key: BACKEND, directory: store.directory });
  await store.directory.putOrganizations([{ id: 'org1', name: 'One' }]);
  await store.directory.putUsers([makeUser({ ...ANN })]);
  await store.tickets.insert([
    ...tickets,
    { ticket: makeTicket({ backend: 'another', nativeId: 't0' }), messages: [makeMessage()] },
  ]);
});

afterAll(() => store.close());

/** Every third without an update, every fourth Ann's, every other with a conversation. */
function makeRow(number: number): NewTicket {
  const ticket = makeTicket({
    backend: BACKEND,
    nativeId: `t${number}`,
    owner: number % 4 === 0 ? { userId: 'user1', organizationId: 'org1' } : { userId: null, organizationId: null },
    subject: `number ${number}`,
    status: number % 2 === 0 ? 'OPEN' : null,
    priority: TICKET_PRIORITIES[number % 5] ?? null,
    createdAt: addMilliseconds(START, number % 6),
    updatedAt: number % 3 === 0 ? null : addMilliseconds(START, number % 2),
    revision: '1',
  });
  return number % 2 === 0 ? { ticket, messages: [makeMessage(), makeMessage({ id: 'm2', position: 1 })] } : { ticket };
}

function toRow({ ticket, messages = [] }: NewTicket): TicketRow {
  return { ticket, user: ticket.owner.userId === null ? null : ANN, messages };
}

async function list(request: Partial<ListRequest>): Promise<TicketRow[]> {
  const rows: TicketRow[] = [];
  let cursor: string | null = null;
  do {
    const whole: ListRequest = { filter: [], order: null, after: null, limit: 3, cursor, expand: NOTHING, ...request };
    const page = await provider.listTickets({ ...whole, cursor }, call);
    expect(page.rows.length).toBeLessThanOrEqual(whole.limit);
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}

describe('lists', () => {
  it.each(TICKET_ORDER_FIELDS.flatMap((field) => ORDER_DIRECTIONS.map((direction) => ({ field, direction }))))(
    'come page by page in the order $field $direction',
    async (order) => {
      const rows = await list({ order });

      const keys = tickets.map(({ ticket }) => toKey(ticket, order.field));
      const expected = keys.toSorted((a, b) => compareKeys(a, b, order.direction)).map(({ nativeId }) => nativeId);
      expect(rows.map(({ ticket }) => ticket.nativeId)).toEqual(expected);
    },
  );

  it('begin beyond a place, with the pages after it', async () => {
    const order = { field: 'UPDATED_AT', direction: 'DESC' } as const;
    const all = await list({ order });
    const [, , , , fifth] = all;

    const rows = await list({ order, after: toKey(fifth?.ticket ?? makeTicket(), order.field) });

    expect(rows).toEqual(all.slice(5));
  });

  it('hold every ticket once where no order is asked for', async () => {
    const rows = await list({ limit: 7 });

    expect(rows.map(({ ticket }) => ticket.nativeId).toSorted()).toEqual(
      tickets.map(({ ticket }) => ticket.nativeId).toSorted(),
    );
  });

  it('carry what is asked for, and nothing else', async () => {
    const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
    const expected = tickets
      .toSorted((a, b) => compareKeys(toKey(a.ticket, 'CREATED_AT'), toKey(b.ticket, 'CREATED_AT'), 'ASC'))
      .map(toRow);

    expect(await list({ order, expand: EVERYTHING })).toEqual(expected);
    expect(await list({ order, expand: { user: true, messages: false } })).toEqual(
      expected.map(({ ticket, user }) => ({ ticket, user })),
    );
    expect(await list({ order, expand: NOTHING })).toEqual(expected.map(({ ticket }) => ({ ticket })));
  });

  it('tell of tickets what is looked at, and what tells them apart', async () => {
    const ticketFields = new Set(['subject', 'updatedAt'] as const);
    const order = { field: 'CREATED_AT', direction: 'ASC' } as const;

    const page = await provider.listTickets(
      { filter: [], order, after: null, limit: 100, cursor: null, expand: EVERYTHING },
      { ...call, ticketFields },
    );
    const [one] = tickets;
    const slots = await provider.getTickets([one?.ticket.nativeId ?? ''], EVERYTHING, { ...call, ticketFields });

    const told = ({ ticket, ...rest }: TicketRow) => {
      const { backend, nativeId, owner, createdAt, revision, subject, updatedAt } = ticket;
      return { ...rest, ticket: makeTicket({ backend, nativeId, owner, createdAt, revision, subject, updatedAt }) };
    };
    expect(page.rows).toEqual((await list({ order, expand: EVERYTHING })).map(told));
    expect(slots).toEqual([one && told(toRow(one))]);
    expect(tickets.some(({ ticket }) => ticket.status !== null && ticket.priority !== null)).toBe(true);
  });

  it('are cut to the largest page', async () => {
    const page = await provider.listTickets(
      { filter: [], order: null, after: null, limit: 1_000_000, cursor: null, expand: NOTHING },
      call,
    );

    expect(page.rows).toHaveLength(20);
    expect(page.next).toBeNull();
  });

  it.each([
    '',
    'x',
    '{}',
    '[]',
    '["2026-03-02T09:14:05.000Z"]',
    '[17,"t1"]',
    '[null,"t1"]',
    '["yesterday","t1"]',
    '["2026-03-02T09:14:05.000Z","t1",1]',
  ])('do not go on from %j', async (cursor) => {
    const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
    const request = { filter: [], order, after: null, limit: 1, cursor, expand: NOTHING };

    await expect(provider.listTickets(request, call)).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it('count what they hold', async () => {
    const filter: TicketFilter = [{ not: [{ field: 'status', operator: 'eq', value: 'OPEN' }] }];

    expect(await countTickets(provider, filter, call)).toBe(10);
    expect(await list({ filter })).toHaveLength(10);
  });

  it('have every filter evaluated in SQL', () => {
    const filter: TicketFilter = [
      { field: 'provider', operator: 'notIn', value: ['MOOV'] },
      {
        or: [
          [{ field: 'tags', operator: 'isEmpty', value: true }],
          [{ not: [{ field: 'updatedAt', operator: 'isNull', value: true }] }],
        ],
      },
      { field: 'messages', operator: 'some', value: [] },
      { field: 'search', operator: 'words', value: { words: [], messages: 'ALL' } },
    ];

    expect(pushDown(filter, provider.capabilities)).toEqual({ pushed: filter, remaining: [] });
  });
});

describe('reads by id', () => {
  it('answer in slots', async () => {
    const ids = ['t4', 'missing', 't1', '\0', 't0'];

    const slots = await provider.getTickets(ids, EVERYTHING, call);

    const rows = tickets.map(toRow);
    expect(slots).toEqual([rows[4], null, rows[1], null, rows[0]]);
  });

  it('give whole conversations', async () => {
    const conversations = await provider.listMessages?.(['t1', 'missing', 't2'], call);

    expect(conversations).toEqual([[], null, tickets[2]?.messages]);
  });
});

describe('the provider', () => {
  it('asks no upstream', async () => {
    await provider.probe(call);

    expect(upstreamRequests).toBe(0);
    expect(provider.status()).toEqual({ health: 'HEALTHY', rateLimit: null, breakers: {}, pausedMs: 0 });
  });

  it('takes no options of an upstream', () => {
    expect(local.options.safeParse({}).success).toBe(true);
    expect(local.options.safeParse({ baseUrl: 'https://example.com' }).success).toBe(false);
    expect(local).toMatchObject({ kind: 'LOCAL', name: 'local' });
  });

  it('stops waiting when the caller does', async () => {
    const reason = new Error('gone');
    const aborted: Call = { ...call, signal: AbortSignal.abort(reason) };
    const request = { nativeId: 't0', changes: { humanVerifiedCategory: null }, expectedVersion: null };

    await expect(provider.getTickets(['t0'], NOTHING, aborted)).rejects.toBe(reason);
    await expect(provider.probe(aborted)).rejects.toBe(reason);
    await expect(provider.updateTicket?.(request, aborted)).rejects.toBe(reason);
    expect(provider.status().health).toBe('HEALTHY');
  });

  it('is degraded by a refused query, until the next one that is answered', async () => {
    const after = { value: 'some day', backend: BACKEND, nativeId: 't0' };
    const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
    const request = { filter: [], order, after, limit: 1, cursor: null, expand: NOTHING };

    const error = await provider.listTickets(request, call).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ code: 'UNAVAILABLE', message: 'The store could not list tickets.' });
    expect(provider.status().health).toBe('DEGRADED');
    await provider.probe(call);
    expect(provider.status().health).toBe('HEALTHY');
  });

  it('is down without its store', async () => {
    const closed = await createStore({ dataDirectory: null });
    const orphan = local.create({}, { key: BACKEND, directory: closed.directory, store: closed });
    await closed.close();

    await expect(orphan.probe(call)).rejects.toMatchObject({
      name: 'ProviderError',
      code: 'UNAVAILABLE',
      message: 'The store could not answer.',
    });

    expect(orphan.status().health).toBe('DOWN');
    await orphan.close();
  });
});
