import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/provider/provider-error.js';
import type { Slots } from '../../../src/provider/provider.js';
import { createCall, errorOf, reasonOf } from '../../provider/http/calls.js';
import { json, silence, type Answer } from '../../provider/http/test-server.js';
import { open, page, row, ticketId, userId } from './upstream.js';

const NO_EXPAND = { user: false, messages: false };
const none = json(404, { title: 'Not found', detail: 'Resource does not exist or cannot be accessed.', status: 404 });

function message(position: number) {
  return {
    id: `tmsg${position}`,
    position,
    message_type: 'CUSTOMER_RESPONSE',
    message: 'Hi',
    created_at: '2026-03-02T09:14:05Z',
  };
}

function describeSlots<T>(slots: Slots<T>, describeFound: (found: T) => string): (string | null)[] {
  return slots.map((slot) => {
    if (slot === null) return null;
    return slot instanceof ProviderError ? slot.code : describeFound(slot);
  });
}

describe('tickets by id', () => {
  it('are found slot by slot, each with a request', async () => {
    const { provider, log } = await open(() => ({
      [`GET /support_tickets/${ticketId(1)}`]: json(200, row(1)),
      [`GET /support_tickets/${ticketId(2)}`]: none,
      [`GET /support_tickets/${ticketId(3)}`]: json(400, {}),
      [`GET /support_tickets/${ticketId(4)}`]: json(200, row(4)),
    }));
    const call = createCall();

    const ids = [1, 2, 3, 4, 1].map(ticketId);
    const slots = await provider.getTickets(ids, NO_EXPAND, call);

    expect(describeSlots(slots, ({ ticket }) => ticket.nativeId)).toEqual([
      ticketId(1),
      null,
      'BAD_RESPONSE',
      ticketId(4),
      ticketId(1),
    ]);
    expect(log().toSorted()).toEqual([1, 2, 3, 4].map((number) => `GET /support_tickets/${ticketId(number)}`));
    expect(call.requests()).toBe(5);
  });

  it.each([
    '',
    'tick1',
    `TICK${'1'.repeat(26)}`,
    `tick${'a'.repeat(26)}`,
    `${ticketId(1)}/messages`,
    '../users',
    'categories',
  ])('are none for %j, without a call', async (id) => {
    const { provider, log } = await open(() => ({}));

    const slots = await provider.getTickets([id], NO_EXPAND, createCall());

    expect([slots, log()]).toEqual([[null], []]);
  });

  it('carry what is asked for', async () => {
    const user = { id: userId(1), url: 'https://api.example.test/v2/users/x', email: 'a@example.test' };
    const { provider, asked } = await open(
      () => ({
        [`GET /support_tickets/${ticketId(1)}?expand=user&expand=messages`]: json(200, row(1, { user, messages: [] })),
        [`GET /support_tickets/${ticketId(2)}?expand=user&expand=messages`]: json(200, row(2, { user, messages: [] })),
      }),
      { organizations: { [userId(1)]: 'org-a' } },
    );

    const expand = { user: true, messages: true };
    const slots = await provider.getTickets([ticketId(1), ticketId(2)], expand, createCall());

    const carried = { id: userId(1), email: 'a@example.test', fullName: null, organizationId: 'org-a', joinedAt: null };
    expect(slots).toMatchObject([
      { user: carried, messages: [] },
      { user: carried, messages: [] },
    ]);
    expect(asked).toEqual([[userId(1)]]);
  });

  it.each<[string, unknown]>([
    ['is another ticket', row(2)],
    ['is a list', [row(1)]],
    ['is a text', 'x'],
    ['is nothing of theirs', { results: [] }],
  ])('are a BAD_RESPONSE when what comes %s', async (_name, body) => {
    const { provider } = await open(() => ({ [`GET /support_tickets/${ticketId(1)}`]: json(200, body) }));

    const slots = await provider.getTickets([ticketId(1)], NO_EXPAND, createCall());

    expect(describeSlots(slots, String)).toEqual(['BAD_RESPONSE']);
  });

  it.each<[string, unknown]>([
    ['date', row(1, { created_at: 'yesterday' })],
    ['owner', row(1, { user: 7 })],
    ['external id', row(1, { external_ticket_id: null })],
    ['id', row(1, { id: 1 })],
  ])('are none when their %s cannot be read, as if they were absent', async (_name, body) => {
    const { provider } = await open(() => ({ [`GET /support_tickets/${ticketId(1)}`]: json(200, body) }));

    const slots = await provider.getTickets([ticketId(1)], NO_EXPAND, createCall());

    expect(slots).toEqual([null]);
  });

  it('are read at most ten at a time', async () => {
    const waiting: (() => void)[] = [];
    const ids = Array.from({ length: 25 }, (_, index) => ticketId(index));
    const peaks: number[] = [];
    const answer: Answer = (_received, response) => {
      waiting.push(() => none(_received, response));
      peaks.push(waiting.length);
      setImmediate(() => waiting.shift()?.());
    };
    const { provider } = await open(() =>
      Object.fromEntries(ids.map((id): [string, Answer] => [`GET /support_tickets/${id}`, answer])),
    );

    const slots = await provider.getTickets(ids, NO_EXPAND, createCall());

    expect(slots).toEqual(ids.map(() => null));
    expect(Math.max(...peaks)).toBeLessThanOrEqual(10);
  });

  it('are asked for no further once the rate limit is reached', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => ticketId(index));
    const limited = json(429, {}, { 'retry-after': '60', 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0' });
    const { provider, log } = await open(() =>
      Object.fromEntries(ids.slice(0, 10).map((id): [string, Answer] => [`GET /support_tickets/${id}`, limited])),
    );

    const slots = await provider.getTickets(ids, NO_EXPAND, createCall());

    expect(describeSlots(slots, String)).toEqual(ids.map(() => 'RATE_LIMITED'));
    expect(log()).toHaveLength(10);
    expect(provider.status().rateLimit).toEqual({ limit: 1000, remaining: 0, resetAt: null });
  });

  it('end with the reason of a caller who gave up', async () => {
    const { provider, arrived } = await open(() => ({ [`GET /support_tickets/${ticketId(1)}`]: silence }));
    const caller = new AbortController();
    const reading = reasonOf(provider.getTickets([ticketId(1)], NO_EXPAND, createCall(caller.signal)));
    await arrived(2);

    caller.abort('gone');

    expect(await reading).toBe('gone');
  });
});

