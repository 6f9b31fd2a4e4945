import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askFor } from '../gateway/ask.js';
import { NOW, type World } from '../gateway/world.js';
import { askStatistics, expectStatistics, type StatisticsAnswer } from './ask-statistics.js';
import { tokenFor } from './callers.js';
import { insertTickets } from './desk.js';
import { createFour, type Four } from './four.js';
import { keptOf, type FilterJson, type PlainCaller } from './oracle.js';
import type { PlainMessage, PlainTicket } from './plain/plain-ticket.js';
import { statisticsOf, type StatisticsQuestion } from './statistics.js';

const SEED = 90_210;
const DAY_MS = 86_400_000;
const STAFF: PlainCaller = { sees: 'all', user: null, organization: null, internal: false };
/** What only the hidden ticket, or only an internal note, says. */
const WORD = 'sesame';

const CREATE = `mutation Create($input: CreateTicketInput!) {
  createTicket(input: $input) { __typename ... on CreateTicketPayload { ticket { id } } } }`;
const UPDATE = `mutation Update($input: UpdateTicketInput!) { updateTicket(input: $input) { __typename } }`;
const ADD = `mutation Add($input: AddMessageInput!) { addMessage(input: $input) { __typename } }`;

/** Questions that a hidden ticket would show in: all, by message, by time, by what it alone has. */
const TELLING: readonly FilterJson[] = [
  {},
  { search: WORD },
  { not: { search: WORD } },
  { messages: { position: { gte: 0 } } },
  { createdAt: { lt: '2025-12-01T00:00:00Z' } },
  { status: { in: ['PENDING', 'NEW'] } },
  { humanVerifiedCategory: { eq: 'HIDDEN' } },
  { or: [{ tags: { has: 'hidden' } }, { user: { isNull: false } }] },
];

describe('a hidden ticket shows in no figure', () => {
  let four: Four;
  let people: People;
  let created = 0;
  /** What the user and the organisation are told; nothing that is hidden from them may ever change it. */
  let before: Record<'user' | 'organization', StatisticsAnswer[]>;
  beforeAll(async () => {
    four = await createFour(SEED, 12, { limits: { statisticsKeptMs: 0 } });
    people = findPeople(four.tickets());
    // Once to know what upstreams have besides tickets, so that no request is spared later on.
    for (const caller of [people.user, people.organization]) await askOneByOne(caller);
    before = await askBoth();
  });
  afterAll(() => four.world.close());

  const open = async (backend: string) => {
    const { moovAccounts } = four.world.together;
    const account = moovAccounts.find(({ organizationId }) => organizationId !== people.organization.organization);
    const input = {
      backend,
      idempotencyKey: `key ${(created += 1)}`,
      subject: WORD,
      text: `Open ${WORD}.`,
      ...(backend !== 'desk' && { requesterEmail: 'new@example.com', requesterName: 'New' }),
      ...(backend === 'moov' && { moov: { accountId: account?.accountId } }),
    };
    await writeAsStaff(four.world, CREATE, input);
  };
  const plantAtDesk = () =>
    insertTickets(four.world, [
      {
        ...aTicket(people.stranger),
        id: 'tick00000000000000000000000001',
        subject: WORD,
        status: 'PENDING',
        priority: 'URGENT',
        source: 'CHAT',
        humanVerifiedCategory: 'HIDDEN',
        humanVerifiedSubcategory: 'HIDDEN_TOO',
        tags: ['hidden'],
        createdAt: Date.parse('2025-02-03T04:05:06.789Z'),
        resolvedAt: NOW,
      },
    ]);

  /** Questions asked together share requests, now one the other's and now the other way round. */
  const askOneByOne = async (caller: PlainCaller, filters = TELLING) => {
    const token = await tokenFor(four.world, caller);
    const answers: StatisticsAnswer[] = [];
    for (const filter of filters) answers.push(...(await askStatistics(four.world, token, [toQuestion(filter)])));
    return answers;
  };
  const askBoth = async () => ({
    user: await askOneByOne(people.user),
    organization: await askOneByOne(people.organization),
  });

  it('whichever backend it comes into, and whosever it is', async () => {
    const telling = TELLING.slice(0, 2);
    const beforeAsStaff = totalsOf(await askOneByOne(STAFF, telling));

    await plantAtDesk();
    for (const backend of ['desk', 'moov', 'sirportly']) await open(backend);

    expect(JSON.stringify(await askBoth(), null, 1)).toBe(JSON.stringify(before, null, 1));
    for (const answers of Object.values(before)) expect(totalsOf(answers)[0]).toBeGreaterThan(0);
    const afterAsStaff = totalsOf(await askOneByOne(STAFF, telling));
    expect(afterAsStaff).toEqual(beforeAsStaff.map((total) => total + 4));
  });
});

