import { describe, expect, it } from 'vitest';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { detail, listRequest, open, pages, readAll, reference, reply, row, type Json } from './upstream.js';

const ASC = { field: 'CREATED_AT', direction: 'ASC' } as const;
const DESC = { field: 'CREATED_AT', direction: 'DESC' } as const;

function rows(count: number): Json[] {
  return Array.from({ length: count }, (_each, index) => row(index + 1));
}

function references(...numbers: number[]): string[] {
  return numbers.map(reference);
}

/** A desk whose tickets come and go. */
function createDesk(count: number) {
  const tickets = rows(count);
  return {
    verb: (form: URLSearchParams) => pages(tickets)(form),
    add: (number: number, rest: Json = {}) => void tickets.push(row(number, rest)),
    remove(...numbers: number[]) {
      for (const number of numbers) {
        tickets.splice(
          tickets.findIndex((each) => each['reference'] === reference(number)),
          1,
        );
      }
    },
  };
}

describe('a list', () => {
  it('is read page by page in the order of creation', async () => {
    const { provider, log } = await open({ '/tickets/all': pages(rows(7)) });

    const found = await readAll(provider, { order: DESC });

    expect(found).toEqual(references(7, 6, 5, 4, 3, 2, 1));
    expect(log()).toEqual([
      '/tickets/all page=1&sort_by=created_at&order=desc',
      '/tickets/all page=2&sort_by=created_at&order=desc',
      '/tickets/all page=3&sort_by=created_at&order=desc',
    ]);
  });

  it('that is empty ends at once', async () => {
    const { provider } = await open({ '/tickets/all': pages([]) });

    expect(await provider.listTickets(listRequest(), createCall())).toEqual({ rows: [], next: null, leftOut: null });
  });

  it('gives no more than thirty rows however long the pages are', async () => {
    const { provider } = await open({ '/tickets/all': pages(rows(50), 100) });

    const first = await provider.listTickets(listRequest({ order: ASC }), createCall());
    const found = await readAll(provider, { order: ASC });

    expect([first.rows.length, found]).toEqual([30, rows(50).map((each) => each['reference'])]);
  });

  it('refuses a cursor that is none of its own', async () => {
    const { provider } = await open({});
    const read = (cursor: string) => errorOf(provider.listTickets(listRequest({ cursor }), createCall()));

    const codes = [(await read('{')).code, (await read('[]')).code, (await read('[{"page":1}]')).code];

    expect(codes).toEqual(['BAD_RESPONSE', 'BAD_RESPONSE', 'BAD_RESPONSE']);
  });
});

describe('a page that does not fit its list', () => {
  it.each<[string, (answer: Json, form: URLSearchParams) => unknown]>([
    ['is empty in the middle', (answer) => ({ ...answer, records: [] })],
    ['is another one', () => pages(rows(7))(new URLSearchParams('page=1&order=desc'))],
  ])('fails when it %s, or its tickets would be passed over', async (_name, spoil) => {
    const { provider } = await open({
      '/tickets/all': (form) => {
        const answer = pages(rows(7))(form) as Json;
        return form.get('page') === '2' ? spoil(answer, form) : answer;
      },
    });

    expect((await errorOf(readAll(provider, { order: DESC }))).code).toBe('BAD_RESPONSE');
  });

  it('fails when the contact of the page before it is said not to be there', async () => {
    const { provider } = await open(
      { '/tickets/contact': (form) => (form.get('page') === '2' ? reply(404, {}) : pages(rows(7))(form)) },
      { people: { identities: { 'contact:18': 'user-1' } } },
    );
    const filter = [{ field: 'user', operator: 'eq', value: 'user-1' }] as const;

    expect((await errorOf(readAll(provider, { order: DESC, filter }))).code).toBe('BAD_RESPONSE');
  });
});

