import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/demo/random.js';
import { ask, askFor } from '../gateway/ask.js';
import { createWorld, type World } from '../gateway/world.js';
import { tokenFor } from '../visibility/callers.js';
import { insertTickets } from '../visibility/desk.js';
import type { Condition } from '../../src/ticket/filter.js';
import { answerOf, type FilterJson, type OrderJson, type PlainCaller } from '../visibility/oracle.js';
import type { PlainTicket } from '../visibility/plain/plain-ticket.js';
import { NEVER_ABORTED } from './stores.js';

const DAY = Date.parse('2026-03-02T00:00:00Z');
const EVERYBODY: PlainCaller = { sees: 'all', user: null, organization: null, internal: false };
const QUESTIONS = 10;
const FIELDS = [
  'externalTicketId',
  'statusName',
  'priorityName',
  'sourceName',
  'humanVerifiedCategory',
  'humanVerifiedSubcategory',
  'aiGeneratedCategory',
  'aiGeneratedSubcategory',
] as const;

/** Texts that mean something to SQL, to a pattern, to a format, to JSON, to C, to Unicode or to nobody. */
const HOSTILE_TEXTS: readonly string[] = [
  "' or 1=1 --",
  "'; drop table tickets; --",
  '"; select pg_sleep(9); --',
  '$1',
  '$$;$$',
  '/* comment */',
  '%',
  '_',
  'a%',
  '\\',
  '\\%',
  "\\'",
  "E'\\x41'",
  '{"a","b"}',
  '{',
  'NULL',
  '(a+)+$',
  '.*',
  '[',
  '%s%n%x',
  '${7*7}{{7*7}}',
  '../../etc/passwd',
  '<script>',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00\ud800',
  '\uFFFD',
  '\u202Egnp.exe',
  'שלום עולם',
  'مرحبا',
  'ﬀ',
  'İ',
  'e\u0301',
  '\u{1f600}',
  '\t\n\r',
  ' ',
  '',
  '__proto__',
  'constructor',
  'true',
  '1e309',
  'x'.repeat(10_000),
  // One word that no index takes as it is.
  Array.from({ length: 60_000 }, (_, index) => ((index * 7919) % 36).toString(36)).join(''),
];

interface Options {
  /** In how many fields and operators each text is tried. */
  readonly testsPerText: number;
}