describe('statistics that are kept', () => {
  let four: Four;
  let people: People;
  let withNotes: readonly PlainTicket[];
  beforeAll(async () => {
    four = await createFour(SEED + 1, 12);
    people = findPeople(four.tickets());
    withNotes = [noted(people.user, 1), noted(people.organization, 2), noted(people.stranger, 3)];
    await insertTickets(four.world, withNotes);
  });
  afterAll(() => four.world.close());

  const everybody = (): PlainCaller[] => {
    const { user, organization, stranger } = people;
    const callers = [user, stranger, organization, { ...organization, user: user.user }, STAFF];
    return callers.flatMap((caller) => [caller, { ...caller, internal: true }]);
  };
  const expectTheirs = async (caller: PlainCaller, filters: readonly FilterJson[]) => {
    const questions = filters.map(toQuestion);
    const answers = await askStatistics(four.world, await tokenFor(four.world, caller), questions);
    const tickets = [...four.tickets(), ...withNotes];
    questions.forEach((question, index) => {
      const context = JSON.stringify({ caller, question });
      expectStatistics(answers[index], statisticsOf(tickets, caller, question), context);
    });
    return answers;
  };

  it('are nobody else’s when callers take turns', async () => {
    for (const caller of [...everybody(), ...everybody().toReversed()]) await expectTheirs(caller, TELLING.slice(0, 4));
  });

  it('are nobody else’s when all ask at once', async () => {
    const unasked = TELLING.slice(0, 4).map((filter) => ({
      and: [filter, { createdAt: { gte: '2026-01-10T00:00:00Z' } }],
    }));

    await Promise.all([...everybody(), ...everybody()].map((caller) => expectTheirs(caller, unasked)));
  });

  it('count no match in a note that the caller may not read', async () => {
    const filters = [
      { search: WORD },
      { not: { search: WORD } },
      { messages: { visibility: 'INTERNAL' } },
      { or: [{ not: { messages: { visibility: 'INTERNAL' } } }, { status: { eq: 'NEW' } }] },
      { messages: { position: { gte: 1 } } },
      ...internalWords(four.tickets(), people.organization).map((search) => ({ search })),
    ];
    const { user, organization } = people;

    const totals = async (caller: PlainCaller) => (await expectTheirs(caller, filters)).map(({ total }) => total);
    const without = [await totals(user), await totals(organization)];
    const allowed = [await totals({ ...user, internal: true }), await totals({ ...organization, internal: true })];

    expect(without.map(([search, , notes]) => ({ search, notes }))).toEqual([
      { search: 0, notes: 0 },
      { search: 0, notes: 0 },
    ]);
    expect(allowed.flatMap(([search]) => search)).not.toContain(0);
  });

  describe('show a write at once', () => {
    let created = 0;
    const newKey = () => `kept ${(created += 1)}`;
    const askTwice = async (filter: FilterJson) => {
      const staff = await tokenFor(four.world, STAFF);
      await askStatistics(four.world, staff, [toQuestion(filter)]);
      const [answer] = await askStatistics(four.world, staff, [toQuestion(filter)]);
      if (!answer) throw new Error('There is no answer.');
      return answer;
    };
    const openAt = async (backend: string) => {
      const input = {
        backend,
        idempotencyKey: newKey(),
        subject: 'New',
        text: 'Hello.',
        ...(backend !== 'desk' && { requesterEmail: 'new@example.com', requesterName: 'New' }),
        ...(backend === 'moov' && { moov: { accountId: four.world.together.moovAccounts[0]?.accountId } }),
      };
      return writeAsStaff(four.world, CREATE, input);
    };
    const anyOf = (backend: string) => {
      const ticket = four.tickets().find((each) => each.backend === backend && each.status === 'OPEN');
      if (!ticket) throw new Error(`${backend} has no open ticket.`);
      return toId(ticket);
    };

    it.each(['desk', 'moov', 'sirportly'])('when a ticket is opened at %s', async (backend) => {
      const filter = { backend: { eq: backend } };
      const before = await askTwice(filter);

      await openAt(backend);

      const after = await askTwice(filter);
      expect(upstreamRequestsOf(before)).toBe(0);
      expect(after.total).toBe(before.total + 1);
      expect(countOf(after, 'NEW')).toBe(countOf(before, 'NEW') + 1);
    });

    it.each(['desk', 'moov', 'sirportly'])('when a ticket is closed at %s', async (backend) => {
      const filter = { backend: { eq: backend } };
      const id = anyOf(backend);
      const before = await askTwice(filter);

      await writeAsStaff(four.world, UPDATE, { id, status: 'CLOSED' });

      const after = await askTwice(filter);
      expect(upstreamRequestsOf(before)).toBe(0);
      expect(after.total).toBe(before.total);
      expect([countOf(after, 'OPEN'), countOf(after, 'CLOSED')]).toEqual([
        countOf(before, 'OPEN') - 1,
        countOf(before, 'CLOSED') + 1,
      ]);
    });

    it.each([
      ['desk', 'BILLING', 'INVOICE'],
      ['ev', 'SOLAR', null],
    ])('when a ticket is put into a category at %s', async (backend, category, subcategory) => {
      const other = { humanVerifiedCategory: { notIn: [category] } };
      const staffs = keptOf(four.tickets(), STAFF, { and: [{ backend: { eq: backend } }, other] });
      const filter = { backend: { eq: backend }, humanVerifiedCategory: { eq: category } };
      const before = await askTwice(filter);

      const input = { humanVerifiedCategory: category, humanVerifiedSubcategory: subcategory };
      await writeAsStaff(four.world, UPDATE, { id: toId(staffs[0]), ...input });

      const after = await askTwice(filter);
      expect(upstreamRequestsOf(before)).toBe(0);
      expect(after.total).toBe(before.total + 1);
      expect(after.topCategories.categories).toMatchObject([{ category: { value: category }, count: after.total }]);
    });

    it.each(['desk', 'sirportly'])('when a message is added at %s', async (backend) => {
      const filter = { backend: { eq: backend }, search: 'abracadabra' };
      const ticket = anyOf(backend);
      const before = await askTwice(filter);

      await writeAsStaff(four.world, ADD, { ticket, idempotencyKey: newKey(), text: 'Abracadabra!' });

      const after = await askTwice(filter);
      expect(upstreamRequestsOf(before)).toBe(0);
      expect([before.total, after.total]).toEqual([0, 1]);
    });
  });
});