describe('messages by ticket id', () => {
  it('are whole conversations, slot by slot', async () => {
    const { provider } = await open(() => ({
      [`GET /support_tickets/${ticketId(1)}/messages`]: json(200, [message(1), message(0)]),
      [`GET /support_tickets/${ticketId(2)}/messages`]: json(200, []),
      [`GET /support_tickets/${ticketId(3)}/messages`]: json(503, {}),
      [`GET /support_tickets/${ticketId(4)}/messages`]: json(200, [{ id: 1 }]),
      [`GET /support_tickets/${ticketId(5)}/messages`]: json(200, { results: [] }),
    }));

    const ids = [...[1, 2, 3, 4, 5].map(ticketId), 'x'];
    const slots = await provider.listMessages?.(ids, createCall());

    expect(describeSlots(slots ?? [], (found) => found.map(({ id }) => id).join())).toEqual([
      'tmsg0,tmsg1',
      '',
      'UNAVAILABLE',
      'BAD_RESPONSE',
      'BAD_RESPONSE',
      null,
    ]);
  });

  it('are none where there is no such ticket', async () => {
    const { provider } = await open(() => ({
      [`GET /support_tickets/${ticketId(1)}/messages`]: none,
      [`GET /support_tickets/${ticketId(1)}`]: none,
    }));

    const slots = await provider.listMessages?.([ticketId(1)], createCall());

    expect(slots).toEqual([null]);
  });

  it('are no answer where there is such a ticket, but no messages of it', async () => {
    const { provider } = await open(() => ({
      [`GET /support_tickets/${ticketId(1)}/messages`]: none,
      [`GET /support_tickets/${ticketId(1)}`]: json(200, row(1)),
    }));

    const slots = await provider.listMessages?.([ticketId(1)], createCall());

    expect(slots).toMatchObject([{ code: 'BAD_RESPONSE' }]);
  });
});

