import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../../src/store/store.js';
import { StoreError } from '../../src/store/store-error.js';
import type { Message } from '../../src/ticket/message.js';
import type { Ticket } from '../../src/ticket/ticket.js';
import { makeMessage, makeTicket } from '../ticket/tickets.js';
import { countTickets, makeUser, NEVER_ABORTED } from './stores.js';

const FULL_TICKET: Ticket = {
  backend: 'local',
  nativeId: 'full',
  owner: { userId: 'user1', organizationId: 'org2' },
  reference: 'LF-616004',
  externalTicketId: '42',
  url: 'https://tickets.example/full',
  requester: { name: 'Ann', email: 'ann@example.com', company: null },
  assignee: { nativeId: '7', name: null },
  subject: 'No charge',
  status: 'OPEN',
  statusName: 'Open',
  priority: 'HIGH',
  priorityName: 'P2',
  source: 'EMAIL',
  sourceName: 'Mail',
  humanVerifiedCategory: 'CHARGER',
  humanVerifiedSubcategory: 'OFFLINE',
  aiGeneratedCategory: 'APP',
  aiGeneratedSubcategory: 'CRASH',
  typeDeprecated: 'charging',
  tags: ['b', 'a', 'b'],
  conversationSummary: 'It does not charge.',
  customFields: { z: 1, a: [null, true, 'x', { deep: 1.5e-7 }], '': {} },
  attributes: {},
  createdAt: '2026-03-02T09:14:05.120Z',
  updatedAt: '2026-03-02T09:14:05.100Z',
  resolvedAt: '0000-12-31T23:59:59.999Z',
  closedAt: '9999-12-31T23:59:59.999Z',
  latestMessageAt: '2026-03-02T09:14:05.000Z',
  revision: '1',
  details: { kind: 'LOCAL', createdBy: 'user9' },
};

let store: Store;
let sequence = 0;
let backend = 'local';

beforeAll(async () => {
  store = await createStore({ dataDirectory: null });
  await store.directory.putOrganizations(['org1', 'org2'].map((id) => ({ id, name: id })));
  await store.directory.putUsers([makeUser({ id: 'user1', organizationId: 'org1' }), makeUser({ id: 'user2' })]);
});

beforeEach(() => {
  sequence += 1;
  backend = `local-${sequence}`;
});

afterAll(() => store.close());

async function read(...nativeIds: string[]): Promise<readonly Ticket[]> {
  const found = await store.tickets.getMany({ backend, nativeIds, withUser: false }, NEVER_ABORTED);
  return nativeIds.flatMap((id) => found.filter(({ ticket }) => ticket.nativeId === id).map(({ ticket }) => ticket));
}

async function readMessages(nativeId: string): Promise<readonly Message[] | undefined> {
  return (await store.tickets.listMessages({ backend, nativeIds: [nativeId] }, NEVER_ABORTED)).get(nativeId);
}

async function find(words: readonly string[], messages: 'PUBLIC' | 'ALL'): Promise<readonly string[]> {
  const search = { field: 'search', operator: 'words', value: { words, messages } } as const;
  const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
  const page = { backend, filter: [search], order, after: null, limit: 10, withUser: false };
  return (await store.tickets.list(page, NEVER_ABORTED)).map(({ ticket }) => ticket.nativeId);
}

