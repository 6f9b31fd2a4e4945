import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../../../src/store/store.js';
import { matches, type Candidate } from '../../../src/ticket/matches.js';
import type { Condition, MessageFilter, TicketFilter } from '../../../src/ticket/filter.js';
import { toWords } from '../../../src/ticket/words.js';
import { randomCandidate, randomFilter } from '../../provider/filters.js';
import { makeMessage, makeTicket } from '../../ticket/tickets.js';
import { countTickets, makeUser, NEVER_ABORTED } from '../stores.js';

// One of the texts that random filters look for.
const BACKEND = 'a';
const OWNERS = ['a', 'b', 'OPEN', 'NEW', 'HIGH', 'EMAIL', 'MOOV', 'LOCAL'];
const TIMES = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', null];

let store: Store;
let candidates: readonly Candidate[];

beforeAll(async () => {
  store = await createStore({ dataDirectory: null });
  await store.directory.putOrganizations(OWNERS.map((id) => ({ id, name: id })));
  await store.directory.putUsers(OWNERS.map((id) => makeUser({ id })));
  candidates = [...sampleCandidates(), ...spokenCandidates()];
  await store.tickets.insert(candidates.map(({ ticket, messages }) => ({ ticket, messages: messages ?? [] })));
});

afterAll(() => store.close());

function sampleCandidates(): Candidate[] {
  return fc.sample(randomCandidate, { numRuns: 300, seed: 20260504 }).map(({ ticket, messages }, number) => ({
    ticket: { ...ticket, backend: BACKEND, nativeId: `random-${number}` },
    provider: 'LOCAL',
    messages: (messages ?? []).map((message, position) => ({
      ...message,
      position,
      createdAt: TIMES[(number + position) % TIMES.length] ?? null,
    })),
  }));
}

/** Tickets whose words stand in different places. */
function spokenCandidates(): Candidate[] {
  const places = [
    { subject: 'Ladesäule OFFLINE' },
    { conversationSummary: 'The charger is offline' },
    { publicText: 'Ｏｆｆｌｉｎｅ since Monday' },
    { internalText: 'offline, as the log says' },
    { subject: 'offline', internalText: 'Offline again', publicText: 'The charger' },
  ];
  return places.map(({ subject = null, conversationSummary = null, publicText = '', internalText = '' }, number) => ({
    ticket: makeTicket({ backend: BACKEND, nativeId: `spoken-${number}`, subject, conversationSummary }),
    provider: 'LOCAL',
    messages: [
      makeMessage({ text: publicText }),
      makeMessage({ position: 1, visibility: 'INTERNAL', text: internalText }),
    ],
  }));
}

async function idsFromStore(filter: TicketFilter): Promise<string[]> {
  const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
  const request = { backend: BACKEND, filter, order, after: null, limit: 1000, withUser: false };
  const found = await store.tickets.list(request, NEVER_ABORTED);
  return found.map(({ ticket }) => ticket.nativeId).toSorted();
}

function idsFromMatches(filter: TicketFilter): string[] {
  const kept = candidates.filter((candidate) => matches(filter, candidate));
  return kept.map(({ ticket }) => ticket.nativeId).toSorted();
}

describe('filters in SQL', () => {
  it('keep what matches() keeps, whatever the filter', async () => {
    await fc.assert(
      fc.asyncProperty(randomFilter, async (filter) => {
        expect(await idsFromStore(filter)).toEqual(idsFromMatches(filter));
      }),
      { numRuns: 250, seed: 1 },
    );
  });

  it('count what they list', async () => {
    await fc.assert(
      fc.asyncProperty(randomFilter, async (filter) => {
        const count = await countTickets(store, { backend: BACKEND, filter });

        expect(count).toBe(idsFromMatches(filter).length);
      }),
      { numRuns: 50, seed: 2 },
    );
  });

  it.each<[MessageFilter]>([
    [[]],
    [[{ field: 'position', operator: 'eq', value: 1 }]],
    [[{ field: 'position', operator: 'gte', value: 1.5 }]],
    [[{ field: 'position', operator: 'lte', value: 2 ** 40 }]],
    [[{ field: 'createdAt', operator: 'gte', value: '2026-01-01T00:00:00.001Z' }]],
    [[{ field: 'createdAt', operator: 'lt', value: '0000-01-01T00:00:00.000Z' }]],
    [[{ field: 'createdAt', operator: 'lte', value: '9999-12-31T23:59:59.999Z' }]],
    [[{ field: 'type', operator: 'in', value: [] }]],
    [
      [
        { field: 'type', operator: 'in', value: ['INITIAL_REQUEST', 'AI_AGENT_RESPONSE'] },
        { field: 'visibility', operator: 'eq', value: 'INTERNAL' },
        { field: 'createdAt', operator: 'gt', value: '2026-01-01T00:00:00.000Z' },
      ],
    ],
  ])('look for one message that passes %j', async (value) => {
    const some: Condition = { field: 'messages', operator: 'some', value };

    expect(await idsFromStore([some])).toEqual(idsFromMatches([some]));
    expect(await idsFromStore([{ not: [some] }])).toEqual(idsFromMatches([{ not: [some] }]));
  });

  it.each([
    ['offline', 'PUBLIC', ['spoken-0', 'spoken-1', 'spoken-2', 'spoken-4']],
    ['offline', 'ALL', ['spoken-0', 'spoken-1', 'spoken-2', 'spoken-3', 'spoken-4']],
    ['OFFLINE charger', 'PUBLIC', ['spoken-1', 'spoken-4']],
    ['log offline', 'ALL', ['spoken-3']],
    ['log offline', 'PUBLIC', []],
    ['again charger', 'ALL', ['spoken-4']],
    ['again', 'PUBLIC', []],
    ['off', 'ALL', []],
    ['ladesäule', 'PUBLIC', ['spoken-0']],
  ] as const)('find %j in %s messages of %j', async (text, messages, expected) => {
    const search: Condition = { field: 'search', operator: 'words', value: { words: toWords(text), messages } };

    expect(await idsFromStore([search])).toEqual(expected);
    expect(idsFromMatches([search])).toEqual(expected);
  });
});

const HOSTILE = [
  '\0',
  'a\0',
  '\ud800',
  'x\udfff',
  `'; drop table tickets; --`,
  '%',
  '_',
  '\\',
  '"',
  '{}',
  '{a,b}',
  'NULL',
];

describe.each(HOSTILE)('the hostile text %j', (text) => {
  it.each<[Condition]>([
    [{ field: 'statusName', operator: 'eq', value: text }],
    [{ field: 'backend', operator: 'eq', value: text }],
    [{ field: 'user', operator: 'in', value: [text] }],
    [{ field: 'statusName', operator: 'in', value: [text, 'a'] }],
    [{ field: 'statusName', operator: 'notIn', value: [text] }],
    [{ field: 'organization', operator: 'notIn', value: [text, 'b'] }],
    [{ field: 'tags', operator: 'has', value: text }],
    [{ field: 'tags', operator: 'hasAny', value: [text, 'a'] }],
    [{ field: 'tags', operator: 'hasAll', value: [text, 'a'] }],
    [{ field: 'search', operator: 'words', value: { words: [text], messages: 'ALL' } }],
    [{ field: 'search', operator: 'words', value: { words: [text, 'red'], messages: 'PUBLIC' } }],
  ])('is only a text in %j', async (condition) => {
    expect(await idsFromStore([condition])).toEqual(idsFromMatches([condition]));
    expect(await idsFromStore([{ not: [condition] }])).toEqual(idsFromMatches([{ not: [condition] }]));
  });
});