/** Every text as a value of every kind of filter, as an id, a cursor and words to search for, against a naive filter. */
export function describeHostileText({ testsPerText }: Options): void {
  describe('hostile text', () => {
    let world: World;
    let token: string;
    const tickets = HOSTILE_TEXTS.map(toTicket);
    beforeAll(async () => {
      world = await createWorld({ tickets: 1 });
      token = await tokenFor(world, EVERYBODY);
      await insertTickets(world, tickets);
    });
    afterAll(() => world.close());

    it('filters as a naive filter does, in every order', async () => {
      const random = createRandom(1);
      const questions = HOSTILE_TEXTS.flatMap((text, index) =>
        chooseTests(text, index, testsPerText).map((test) => ({ filter: test, order: random.pick(ORDERS) })),
      );

      const wrong: unknown[] = [];
      for (let start = 0; start < questions.length; start += QUESTIONS) {
        const some = questions.slice(start, start + QUESTIONS);
        const answers = await askAll(world, token, some);
        some.forEach(({ filter, order }, index) => {
          const expected = answerOf(tickets, EVERYBODY, filter, order);
          if (JSON.stringify(answers[index]) !== JSON.stringify(expected)) {
            wrong.push({ filter, order, answer: answers[index], expected });
          }
        });
      }

      expect(wrong).toEqual([]);
    }, 600_000);

    it('of a megabyte is a value like any other to the store', async () => {
      const text = 'x1'.repeat(500_000);
      const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
      const page = { backend: 'desk', order, after: null, limit: 100, withUser: false };
      const count = async (condition: Condition) =>
        (await world.gateway.store.tickets.list({ ...page, filter: [condition] }, NEVER_ABORTED)).length;

      expect(await count({ field: 'statusName', operator: 'eq', value: text })).toBe(0);
      expect(await count({ field: 'tags', operator: 'hasAny', value: [text, 'every'] })).toBe(tickets.length);
      expect(await count({ field: 'search', operator: 'words', value: { words: [text], messages: 'ALL' } })).toBe(0);
    });

    it('is found as an id where a ticket has it, and nowhere else', async () => {
      const ids = [...HOSTILE_TEXTS.filter((text) => text !== ''), ...tickets.map(({ id }) => id)];
      for (let start = 0; start < ids.length; start += QUESTIONS) {
        const some = ids.slice(start, start + QUESTIONS);
        const fields = some.map(
          (_id, index) => `n${index}: ticketByNativeId(backend: "desk", nativeId: $n${index}) { nativeId }`,
        );
        const query = `query Q(${some.map((_id, index) => `$n${index}: String!`).join(', ')}) { ${fields.join(' ')} }`;
        const variables = Object.fromEntries(some.map((id, index) => [`n${index}`, id]));
        const found = await askFor<Record<string, { nativeId: string } | null>, object>(world.gateway, query, {
          token,
          variables,
        });

        const expected = some.map((id) => (tickets.some((ticket) => ticket.id === id) ? id : null));
        expect(some.map((_id, index) => found[`n${index}`]?.nativeId ?? null)).toEqual(expected);
      }
    });

    it('is no cursor and no node', async () => {
      const queries = [
        'query C($text: String!) { tickets(first: 1, after: $text) { nodes { id } } }',
        'query N($text: ID!) { node(id: $text) { id } }',
      ];
      for (const text of HOSTILE_TEXTS) {
        for (const query of queries) {
          const { errors = [] } = await ask(world.gateway, query, { token, variables: { text } });
          expect(
            errors.map(({ extensions }) => extensions.code),
            query + text,
          ).toEqual(['BAD_USER_INPUT']);
        }
      }
    });

    it('is written as it is, or refused as bad input', async () => {
      const query = `mutation C($input: CreateTicketInput!) { createTicket(input: $input) { __typename
        ... on CreateTicketPayload { ticket { subject tags messages(first: 1) { nodes { text } } } } } }`;
      const staff = await world.token({ scope: 'support:read support:write access_all_areas' });
      for (const [index, text] of HOSTILE_TEXTS.entries()) {
        // A line or a tag of that length would be refused.
        const line = text.length > 60 ? '' : text;
        const [subject, tags] = [`s${line}`, [`g${line}`]];
        const input = { backend: 'desk', idempotencyKey: `${index}`, subject, text: `t${text}`, tags };
        const { createTicket } = await askFor<{ createTicket: { __typename: string; ticket?: object } }, object>(
          world.gateway,
          query,
          { token: staff, variables: { input } },
        );
        if (createTicket.__typename === 'ValidationError' && /[\p{Cc}\p{Cs}]/u.test(subject)) continue;
        expect(createTicket, text).toEqual({
          __typename: 'CreateTicketPayload',
          ticket: { subject, tags, messages: { nodes: [{ text: `t${text}` }] } },
        });
      }
    });
  });
}

const ORDERS: readonly OrderJson[] = (['CREATED_AT', 'UPDATED_AT', 'RESOLVED_AT', 'PRIORITY'] as const).flatMap(
  (field) => [
    { field, direction: 'ASC' },
    { field, direction: 'DESC' },
  ],
);