function toQuestion(filter: FilterJson): StatisticsQuestion {
  return { filter, interval: 'DAY', timeZone: 'Europe/London', limit: 100 };
}

interface People {
  /** Has tickets in the desk and elsewhere. */
  readonly user: PlainCaller;
  readonly organization: PlainCaller;
  /** Somebody else, of another organisation. */
  readonly stranger: PlainCaller;
}

/** The user with the most tickets, their organisation, and somebody of another one. */
function findPeople(tickets: readonly PlainTicket[]): People {
  const owned = tickets.filter(({ backend, user, organization }) => backend === 'ev' && user && organization);
  const ticketsOf = (user: string | null) => tickets.filter((ticket) => ticket.user === user).length;
  const [first] = owned.toSorted((a, b) => ticketsOf(b.user) - ticketsOf(a.user));
  const other = owned.find(({ organization }) => organization !== first?.organization);
  if (!first || !other) throw new Error('There are no two organisations.');
  return {
    user: { sees: 'own', user: first.user, organization: first.organization, internal: false },
    organization: { sees: 'organization', user: null, organization: first.organization, internal: false },
    stranger: { sees: 'own', user: other.user, organization: other.organization, internal: false },
  };
}

/** A ticket of the desk with one word in its first message. */
function aTicket({ user, organization }: PlainCaller): PlainTicket {
  return {
    backend: 'desk',
    provider: 'LOCAL',
    id: '',
    user,
    organization,
    subject: 'Plain',
    conversationSummary: '',
    externalTicketId: null,
    status: 'OPEN',
    statusName: null,
    priority: null,
    priorityName: null,
    source: null,
    sourceName: null,
    humanVerifiedCategory: null,
    humanVerifiedSubcategory: null,
    aiGeneratedCategory: null,
    aiGeneratedSubcategory: null,
    tags: [],
    createdAt: NOW - 10 * DAY_MS,
    updatedAt: null,
    resolvedAt: null,
    messages: [aMessage(0, 'PUBLIC', 'Hello')],
  };
}

