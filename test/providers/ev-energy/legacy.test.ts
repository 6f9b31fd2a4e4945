import { describe, expect, it } from 'vitest';
import type { Expand, Provider, TicketRow } from '../../../src/provider/provider.js';
import { createCall, errorOf, reasonOf } from '../../provider/http/calls.js';
import { json, silence } from '../../provider/http/test-server.js';
import { open, page, row, ticketId, userId } from './upstream.js';

const NO_EXPAND = { user: false, messages: false };
const WITH_MESSAGES = { user: false, messages: true };

/** A row of the older shape: a message of the ticket `external`. */
function legacyRow(number: number, external: string, position: number) {
  return row(number, {
    external_ticket_id: external,
    position,
    message_type: position === 0 ? 'Initial Request' : 'Human Agent Response',
    message: `Message ${position} of ${external}`,
    message_clean: null,
  });
}

/** The same, of a user. */
function ownedRow(user: number, ...rest: Parameters<typeof legacyRow>) {
  return { ...legacyRow(...rest), user: `https://api.example.test/v2/users/${userId(user)}` };
}

function list(provider: Provider, expand: Expand, cursor: string | null = null) {
  return provider.listTickets({ filter: [], order: null, after: null, limit: 25, cursor, expand }, createCall());
}

function summarize(rows: readonly TicketRow[]) {
  return rows.map(({ ticket, messages }) => [
    ticket.nativeId,
    ticket.externalTicketId,
    messages?.map(({ text }) => text),
  ]);
}

