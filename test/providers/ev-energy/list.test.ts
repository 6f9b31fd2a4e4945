import { describe, expect, it } from 'vitest';
import type { ListRequest, TicketPage } from '../../../src/provider/provider.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { json } from '../../provider/http/test-server.js';
import { open, page, row, ticketId, userId } from './upstream.js';

const LAST = `tick${'Z'.repeat(26)}`;
const NEWEST_FIRST = { field: 'CREATED_AT', direction: 'DESC' } as const;
const OLDEST_FIRST = { field: 'CREATED_AT', direction: 'ASC' } as const;

function request(rest: Partial<ListRequest> = {}): ListRequest {
  return {
    filter: [],
    order: null,
    after: null,
    limit: 25,
    cursor: null,
    expand: { user: false, messages: false },
    ...rest,
  };
}

function userUrl(number: number): string {
  return `https://api.example.test/v2/users/${userId(number)}`;
}

function idsOf({ rows }: TicketPage): string[] {
  return rows.map(({ ticket }) => ticket.nativeId);
}

describe('a list', () => {
  it('is read oldest first along the links', async () => {
    const { provider, log } = await open((root) => ({
      'GET /support_tickets?page_size=100': page([row(1), row(2)], {
        next: `${root}/support_tickets?page_size=100&page_after=${ticketId(2)}`,
      }),
      [`GET /support_tickets?page_size=100&page_after=${ticketId(2)}`]: page([row(3)], {
        previous: `${root}/support_tickets?page_size=100&page_before=${ticketId(3)}`,
      }),
    }));
    const asked = request({ order: OLDEST_FIRST });

    const first = await provider.listTickets(asked, createCall());
    const second = await provider.listTickets({ ...asked, cursor: first.next }, createCall());

    expect([idsOf(first), idsOf(second), second.next]).toEqual([[ticketId(1), ticketId(2)], [ticketId(3)], null]);
    expect(log()).toEqual([
      'GET /support_tickets?page_size=100',
      `GET /support_tickets?page_size=100&page_after=${ticketId(2)}`,
    ]);
  });

  it('is read newest first from its end, each page turned round', async () => {
    const { provider, log } = await open((root) => ({
      [`GET /support_tickets?page_size=100&page_before=${LAST}`]: page([row(2), row(3)], {
        previous: `${root}/support_tickets?page_size=100&page_before=${ticketId(2)}`,
      }),
      [`GET /support_tickets?page_size=100&page_before=${ticketId(2)}`]: page([row(1)], {
        next: `${root}/support_tickets?page_size=100&page_after=${ticketId(1)}`,
      }),
    }));
    const asked = request({ order: NEWEST_FIRST });

    const first = await provider.listTickets(asked, createCall());
    const second = await provider.listTickets({ ...asked, cursor: first.next }, createCall());

    expect([idsOf(first), idsOf(second), second.next]).toEqual([[ticketId(3), ticketId(2)], [ticketId(1)], null]);
    expect(log()).toEqual([
      `GET /support_tickets?page_size=100&page_before=${LAST}`,
      `GET /support_tickets?page_size=100&page_before=${ticketId(2)}`,
    ]);
  });

  it('fails where a link leads to nothing, not even to links', async () => {
    const { provider } = await open((root) => ({
      'GET /support_tickets?page_size=100': page([row(1)], {
        next: `${root}/support_tickets?page_size=100&page_after=${ticketId(1)}`,
      }),
      [`GET /support_tickets?page_size=100&page_after=${ticketId(1)}`]: json(200, []),
    }));

    const first = await provider.listTickets(request(), createCall());

    const second = provider.listTickets(request({ cursor: first.next }), createCall());
    expect((await errorOf(second)).code).toBe('BAD_RESPONSE');
  });

  it('takes messages of which not one can be read for none that came along', async () => {
    const { provider } = await open(() => ({
      'GET /support_tickets?page_size=100&expand=messages': page([
        row(1, { messages: [{}] }),
        row(2, { messages: [] }),
      ]),
    }));

    const answer = await provider.listTickets(request({ expand: { user: false, messages: true } }), createCall());

    expect(answer.rows.map(({ messages }) => messages)).toEqual([undefined, []]);
  });

  it('is read forwards when any order will do', async () => {
    const { provider } = await open(() => ({ 'GET /support_tickets?page_size=100': page([row(1), row(2)]) }));

    const answer = await provider.listTickets(request(), createCall());

    expect(idsOf(answer)).toEqual([ticketId(1), ticketId(2)]);
  });

  it.each([1, 25, 100])('for %d rows asks for the largest page', async (limit) => {
    const { provider, log } = await open(() => ({ 'GET /support_tickets?page_size=100': page([]) }));

    const answer = await provider.listTickets(request({ limit }), createCall());

    expect(answer).toMatchObject({ rows: [], next: null });
    expect(log()).toHaveLength(1);
  });

  it('sends filter, place and expansion', async () => {
    const { provider } = await open(() => ({
      [`GET /support_tickets?page_size=100&page_before=${LAST}&external_ticket_id=a&b` +
      '&created_at__lte=2026-03-02T09:14:05.000999Z&expand=user&expand=messages']: page([]),
    }));

    await provider.listTickets(
      request({
        order: NEWEST_FIRST,
        filter: [{ field: 'externalTicketId', operator: 'eq', value: 'a&b' }],
        after: { value: '2026-03-02T09:14:05.000Z', backend: 'ev', nativeId: ticketId(9) },
        expand: { user: true, messages: true },
      }),
      createCall(),
    );
  });

  it('makes no call when nothing can pass', async () => {
    const { provider, log } = await open(() => ({}));
    const call = createCall();

    const answer = await provider.listTickets(
      request({ filter: [{ field: 'user', operator: 'eq', value: 'somebody-of-another-system' }] }),
      call,
    );

    expect(answer).toMatchObject({ rows: [], next: null });
    expect([log(), call.requests()]).toEqual([[], 0]);
  });

  it('puts a filter back that a link dropped', async () => {
    const { provider } = await open((root) => ({
      'GET /support_tickets?page_size=100&tags=escalated&expand=user': page([row(1)], {
        next: `${root}/support_tickets?page_after=${ticketId(1)}&page_size=100&expand=user`,
      }),
      [`GET /support_tickets?page_after=${ticketId(1)}&page_size=100&expand=user&tags=escalated`]: page([]),
    }));
    const asked = request({
      filter: [{ field: 'tags', operator: 'has', value: 'escalated' }],
      expand: { user: true, messages: false },
    });

    const first = await provider.listTickets(asked, createCall());
    const second = await provider.listTickets({ ...asked, cursor: first.next }, createCall());

    expect(second.rows).toEqual([]);
  });

  it('puts back what a link dropped of a name that stands twice', async () => {
    const sent = 'tags=escalated&tags=vip&expand=user&expand=messages';
    const { provider } = await open((root) => ({
      [`GET /support_tickets?page_size=100&${sent}`]: page([row(1)], {
        next: `${root}/support_tickets?page_size=100&page_after=${ticketId(1)}&tags=vip&expand=user`,
      }),
      [`GET /support_tickets?page_size=100&page_after=${ticketId(1)}&tags=vip&expand=user` +
      '&tags=escalated&expand=messages']: page([]),
    }));
    const asked = request({
      filter: [
        { field: 'tags', operator: 'has', value: 'escalated' },
        { field: 'tags', operator: 'has', value: 'vip' },
      ],
      expand: { user: true, messages: true },
    });

    const first = await provider.listTickets(asked, createCall());
    const second = await provider.listTickets({ ...asked, cursor: first.next }, createCall());

    expect(second).toMatchObject({ rows: [], next: null });
  });

  it('follows a relative link', async () => {
    const { provider, root } = await open(() => ({
      'GET /support_tickets?page_size=100': page([row(1)], { next: `?page_size=100&page_after=${ticketId(1)}` }),
    }));

    const { next } = await provider.listTickets(request(), createCall());

    expect(next).toBe(`${root}/support_tickets?page_size=100&page_after=${ticketId(1)}`);
  });

  it.each([
    'https://evil.example.test/v2/support_tickets?page_after=x',
    'http://127.0.0.1:1/v2/support_tickets?page_after=x',
    '/admin?page_after=x',
    '../v2x/support_tickets',
    'javascript:alert(1)',
    'http://',
    '?page_size=100',
  ])('is refused when its next page is %s', async (next) => {
    const { provider } = await open(() => ({ 'GET /support_tickets?page_size=100': page([row(1)], { next }) }));

    const error = await errorOf(provider.listTickets(request(), createCall()));

    expect(error).toMatchObject({
      code: 'BAD_RESPONSE',
      message:
        'GET /support_tickets: answered with a link to a page outside this API, or to the page itself. ' +
        'Check that the base URL and the API version are right.',
    });
  });

  it.each(['https://evil.example.test/v2/support_tickets', 'not a URL', ''])(
    'is refused for the cursor %j without a call',
    async (cursor) => {
      const { provider, log } = await open(() => ({}));

      const error = await errorOf(provider.listTickets(request({ cursor }), createCall()));

      expect(error.code).toBe('BAD_RESPONSE');
      expect(log()).toEqual([]);
    },
  );

  it('is refused when it does not say whether there is more', async () => {
    const { provider } = await open(() => ({ 'GET /support_tickets?page_size=100': json(200, [row(1)]) }));

    const error = await errorOf(provider.listTickets(request(), createCall()));

    expect(error.code).toBe('BAD_RESPONSE');
  });

  it('is at its end when it is empty and has no links', async () => {
    const { provider } = await open(() => ({ 'GET /support_tickets?page_size=100': json(200, []) }));

    const answer = await provider.listTickets(request(), createCall());

    expect(answer).toMatchObject({ rows: [], next: null });
  });

  it.each([400, 404])('says so when the place behind every id is refused with %d', async (status) => {
    const { provider } = await open(() => ({
      [`GET /support_tickets?page_size=100&page_before=${LAST}`]: json(status, {}),
    }));

    const error = await errorOf(provider.listTickets(request({ order: NEWEST_FIRST }), createCall()));

    expect(error).toMatchObject({
      code: 'BAD_RESPONSE',
      message:
        `GET /support_tickets: answered ${status}. The newest tickets were asked for by a cursor that stands behind ` +
        'every id; the upstream refused it, or a filter.',
    });
  });

  it.each<[string, unknown]>([
    ['an object', { results: [] }],
    ['null', null],
    ['rows that are no tickets', [{ id: 1 }, null, 'x']],
  ])('is refused when it is %s', async (_name, body) => {
    const { provider } = await open(() => ({
      'GET /support_tickets?page_size=100': json(200, body, { link: '<about:blank>; rel="next"' }),
    }));

    const error = await errorOf(provider.listTickets(request(), createCall()));

    expect(error.code).toBe('BAD_RESPONSE');
  });

  it('loses only the row that cannot be read', async () => {
    const { provider } = await open(() => ({
      'GET /support_tickets?page_size=100': page([row(1), row(2, { created_at: 'yesterday' }), row(3)]),
    }));

    const answer = await provider.listTickets(request(), createCall());

    expect(idsOf(answer)).toEqual([ticketId(1), ticketId(3)]);
  });

  it('names the version, the token, and the user it acts as', async () => {
    const { provider, received } = await open(() => ({ 'GET /support_tickets?page_size=100': page([]) }), {
      options: { actAs: userId(7) },
    });

    await provider.listTickets(request(), createCall());

    expect(received[1]?.headers).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer access-token-value',
      'evenergy-version': '2',
      'evenergy-user': userId(7),
    });
  });
});