describe('users by id', () => {
  it('are found slot by slot, with their organization from the directory', async () => {
    const { provider, asked } = await open(
      () => ({
        [`GET /users/${userId(1)}`]: json(200, { id: userId(1), full_name: 'A', joined_at: '2025-01-01T00:00:00Z' }),
        [`GET /users/${userId(2)}`]: none,
        [`GET /users/${userId(3)}`]: json(200, { id: userId(3) }),
      }),
      { organizations: { [userId(1)]: 'org-a' } },
    );

    const slots = await provider.getUsers?.([userId(1), userId(2), userId(3), 'me'], createCall());

    const joinedAt = '2025-01-01T00:00:00.000Z';
    expect(slots).toEqual([
      { id: userId(1), email: null, fullName: 'A', organizationId: 'org-a', joinedAt },
      null,
      { id: userId(3), email: null, fullName: null, organizationId: null, joinedAt: null },
      null,
    ]);
    expect(asked).toEqual([[userId(1), userId(3)]]);
  });

  it('are FORBIDDEN to credentials without the scope', async () => {
    const { provider } = await open(() => ({ [`GET /users/${userId(1)}`]: json(403, { title: 'Forbidden' }) }));

    const slots = await provider.getUsers?.([userId(1)], createCall());

    expect(describeSlots(slots ?? [], String)).toEqual(['FORBIDDEN']);
  });

  it('are never somebody else', async () => {
    const { provider } = await open(() => ({ [`GET /users/${userId(1)}`]: json(200, { id: userId(2) }) }));

    const slots = await provider.getUsers?.([userId(1)], createCall());

    expect(describeSlots(slots ?? [], String)).toEqual(['BAD_RESPONSE']);
  });
});

describe('a user who cannot be read', () => {
  it('is none, as if absent', async () => {
    const { provider } = await open(() => ({ [`GET /users/${userId(1)}`]: json(200, { id: null }) }));

    const slots = await provider.getUsers?.([userId(1)], createCall());

    expect(slots).toEqual([null]);
  });
});

describe('categories', () => {
  const answer = json(200, { categories: [{ value: 'A', label: 'a' }], subcategories: [] });
  const expected = [{ value: 'A', label: 'a', subcategories: [] }];

  it('are read once for many callers, and kept for an hour', async () => {
    const { provider, log, clock } = await open(() => ({ 'GET /support_tickets/categories': answer }));

    const first = await Promise.all(Array.from({ length: 20 }, () => provider.listCategories?.(createCall())));
    clock.nowMs += 60 * 60 * 1000 - 1;
    await provider.listCategories?.(createCall());
    const kept = log().length;
    clock.nowMs += 1;
    const renewed = await provider.listCategories?.(createCall());

    expect([first[19], renewed]).toEqual([expected, expected]);
    expect([kept, log().length]).toEqual([1, 2]);
  });

  it('are read again after a failure', async () => {
    const answers = [json(403, {}), json(200, []), answer];
    const { provider } = await open(() => ({
      'GET /support_tickets/categories': (received, response) => answers.shift()?.(received, response),
    }));

    const failures = [
      await errorOf(Promise.resolve(provider.listCategories?.(createCall()))),
      await errorOf(Promise.resolve(provider.listCategories?.(createCall()))),
    ];
    const categories = await provider.listCategories?.(createCall());

    expect(failures.map(({ code }) => code)).toEqual(['FORBIDDEN', 'BAD_RESPONSE']);
    expect(categories).toEqual(expected);
  });
});

describe('a probe', () => {
  it('is one cheap list', async () => {
    const { provider, log } = await open(() => ({ 'GET /support_tickets?page_size=1': page([row(1)]) }));

    await provider.probe(createCall());

    expect(log()).toEqual(['GET /support_tickets?page_size=1']);
    expect(provider.status()).toMatchObject({ health: 'HEALTHY', rateLimit: null });
  });

  it('fails when the system cannot be used', async () => {
    const { provider } = await open(() => ({ 'GET /support_tickets?page_size=1': json(503, {}) }));

    const error = await errorOf(provider.probe(createCall()));

    expect([error.code, provider.status().health]).toEqual(['UNAVAILABLE', 'DEGRADED']);
  });
});