describe('rows of the older shape', () => {
  it('are one ticket for each external id, without a look-up when their first is at hand', async () => {
    const rows = [legacyRow(1, 'a', 0), legacyRow(2, 'b', 0), legacyRow(3, 'a', 1), row(4), legacyRow(5, 'a', 2)];
    const { provider, log } = await open(() => ({ 'GET /support_tickets?page_size=100': page(rows) }));

    const answer = await list(provider, NO_EXPAND);

    expect(summarize(answer.rows)).toEqual([
      [ticketId(1), 'a', undefined],
      [ticketId(2), 'b', undefined],
      [ticketId(4), 'ext-4', undefined],
    ]);
    expect(answer.rows.map(({ ticket }) => ticket.details)).toEqual([
      { kind: 'EV_ENERGY', userUrl: null, hasLegacyShape: true },
      { kind: 'EV_ENERGY', userUrl: null, hasLegacyShape: true },
      { kind: 'EV_ENERGY', userUrl: null, hasLegacyShape: false },
    ]);
    expect(log()).toHaveLength(1);
  });

  it('fail the page when the look-up of a ticket comes without a row of it', async () => {
    const { provider } = await open(() => ({
      'GET /support_tickets?page_size=100': page([legacyRow(3, 'a', 1)]),
      'GET /support_tickets?page_size=100&external_ticket_id=a': page([]),
    }));

    expect((await errorOf(list(provider, NO_EXPAND))).code).toBe('BAD_RESPONSE');
  });

  it('fail the page when the look-up of a ticket has a row that cannot be read', async () => {
    const { provider } = await open(() => ({
      'GET /support_tickets?page_size=100': page([legacyRow(3, 'a', 1)]),
      'GET /support_tickets?page_size=100&external_ticket_id=a': page([
        { ...legacyRow(1, 'a', 0), created_at: 'soon' },
        legacyRow(3, 'a', 1),
      ]),
    }));

    expect((await errorOf(list(provider, NO_EXPAND))).code).toBe('BAD_RESPONSE');
  });

  it('are weighed by the look-ups that a page of them may take, once they were seen', async () => {
    const { provider } = await open(() => ({ 'GET /support_tickets?page_size=100': page([legacyRow(1, 'a', 0)]) }));
    const pageCost = () => provider.capabilities.requests?.list([], false).page;
    const before = pageCost();

    await list(provider, NO_EXPAND);

    expect([before, pageCost()]).toEqual([3, 101]);
  });

  it('are one ticket across pages', async () => {
    const next = `page_size=100&page_after=${ticketId(2)}`;
    const { provider, log } = await open((root) => ({
      'GET /support_tickets?page_size=100': page([legacyRow(1, 'a', 0), legacyRow(2, 'b', 0)], {
        next: `${root}/support_tickets?${next}`,
      }),
      [`GET /support_tickets?${next}`]: page([legacyRow(3, 'a', 1), legacyRow(4, 'c', 1)]),
      'GET /support_tickets?page_size=100&external_ticket_id=a': page([legacyRow(1, 'a', 0), legacyRow(3, 'a', 1)]),
      'GET /support_tickets?page_size=100&external_ticket_id=c': page([legacyRow(4, 'c', 1)]),
    }));

    const first = await list(provider, NO_EXPAND);
    const second = await list(provider, NO_EXPAND, first.next);

    expect([first, second].flatMap(({ rows }) => rows.map(({ ticket }) => ticket.nativeId))).toEqual([
      ticketId(1),
      ticketId(2),
      ticketId(4),
    ]);
    expect(log()).toHaveLength(4);
  });

  it('carry the whole conversation when it is asked for, over as many pages as it takes', async () => {
    const next = `page_size=100&external_ticket_id=a&page_after=${ticketId(1)}`;
    const { provider } = await open((root) => ({
      'GET /support_tickets?page_size=100&expand=messages': page([legacyRow(1, 'a', 0)]),
      'GET /support_tickets?page_size=100&external_ticket_id=a': page([legacyRow(1, 'a', 0)], {
        next: `${root}/support_tickets?${next}`,
      }),
      [`GET /support_tickets?${next}`]: page([legacyRow(3, 'a', 2), legacyRow(2, 'a', 1), row(9)]),
    }));

    const { rows } = await list(provider, WITH_MESSAGES);

    expect(summarize(rows)).toEqual([[ticketId(1), 'a', ['Message 0 of a', 'Message 1 of a', 'Message 2 of a']]]);
    expect(rows[0]?.messages?.[0]).toEqual({
      id: ticketId(1),
      nativeId: ticketId(1),
      position: 0,
      type: 'INITIAL_REQUEST',
      visibility: 'PUBLIC',
      authorName: null,
      text: 'Message 0 of a',
      textClean: null,
      createdAt: '2026-03-02T09:14:05.000Z',
    });
  });

  it('fail the list when a look-up fails that would tell which row is the ticket', async () => {
    const { provider } = await open(() => ({
      'GET /support_tickets?page_size=100': page([legacyRow(2, 'a', 1)]),
      'GET /support_tickets?page_size=100&external_ticket_id=a': json(503, {}),
    }));

    const error = await errorOf(list(provider, NO_EXPAND));

    expect(error.code).toBe('UNAVAILABLE');
  });

  it('by id are a ticket only for the first of them', async () => {
    const rows = page([legacyRow(1, 'a', 0), legacyRow(2, 'a', 1)]);
    const { provider } = await open(() => ({
      [`GET /support_tickets/${ticketId(1)}`]: json(200, legacyRow(1, 'a', 0)),
      [`GET /support_tickets/${ticketId(2)}`]: json(200, legacyRow(2, 'a', 1)),
      'GET /support_tickets?page_size=100&external_ticket_id=a': rows,
    }));

    const first = await provider.getTickets([ticketId(1)], NO_EXPAND, createCall());
    const other = await provider.getTickets([ticketId(2)], NO_EXPAND, createCall());

    expect(first).toMatchObject([{ ticket: { nativeId: ticketId(1), externalTicketId: 'a' } }]);
    expect(other).toEqual([null]);
  });

  it('are the messages of their ticket', async () => {
    const { provider } = await open(() => ({
      [`GET /support_tickets/${ticketId(1)}/messages`]: json(404, {}),
      [`GET /support_tickets/${ticketId(1)}`]: json(200, legacyRow(1, 'a', 0)),
      'GET /support_tickets?page_size=100&external_ticket_id=a': page([legacyRow(2, 'a', 1), legacyRow(1, 'a', 0)]),
    }));

    const slots = await provider.listMessages?.([ticketId(1)], createCall());

    expect(slots).toMatchObject([[{ text: 'Message 0 of a' }, { text: 'Message 1 of a' }]]);
  });
});

