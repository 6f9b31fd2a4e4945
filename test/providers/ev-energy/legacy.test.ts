import { describe, expect, it } from 'vitest';
import type { Expand, Provider, TicketRow } from '../../../src/provider/provider.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { json } from '../../provider/http/test-server.js';
import { open, page, row, ticketId } from './upstream.js';

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
    const { provider, log } = await open(() => ({ 'GET /support_tickets?page_size=50': page(rows) }));

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

  it('are one ticket across pages', async () => {
    const next = `page_size=50&page_after=${ticketId(2)}`;
    const { provider, log } = await open((root) => ({
      'GET /support_tickets?page_size=50': page([legacyRow(1, 'a', 0), legacyRow(2, 'b', 0)], {
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
      'GET /support_tickets?page_size=50&expand=messages': page([legacyRow(1, 'a', 0)]),
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

  it('fail the list when a look-up fails', async () => {
    const { provider } = await open(() => ({
      'GET /support_tickets?page_size=50': page([legacyRow(2, 'a', 1)]),
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