/** Some of all tests of that text, others for each text. */
function chooseTests(text: string, index: number, count: number): FilterJson[] {
  const all: FilterJson[] = [
    ...FIELDS.flatMap((field) => [
      { [field]: { eq: text } },
      { [field]: { in: [text, 'no such text'] } },
      { [field]: { notIn: [text] } },
    ]),
    { tags: { has: text } },
    { tags: { hasAny: [text, 'no such text'] } },
    { tags: { hasAll: [text, 'every'] } },
    // Without a letter or digit there is nothing to search for, and the gateway says so.
    ...(/[\p{Letter}\p{Number}]/u.test(text) ? [{ search: text }, { not: { search: text } }] : []),
    { user: { in: [toNodeId('User', text)] } },
    { organization: { eq: toNodeId('Organization', text) } },
    { or: [{ externalTicketId: { eq: text } }, { tags: { has: text } }] },
  ];
  const chosen = Array.from({ length: Math.min(count, all.length) }, (_, step) => all[(index + step * 7) % all.length]);
  return chosen.flatMap((test) => (test && !isTooOdd(test) ? [{ and: [test, { backend: { eq: 'desk' } }] }] : []));
}

/** Half of a surrogate pair has no URI, and so no node id. */
function isTooOdd(test: FilterJson): boolean {
  return Object.values(test).some((part) => JSON.stringify(part).includes(NO_NODE_ID));
}

const NO_NODE_ID = 'there is no such id';

function toNodeId(type: 'User' | 'Organization', id: string): string {
  try {
    return Buffer.from(`${type}:${encodeURIComponent(id || 'nobody')}`).toString('base64url');
  } catch (error) {
    if (error instanceof URIError) return NO_NODE_ID;
    throw error;
  }
}

/** A ticket with that text wherever it can be; ids hold neither zeros nor anything beyond U+FFFF. */
function toTicket(text: string, index: number): PlainTicket {
  const stored = toStored(text);
  const createdAt = DAY + (index % 5) * 1000;
  return {
    backend: 'desk',
    provider: 'LOCAL',
    id: `${index}${/[\0\ud800-\udfff]/.test(text) || text.length > 500 ? '' : text}`,
    user: null,
    organization: null,
    subject: `subject ${stored}`,
    conversationSummary: index % 2 === 0 ? stored : '',
    externalTicketId: text.length > 500 ? null : stored,
    status: index % 3 === 0 ? 'OPEN' : null,
    statusName: stored,
    priority: index % 2 === 0 ? 'HIGH' : null,
    priorityName: stored,
    source: null,
    sourceName: stored,
    humanVerifiedCategory: stored,
    humanVerifiedSubcategory: stored,
    aiGeneratedCategory: stored,
    aiGeneratedSubcategory: stored,
    tags: text.length > 500 ? ['every'] : [stored, 'every'],
    createdAt,
    updatedAt: index % 4 === 0 ? null : createdAt + 5000,
    resolvedAt: null,
    messages: [{ type: 'INITIAL_REQUEST', position: 0, visibility: 'PUBLIC', text: `words ${stored}`, createdAt }],
  };
}

/** What cannot be stored is stored as U+FFFD. */
function toStored(text: string): string {
  return text.replaceAll(/\p{Cs}|\0/gu, '\uFFFD');
}

async function askAll(
  world: World,
  token: string,
  questions: readonly { readonly filter: FilterJson; readonly order: OrderJson }[],
): Promise<string[][]> {
  const fields = questions.map(
    (_question, index) =>
      `q${index}: tickets(first: 100, filter: $f${index}, orderBy: $o${index}) { nodes { nativeId backend { key } } }`,
  );
  const parameters = questions.map((_question, index) => `$f${index}: TicketFilter, $o${index}: TicketOrder`);
  const variables = Object.fromEntries(
    questions.flatMap(({ filter, order }, index) => [
      [`f${index}`, filter],
      [`o${index}`, order],
    ]),
  );
  const query = `query Q(${parameters.join(', ')}) { ${fields.join('\n')} }`;
  type Page = { readonly nodes: readonly { readonly nativeId: string; readonly backend: { readonly key: string } }[] };
  const data = await askFor<Record<string, Page>, object>(world.gateway, query, { token, variables });
  return questions.map(
    (_question, index) => data[`q${index}`]?.nodes.map(({ backend, nativeId }) => `${backend.key} ${nativeId}`) ?? [],
  );
}