describe('the organization of a listed ticket', () => {
  it("is its user's in the directory, asked for once per page", async () => {
    const rows = [
      row(1, { user: userUrl(1) }),
      row(2, { user: userUrl(2) }),
      row(3, { user: userUrl(1) }),
      row(4),
      row(5, { user: userUrl(3) }),
    ];
    const { provider, asked } = await open(() => ({ 'GET /support_tickets?page_size=100': page(rows) }), {
      organizations: { [userId(1)]: 'org-a', [userId(2)]: null },
    });

    const answer = await provider.listTickets(request(), createCall());

    expect(answer.rows.map(({ ticket }) => ticket.owner)).toEqual([
      { userId: userId(1), organizationId: 'org-a' },
      { userId: userId(2), organizationId: null },
      { userId: userId(1), organizationId: 'org-a' },
      { userId: null, organizationId: null },
      { userId: userId(3), organizationId: null },
    ]);
    expect(asked).toEqual([[userId(1), userId(2), userId(3)]]);
  });

  it('is the configured one for every ticket of a user and none for the others, without asking', async () => {
    const { provider, asked } = await open(
      () => ({ 'GET /support_tickets?page_size=100': page([row(1, { user: userUrl(1) }), row(2)]) }),
      { options: { organization: 'org-z' }, organizations: { [userId(1)]: 'org-a' } },
    );

    const answer = await provider.listTickets(request(), createCall());

    expect(answer.rows.map(({ ticket }) => ticket.owner)).toEqual([
      { userId: userId(1), organizationId: 'org-z' },
      { userId: null, organizationId: null },
    ]);
    expect(asked).toEqual([]);
  });
});