describe('rows of the older shape of two users with one external id', () => {
  const mixed = [ownedRow(1, 1, 'a', 0), ownedRow(2, 2, 'a', 0), ownedRow(2, 3, 'a', 1), ownedRow(1, 4, 'a', 1)];
  const byExternalId = { 'GET /support_tickets?page_size=100&external_ticket_id=a': page(mixed) };
  const own = ['Message 0 of a', 'Message 1 of a'];

  it('are two tickets in a list', async () => {
    const { provider } = await open(() => ({ 'GET /support_tickets?page_size=100': page(mixed) }));

    const { rows } = await list(provider, NO_EXPAND);

    expect(rows.map(({ ticket }) => [ticket.nativeId, ticket.owner.userId])).toEqual([
      [ticketId(1), userId(1)],
      [ticketId(2), userId(2)],
    ]);
  });

  it("carry only their owner's messages in a list", async () => {
    const { provider } = await open(() => ({
      'GET /support_tickets?page_size=100&expand=messages': page(mixed),
      ...byExternalId,
    }));

    const { rows } = await list(provider, WITH_MESSAGES);

    expect(rows.map(({ messages }) => messages?.map(({ id }) => id))).toEqual([
      [ticketId(1), ticketId(4)],
      [ticketId(2), ticketId(3)],
    ]);
    expect(summarize(rows)).toEqual([
      [ticketId(1), 'a', own],
      [ticketId(2), 'a', own],
    ]);
  });

  it('are two tickets by id', async () => {
    const { provider } = await open(() => ({
      [`GET /support_tickets/${ticketId(2)}?expand=messages`]: json(200, mixed[1]),
      [`GET /support_tickets/${ticketId(3)}?expand=messages`]: json(200, mixed[2]),
      ...byExternalId,
    }));

    const slots = await provider.getTickets([ticketId(2), ticketId(3)], WITH_MESSAGES, createCall());

    expect(slots).toMatchObject([
      { ticket: { nativeId: ticketId(2) }, messages: [{ id: ticketId(2) }, { id: ticketId(3) }] },
      null,
    ]);
  });

  it("are only their owner's messages", async () => {
    const { provider } = await open(() => ({
      [`GET /support_tickets/${ticketId(2)}/messages`]: json(404, {}),
      [`GET /support_tickets/${ticketId(2)}`]: json(200, mixed[1]),
      ...byExternalId,
    }));

    const slots = await provider.listMessages?.([ticketId(2)], createCall());

    expect(slots).toMatchObject([[{ id: ticketId(2) }, { id: ticketId(3) }]]);
  });
});

describe('a look-up of a conversation that fails', () => {
  const failing = { 'GET /support_tickets?page_size=100&external_ticket_id=a': json(503, {}) };

  it.each([
    ['the first row', 0, WITH_MESSAGES, '?expand=messages'],
    ['another row', 1, NO_EXPAND, ''],
  ])('costs a ticket read by %s its slot, and no other', async (_name, position, expand, query) => {
    const { provider } = await open(() => ({
      [`GET /support_tickets/${ticketId(1)}${query}`]: json(200, legacyRow(1, 'a', position)),
      [`GET /support_tickets/${ticketId(2)}${query}`]: json(200, row(2)),
      ...failing,
    }));

    const slots = await provider.getTickets([ticketId(1), ticketId(2)], expand, createCall());

    expect(slots).toMatchObject([{ code: 'UNAVAILABLE' }, { ticket: { nativeId: ticketId(2) } }]);
  });

  it('costs a listed ticket its messages', async () => {
    const { provider } = await open(() => ({
      'GET /support_tickets?page_size=100&expand=messages': page([
        legacyRow(1, 'a', 0),
        legacyRow(2, 'b', 0),
        legacyRow(3, 'a', 1),
      ]),
      'GET /support_tickets?page_size=100&external_ticket_id=b': page([legacyRow(2, 'b', 0)]),
      ...failing,
    }));

    const { rows } = await list(provider, WITH_MESSAGES);

    expect(summarize(rows)).toEqual([
      [ticketId(1), 'a', undefined],
      [ticketId(2), 'b', ['Message 0 of b']],
    ]);
  });

  it('leaves a ticket alone that needed none', async () => {
    const { provider } = await open(() => ({
      [`GET /support_tickets/${ticketId(1)}`]: json(200, legacyRow(1, 'a', 1)),
      [`GET /support_tickets/${ticketId(2)}`]: json(200, legacyRow(2, 'b', 0)),
      'GET /support_tickets?page_size=100&external_ticket_id=a': json(403, {}),
    }));

    const slots = await provider.getTickets([ticketId(1), ticketId(2)], NO_EXPAND, createCall());

    expect(slots).toMatchObject([{ code: 'FORBIDDEN' }, { ticket: { nativeId: ticketId(2) } }]);
  });

  it.each<[string, unknown, unknown]>([
    ['gave up', 'gone', 'gone'],
    [
      'ran out of time',
      new DOMException('The time is up.', 'TimeoutError'),
      expect.objectContaining({ code: 'TIMEOUT' }),
    ],
  ])('fails the list of a caller who %s', async (_name, reason, expected) => {
    const { provider, arrived } = await open(() => ({
      'GET /support_tickets?page_size=100&expand=messages': page([legacyRow(1, 'a', 0)]),
      'GET /support_tickets?page_size=100&external_ticket_id=a': silence,
    }));
    const caller = new AbortController();
    const request = { filter: [], order: null, after: null, limit: 25, cursor: null, expand: WITH_MESSAGES };
    const listing = reasonOf(provider.listTickets(request, createCall(caller.signal)));
    await arrived(3);

    caller.abort(reason);

    expect(await listing).toEqual(expected);
  });
});