describe('a stored ticket', () => {
  it('comes back as it was', async () => {
    const full = { ...FULL_TICKET, backend };
    const empty = makeTicket({ backend, nativeId: 'empty', revision: '1' });

    await store.tickets.insert([{ ticket: full }, { ticket: empty }]);

    expect(await read('full', 'empty')).toEqual([full, empty]);
  });

  it('keeps any text, with U+FFFD for what cannot be stored', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 8 });
    const hostile = fc.oneof(
      text,
      fc.constantFrom('\0', '\ud800', '\\u0000', '\\', '"', '{', '}', ',', 'NULL', '', ' '),
    );
    const tickets = fc
      .sample(fc.tuple(hostile, fc.array(hostile), hostile), { numRuns: 150, seed: 3 })
      .map(([subject, tags, key], number) =>
        makeTicket({
          backend,
          nativeId: `t${number}`,
          subject,
          tags,
          customFields: { [key]: [subject] },
          revision: '1',
        }),
      );

    await store.tickets.insert(tickets.map((ticket) => ({ ticket })));

    const found = await read(...tickets.map(({ nativeId }) => nativeId));
    expect(found.map(toTexts)).toEqual(tickets.map(toTexts).map((texts) => texts.map(toStorable)));
  });

  it('gets the organization of its user where it has none', async () => {
    await store.tickets.insert([
      { ticket: makeTicket({ backend, nativeId: 'a', owner: { userId: 'user1', organizationId: null } }) },
      { ticket: makeTicket({ backend, nativeId: 'b', owner: { userId: 'user1', organizationId: 'org2' } }) },
      { ticket: makeTicket({ backend, nativeId: 'c', owner: { userId: 'user2', organizationId: null } }) },
    ]);

    expect((await read('a', 'b', 'c')).map(({ owner }) => owner)).toEqual([
      { userId: 'user1', organizationId: 'org1' },
      { userId: 'user1', organizationId: 'org2' },
      { userId: 'user2', organizationId: null },
    ]);
  });

  it('belongs to one backend', async () => {
    const ticket = makeTicket({ backend, nativeId: 'a' });
    await store.tickets.insert([{ ticket, messages: [makeMessage()] }]);

    backend = 'another';

    expect(await read('a')).toEqual([]);
    expect(await readMessages('a')).toBeUndefined();
    expect(await countTickets(store, { backend })).toBe(0);
  });

  it.each(['\0', 'a\ud800', '\u{1f600}'])('cannot have the id %j', async (nativeId) => {
    const tickets = [
      { ticket: makeTicket({ backend, nativeId: 'fine' }) },
      { ticket: makeTicket({ backend, nativeId }) },
    ];

    await expect(store.tickets.insert(tickets)).rejects.toThrow(RangeError);
    expect(await read('fine', nativeId)).toEqual([]);
  });
});

describe('inserting', () => {
  it.each<[string, Partial<Ticket>]>([
    ['a ticket that is there', { nativeId: 'there' }],
    ['a ticket of nobody known', { owner: { userId: 'nobody', organizationId: null } }],
    ['a ticket of no organization known', { owner: { userId: null, organizationId: 'none' } }],
  ])('%s changes nothing', async (_name, ticket) => {
    await store.tickets.insert([{ ticket: makeTicket({ backend, nativeId: 'there', subject: 'first' }) }]);
    const inserting = store.tickets.insert([
      { ticket: makeTicket({ backend, nativeId: 'new' }) },
      { ticket: makeTicket({ backend, nativeId: 'second', ...ticket }) },
    ]);

    await expect(inserting).rejects.toMatchObject({ name: 'StoreError', code: 'CONSTRAINT' });

    const found = await read('there', 'new', 'second');
    expect(found.map(({ nativeId, subject }) => [nativeId, subject])).toEqual([['there', 'first']]);
  });

  it('takes nothing at all', async () => {
    await expect(store.tickets.insert([])).resolves.toBeUndefined();
    await expect(store.tickets.insertMessages([])).resolves.toBeUndefined();
  });

  it('takes longer texts than one statement holds', async () => {
    const text = 'a long story '.repeat(100_000);
    const messages = Array.from({ length: 7 }, (_, position) => makeMessage({ position, text }));

    await store.tickets.insert([{ ticket: makeTicket({ backend, nativeId: 'long', subject: text }), messages }]);

    expect(await readMessages('long')).toEqual(messages);
    expect(await find(['story'], 'PUBLIC')).toEqual(['long']);
  });

  it('takes more rows than one statement holds', async () => {
    const tickets = Array.from({ length: 1200 }, (_, number) => ({
      ticket: makeTicket({ backend, nativeId: `t${number}`, subject: `number ${number}` }),
      messages: [makeMessage({ text: `hello ${number}` }), makeMessage({ position: 1 })],
    }));

    await store.tickets.insert(tickets);

    expect(await countTickets(store, { backend })).toBe(1200);
    expect(await find(['hello', '1199'], 'PUBLIC')).toEqual(['t1199']);
    expect(await readMessages('t1000')).toEqual(tickets[1000]?.messages);
  });
});