function aMessage(position: number, visibility: PlainMessage['visibility'], text: string): PlainMessage {
  const type = position === 0 ? 'INITIAL_REQUEST' : 'HUMAN_AGENT_RESPONSE';
  return { type, position, visibility, text, createdAt: NOW - 10 * DAY_MS + position * 60_000 };
}

/** A ticket with the word in an internal note alone. */
function noted(owner: PlainCaller, number: number): PlainTicket {
  const id = `tick${String(number).padStart(26, '0')}`;
  return { ...aTicket(owner), id, messages: [aMessage(0, 'PUBLIC', 'Hello'), aMessage(1, 'INTERNAL', WORD)] };
}

/** The longest word of some notes on the tickets that a caller sees. */
function internalWords(tickets: readonly PlainTicket[], caller: PlainCaller): string[] {
  const notes = keptOf(tickets, caller, {}).flatMap(({ messages }) =>
    messages.filter(({ visibility }) => visibility === 'INTERNAL'),
  );
  return notes
    .slice(0, 4)
    .flatMap(({ text }) => (text.match(/\p{Letter}{4,}/gu) ?? []).toSorted((a, b) => b.length - a.length).slice(0, 1));
}

/** Writes with every right. @throws Error when nothing was written */
async function writeAsStaff({ gateway, token }: World, mutation: string, input: object): Promise<void> {
  const staff = await token({ scope: 'support:read support:write support:internal access_all_areas' });
  const data = await askFor<Record<string, { readonly __typename: string }>, object>(gateway, mutation, {
    token: staff,
    variables: { input },
  });
  expect(Object.values(data)).toMatchObject([{ __typename: expect.stringMatching(/Payload$/) }]);
}

function toId(ticket: PlainTicket | undefined): string {
  if (!ticket) throw new Error('There is no such ticket.');
  return Buffer.from(`Ticket:${ticket.backend}:${ticket.id}`).toString('base64url');
}

function upstreamRequestsOf({ backends }: StatisticsAnswer): number {
  return backends.reduce((sum, { upstreamRequests }) => sum + upstreamRequests, 0);
}

function totalsOf(answers: readonly StatisticsAnswer[]): number[] {
  return answers.map(({ total }) => total);
}

function countOf({ byStatus }: StatisticsAnswer, status: string): number {
  return byStatus.find(({ key }) => key === status)?.count ?? 0;
}