describe('a list that moves while it is read', () => {
  it('newest first repeats no ticket when new ones come in', async () => {
    const desk = createDesk(7);
    const { provider } = await open({ '/tickets/all': desk.verb });

    const found = await readAll(provider, { order: DESC }, (page) => {
      if (page === 1) for (const number of [8, 9, 10, 11]) desk.add(number);
    });

    expect(found).toEqual(references(7, 6, 5, 4, 3, 2, 1));
  });

  it.each([
    ['one before the place', [6]],
    ['a whole page before the place', [5, 6, 7]],
    ['some before and some behind', [7, 4]],
    ['the last page', [1, 2, 3, 4]],
    ['nearly all', [1, 2, 3, 5, 6, 7]],
  ])('newest first skips no ticket when %s is deleted', async (_name, deleted) => {
    const desk = createDesk(7);
    const { provider } = await open({ '/tickets/all': desk.verb });

    const found = await readAll(provider, { order: DESC }, (page) => {
      if (page === 1) desk.remove(...deleted);
    });

    const left = [4, 3, 2, 1].filter((number) => !deleted.includes(number));
    expect(found).toEqual(references(7, 6, 5, ...left));
  });

  it('oldest first skips no ticket when as many come in as are deleted', async () => {
    const desk = createDesk(9);
    const { provider } = await open({ '/tickets/all': desk.verb });

    const found = await readAll(provider, { order: ASC }, (page) => {
      if (page === 1) desk.remove(1, 3);
      if (page === 1) desk.add(10);
      if (page === 1) desk.add(11);
    });

    expect(found).toEqual(references(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
  });

  it('skips no ticket of the very time that the page ended with', async () => {
    const desk = createDesk(2);
    const tie = { submitted_at: '2026-03-01T08:03:00Z' };
    for (const number of [3, 4, 5, 6, 7]) desk.add(number, tie);
    const { provider } = await open({ '/tickets/all': desk.verb });

    const found = await readAll(provider, { order: ASC }, (page) => {
      if (page === 1) desk.remove(1);
    });

    expect(found.toSorted()).toEqual(references(1, 2, 3, 4, 5, 6, 7));
  });

  it('repeats a ticket that was put in before the place with an older date only behind it', async () => {
    const desk = createDesk(7);
    const { provider } = await open({ '/tickets/all': desk.verb });

    const found = await readAll(provider, { order: DESC }, (page) => {
      if (page === 1) desk.add(60, { submitted_at: '2026-03-01T08:02:30Z' });
    });

    expect(found).toEqual(references(7, 6, 5, 4, 3, 60, 2, 1));
  });
});

describe('a list from a place on', () => {
  it.each([
    [DESC, '2026-03-01T08:10:00.000Z', [10, 9, 8]],
    [ASC, '2026-03-01T09:29:00.000Z', [89, 90]],
  ])('begins with the page that holds it (%j)', async (order, value, wanted) => {
    const { provider, log } = await open({ '/tickets/all': pages(rows(100)) });
    const after = { value, backend: 'desk', nativeId: '' };

    const page = await provider.listTickets(listRequest({ order, after }), createCall());

    expect(page.rows.map(({ ticket }) => ticket.nativeId)).toEqual(references(...wanted));
    expect(log().length).toBeLessThanOrEqual(8);
  });

  it('leaves nothing out behind it', async () => {
    const { provider } = await open({ '/tickets/all': pages(rows(100)) });
    const after = { value: '2026-03-01T08:10:00.000Z', backend: 'desk', nativeId: reference(10) };

    const found = await readAll(provider, { order: DESC, after });

    expect(found).toEqual(references(10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
  });

  it('that lies beyond the end is empty', async () => {
    const { provider } = await open({ '/tickets/all': pages(rows(7)) });
    const after = { value: '2026-03-09T00:00:00.000Z', backend: 'desk', nativeId: '' };

    expect(await readAll(provider, { order: ASC, after })).toEqual([]);
  });

  it('finds it on the first page in one request', async () => {
    const { provider, log } = await open({ '/tickets/all': pages(rows(7)) });
    const after = { value: '2026-03-01T08:06:00.000Z', backend: 'desk', nativeId: '' };

    await provider.listTickets(listRequest({ order: DESC, after }), createCall());

    expect(log()).toHaveLength(1);
  });
});

describe('a filtered list', () => {
  it('refuses a predicate that is not declared', async () => {
    const { provider } = await open({});
    const filter = [{ field: 'source', operator: 'eq', value: 'API' }] as const;

    await expect(provider.listTickets(listRequest({ filter }), createCall())).rejects.toThrow(/source\.eq/);
  });

  it('declares no filter for the token of a user, who may use neither verb', async () => {
    const { provider } = await open({}, { options: { application: 'app-token' } });

    expect(provider.capabilities.filters).toEqual({});
  });
});

describe("a user's list", () => {
  const filter = [{ field: 'user', operator: 'eq', value: 'user-1' }] as const;

  it('merges the lists of all contacts that may be the user', async () => {
    const lists = new Map([
      ['18', pages([row(1), row(4), row(5), row(8)])],
      ['19', pages([row(2), row(3)])],
      ['20', pages([row(6), row(7), row(9), row(10)])],
    ]);
    const { provider, log } = await open(
      {
        '/tickets/contact': (form) => lists.get(form.get('contact') ?? '')?.(form),
        '/contacts/info': () => ({ id: 19, reference: 'AC-7', pin: 'x' }),
        '/contacts/search': () => [{ contact: { id: 20, reference: null } }],
      },
      {
        people: {
          identities: { 'contact:18': 'user-1', 'reference:AC-7': 'user-1', 'contact:99': 'user-2' },
          emails: { 'pat@acme.example': 'user-1' },
        },
      },
    );

    const found = await readAll(provider, { filter, order: DESC });

    expect(found).toEqual(references(10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
    expect(log().slice(0, 2).toSorted()).toEqual([
      '/contacts/info contact=AC-7',
      '/contacts/search query=pat@acme.example&types=email&limit=100',
    ]);
  });

  it('is empty without a call for somebody whom the directory does not link', async () => {
    const { provider } = await open({});

    expect(await readAll(provider, { filter })).toEqual([]);
  });

  it('takes a contact that there is not for one without tickets', async () => {
    const people = { identities: { 'contact:18': 'user-1' } };
    const { provider } = await open({ '/tickets/contact': () => reply(404, { error: 'none' }) }, { people });

    expect(await readAll(provider, { filter })).toEqual([]);
  });

  it.each([
    ['the reference was read as another key', { '/contacts/info': () => ({ id: 7, reference: 'other' }) }],
    ['the search may be cut off', { '/contacts/search': () => Array.from({ length: 100 }, (_each, id) => ({ id })) }],
  ])("looks through everybody's when %s", async (_name, script) => {
    const isReference = '/contacts/info' in script;
    const people = isReference
      ? { identities: { 'reference:7': 'user-1' } }
      : { emails: { 'pat@acme.example': 'user-1' } };
    const { provider } = await open({ ...script, '/tickets/all': pages([row(1)]) }, { people });

    expect(await readAll(provider, { filter })).toEqual(references(1));
  });
});

describe('a list whose owners depend on a custom field', () => {
  const options = { organizationField: 'company_reference', organizations: { 'AC-114': 'org-a' } };

  it('reads the tickets that come without it', async () => {
    const custom_fields = { company_reference: 'AC-114' };
    const { provider, log } = await open(
      {
        '/tickets/all': pages([row(1), row(2, { custom_fields }), row(3)]),
        '/tickets/ticket': (form) =>
          form.get('ticket') === reference(3) ? reply(404, {}) : detail(1, { custom_fields }),
      },
      { options },
    );

    const expand = { user: false, messages: true };
    const page = await provider.listTickets(listRequest({ order: ASC, expand }), createCall());

    expect(
      page.rows.map(({ ticket, isSummary, messages }) => [ticket.nativeId, ticket.owner, isSummary, messages?.length]),
    ).toEqual([
      [reference(1), { userId: null, organizationId: 'org-a' }, undefined, 1],
      [reference(2), { userId: null, organizationId: 'org-a' }, undefined, undefined],
    ]);
    expect(log().slice(1).toSorted()).toEqual(['/tickets/ticket ticket=KD-000001', '/tickets/ticket ticket=KD-000003']);
  });

  it.each([
    ['one that fails before others that do not', [503, 200, 200], ['KD-000002', 'KD-000003'], 'UNAVAILABLE'],
    ['what is no answer at all', [200, 200, 400], ['KD-000001', 'KD-000002'], 'BAD_RESPONSE'],
  ])('leaves out %s, and says why', async (_name, statuses, readable, code) => {
    const { provider } = await open(
      {
        '/tickets/all': pages([row(1), row(2), row(3)]),
        '/tickets/ticket': (form) => {
          const number = Number(form.get('ticket')?.slice(-1));
          const status = statuses[number - 1] ?? 500;
          return status === 200 ? detail(number, { custom_fields: {} }) : reply(status, {});
        },
      },
      { options },
    );

    const { rows: listed, leftOut } = await provider.listTickets(listRequest({ order: ASC }), createCall());

    expect(listed.map(({ ticket }) => ticket.nativeId)).toEqual(readable);
    expect(leftOut).toMatchObject({ code });
  });

  it('leaves out one that comes without what every ticket has, and says why', async () => {
    const { provider } = await open(
      {
        '/tickets/all': pages([row(1), row(2), row(3)]),
        '/tickets/ticket': (form) => {
          const number = Number(form.get('ticket')?.slice(-1));
          return detail(number, { custom_fields: {}, ...(number === 2 && { submitted_at: null }) });
        },
      },
      { options },
    );

    const { rows: listed, leftOut } = await provider.listTickets(listRequest({ order: ASC }), createCall());

    expect(listed.map(({ ticket }) => ticket.nativeId)).toEqual(references(1, 3));
    expect(leftOut).toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it.each([
    ['one of them is refused', [403, 200], 'FORBIDDEN'],
    ['the last ones cannot be read', [200, 503], 'UNAVAILABLE'],
  ])('fails when %s', async (_name, statuses, code) => {
    const { provider } = await open(
      {
        '/tickets/all': pages([row(1), row(2)]),
        '/tickets/ticket': (form) => {
          const status = statuses[Number(form.get('ticket')?.slice(-1)) - 1] ?? 500;
          return status === 200 ? detail(1, { custom_fields: {} }) : reply(status, {});
        },
      },
      { options },
    );

    expect((await errorOf(provider.listTickets(listRequest({ order: ASC }), createCall()))).code).toBe(code);
  });

  it('fails when none of them can be read', async () => {
    const { provider } = await open(
      { '/tickets/all': pages([row(1)]), '/tickets/ticket': () => reply(503, {}) },
      { options },
    );

    expect((await errorOf(provider.listTickets(listRequest(), createCall()))).code).toBe('UNAVAILABLE');
  });
});