describe('messages', () => {
  const first: Message = {
    id: 'm1',
    nativeId: 'native',
    position: 0,
    type: 'INITIAL_REQUEST',
    visibility: 'PUBLIC',
    authorName: 'Ann',
    text: 'The charger is offline.\r\n\t"Help"',
    textClean: 'The charger is offline.',
    createdAt: '2026-03-02T09:14:05.001Z',
  };
  const note = makeMessage({ id: 'm2', position: 1, visibility: 'INTERNAL', text: 'Charger unplugged' });

  it('come back as they were, by position', async () => {
    await store.tickets.insert([
      { ticket: makeTicket({ backend, nativeId: 'a' }), messages: [note, first] },
      { ticket: makeTicket({ backend, nativeId: 'b' }) },
    ]);

    const request = { backend, nativeIds: ['b', 'a', 'missing'] };
    expect(await store.tickets.listMessages(request, NEVER_ABORTED)).toEqual(
      new Map([
        ['a', [first, note]],
        ['b', []],
      ]),
    );
  });

  it('that come later make their ticket found by their words, and newer', async () => {
    const ticket = makeTicket({ backend, nativeId: 'a', subject: 'hello', latestMessageAt: first.createdAt });
    await store.tickets.insert([{ ticket }]);

    await store.tickets.insertMessages([
      { ticket, message: first },
      { ticket, message: { ...note, createdAt: '2026-01-01T00:00:00.000Z' } },
    ]);

    expect(await find(['hello', 'charger', 'offline'], 'PUBLIC')).toEqual(['a']);
    expect(await find(['unplugged'], 'PUBLIC')).toEqual([]);
    expect(await find(['hello', 'unplugged'], 'ALL')).toEqual(['a']);
    expect(await read('a')).toEqual([{ ...ticket, revision: '2' }]);
  });

  it('that say in public what was internal make it everybody’s', async () => {
    const ticket = makeTicket({ backend, nativeId: 'a' });
    await store.tickets.insert([{ ticket, messages: [note] }]);
    const answer = makeMessage({ position: 2, text: 'It was unplugged.', createdAt: '2026-03-03T00:00:00.000Z' });

    await store.tickets.insertMessages([{ ticket, message: answer }]);

    expect(await find(['unplugged'], 'PUBLIC')).toEqual(['a']);
    expect(await find(['charger'], 'PUBLIC')).toEqual([]);
    expect((await read('a')).map(({ latestMessageAt }) => latestMessageAt)).toEqual([answer.createdAt]);
  });

  it('need their ticket, and a position of their own', async () => {
    const ticket = makeTicket({ backend, nativeId: 'a' });
    await store.tickets.insert([{ ticket, messages: [first] }]);
    const constraint = { name: 'StoreError', code: 'CONSTRAINT' };

    const twice = store.tickets.insertMessages([{ ticket, message: { ...note, position: 0 } }]);
    const homeless = store.tickets.insertMessages([{ ticket: { backend, nativeId: 'b' }, message: note }]);

    await expect(twice).rejects.toMatchObject(constraint);
    await expect(homeless).rejects.toMatchObject(constraint);
    expect(await readMessages('a')).toEqual([first]);
    expect(await find(['unplugged'], 'ALL')).toEqual([]);
  });
});

describe('reading', () => {
  it('carries the account of the owner where it is asked for', async () => {
    await store.tickets.insert([
      { ticket: makeTicket({ backend, nativeId: 'a', owner: { userId: 'user1', organizationId: null } }) },
      { ticket: makeTicket({ backend, nativeId: 'b' }) },
    ]);

    const found = await store.tickets.getMany({ backend, nativeIds: ['a', 'b'], withUser: true }, NEVER_ABORTED);

    expect(new Map(found.map(({ ticket, user }) => [ticket.nativeId, user]))).toEqual(
      new Map([
        ['a', { id: 'user1', email: null, fullName: null, organizationId: 'org1', joinedAt: null }],
        ['b', null],
      ]),
    );
  });

  it('is over at once when the caller no longer waits', async () => {
    const caller = new AbortController();
    const reason = new Error('gone');
    const holding = store.tickets.insert(
      Array.from({ length: 500 }, (_, number) => ({ ticket: makeTicket({ backend, nativeId: `t${number}` }) })),
    );

    const waiting = countTickets(store, { backend }, caller.signal);
    caller.abort(reason);

    await expect(waiting).rejects.toBe(reason);
    await expect(countTickets(store, { backend }, caller.signal)).rejects.toBe(reason);
    await holding;
    expect(await countTickets(store, { backend })).toBe(500);
  });

  it('reports what the database refuses', async () => {
    const after = { value: 'some day', backend, nativeId: 'a' };
    const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
    const page = { backend, filter: [], order, after, limit: 1, withUser: false };

    const listing = store.tickets.list(page, NEVER_ABORTED);

    await expect(listing).rejects.toThrow(StoreError);
    await expect(listing).rejects.toMatchObject({ code: 'QUERY' });
    expect(await store.isReady()).toBe(true);
  });
});

/** Every text in a ticket that the test varies, key and value of the custom field included. */
function toTexts({ subject, tags, customFields }: Ticket): string[] {
  return [
    subject ?? '',
    ...tags,
    ...Object.entries(customFields ?? {})
      .flat(2)
      .map(String),
  ];
}

function toStorable(text: string): string {
  return text.replaceAll(/\p{Cs}/gu, '\uFFFD').replaceAll('\0', '\uFFFD');
}