describe('what a list carries along', () => {
  const user = {
    id: userId(1),
    url: `https://api.example.test/v2/users/${userId(1)}`,
    email: 'a@example.test',
    full_name: 'A',
    joined_at: '2025-01-01T00:00:00Z',
  };
  const message = {
    id: 'tmsg1',
    position: 0,
    message_type: 'INITIAL_REQUEST',
    message: '<p>Hi</p>',
    message_clean: 'Hi',
    created_at: '2026-03-02T09:14:05Z',
  };

  it('is users and messages, when they are asked for', async () => {
    const { provider } = await open(
      () => ({
        'GET /support_tickets?page_size=100&expand=user&expand=messages': page([
          row(1, { user, messages: [message] }),
          row(2, { messages: [] }),
        ]),
      }),
      { organizations: { [userId(1)]: 'org-a' } },
    );

    const { rows } = await provider.listTickets(request({ expand: { user: true, messages: true } }), createCall());

    expect(rows.map(({ user: carried, messages }) => ({ carried, messages }))).toEqual([
      {
        carried: {
          id: userId(1),
          email: 'a@example.test',
          fullName: 'A',
          organizationId: 'org-a',
          joinedAt: '2025-01-01T00:00:00.000Z',
        },
        messages: [
          {
            id: 'tmsg1',
            nativeId: 'tmsg1',
            position: 0,
            type: 'INITIAL_REQUEST',
            visibility: 'PUBLIC',
            authorName: null,
            text: '<p>Hi</p>',
            textClean: 'Hi',
            createdAt: '2026-03-02T09:14:05.000Z',
          },
        ],
      },
      { carried: null, messages: [] },
    ]);
  });

  it('is nothing when they come unasked, or only as URLs', async () => {
    const unexpanded = { user: user.url, messages: ['https://api.example.test/v2/m/1'] };
    const { provider } = await open(() => ({
      'GET /support_tickets?page_size=100': page([row(1, { user, messages: [message] })]),
      'GET /support_tickets?page_size=100&expand=user&expand=messages': page([row(1, unexpanded)]),
    }));

    const unasked = await provider.listTickets(request(), createCall());
    const ignored = await provider.listTickets(request({ expand: { user: true, messages: true } }), createCall());

    const carried = [...unasked.rows, ...ignored.rows].map((found) => [found.user, found.messages]);
    expect(carried).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
});
