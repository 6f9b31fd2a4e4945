import { beforeAll, describe, expect, it } from 'vitest';
import { NOW } from '../../gateway/world.js';
import { insertTickets } from '../desk.js';
import type { Four } from '../four.js';
import type { PlainTicket } from '../plain/plain-ticket.js';
import { findHidden, findInsiders, tokenToWrite, type Insiders } from './people.js';
import { askRaw, toId, type RawAnswer } from './raw.js';

const REPORT =
  'backends { backend { key health } outcome reason error { code } upstreamRequests pushed evaluatedHere }';
const ORDERS = ['CREATED_AT', 'UPDATED_AT', 'RESOLVED_AT', 'PRIORITY'];
/** What only the hidden ticket has. */
const PLANTED = { subject: 'sesame', humanVerifiedCategory: 'HIDDEN', tags: ['hidden'], externalTicketId: 'secret-1' };
const ID = 'tick0HIDDEN0000000000000000000';

/** One question a door: each is asked before a ticket is hidden and after. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  totalCount: ['{ tickets { totalCount { value precision } } }'],
  nodes: ['{ tickets(first: 100) { nodes { id version } } }'],
  'pageInfo and cursors': [1, 3, 100].flatMap((size) => [
    `{ tickets(first: ${size}) { edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    `{ tickets(last: ${size}) { edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
  ]),
  'the place in every order': ORDERS.flatMap((field) =>
    ['ASC', 'DESC'].map(
      (way) => `{ tickets(first: 3, orderBy: { field: ${field}, direction: ${way} }) { nodes { id } } }`,
    ),
  ),
  reports: [`{ tickets(first: 1) { ${REPORT} } }`, `{ stats { ${REPORT} } }`],
  statistics: [
    '{ stats { total byStatus { key count } byBackend { key count share } volume(interval: MONTH) { date count } } }',
  ],
  'filters that it alone passes': [
    `{ search: "${PLANTED.subject}" }`,
    `{ humanVerifiedCategory: { eq: "${PLANTED.humanVerifiedCategory}" } }`,
    `{ tags: { has: "${PLANTED.tags[0]}" } }`,
    `{ externalTicketId: { eq: "${PLANTED.externalTicketId}" } }`,
    '{ createdAt: { gte: "2026-07-01T23:00:00Z" } }',
    '{ not: { or: [{ createdAt: { lt: "2026-07-01T23:00:00Z" } }] } }',
  ].flatMap((filter) => [
    `{ tickets(filter: ${filter}) { nodes { id } totalCount { value } pageInfo { hasNextPage endCursor } } }`,
    `{ stats(filter: ${filter}) { total topCategories { categories { category { value label } } } } }`,
  ]),
  'error texts': [
    '{ tickets(first: 101) { nodes { id } } }',
    `{ tickets(after: "${ID}") { nodes { id } } }`,
    `{ ticket(id: "${toId('Ticket', 'desk', ID, 'more')}") { id } }`,
    `{ node(id: "${toId('Message', 'desk', ID, 'm0')}") { id } ticketByNativeId(backend: "desk", nativeId: "${ID}") { id } }`,
    `mutation { updateTicket(input: { id: "${toId('Ticket', 'desk', ID)}", subject: "x" }) { __typename ... on UserError { message } } }`,
  ],
  categories: ['{ categories { value label subcategories { value } } }', '{ backends { key health } }'],
};

/** A ticket that comes in and is hidden changes no answer to those who do not see it. */
export function describePlanted(getFour: () => Four, callers: readonly (keyof Insiders)[]): void {
  describe.each(callers)('a hidden ticket shows a %s nothing', (who) => {
    const before = new Map<string, readonly RawAnswer[]>();
    let token: string;
    const askAt = async (door: string) => {
      const answers: RawAnswer[] = [];
      for (const query of DOORS[door] ?? []) answers.push(await askRaw(getFour().world, { query, token }));
      return answers;
    };
    beforeAll(async () => {
      const four = getFour();
      token = await tokenToWrite(four.world, findInsiders(four)[who]);
      // What upstreams have besides tickets is read once.
      await askAt('categories');
      for (const door of Object.keys(DOORS)) before.set(door, await askAt(door));
      const { user, organization } = findHidden(four, findInsiders(four), 'desk');
      await insertTickets(four.world, [{ ...aTicket(who), user, organization }]);
    });

    it.each(Object.keys(DOORS))('through %s', async (door) => {
      expect(await askAt(door)).toEqual(before.get(door));
      expect(before.get(door)?.map(({ status }) => status)).not.toContain(500);
    });

    it('while staff see it first of all', async () => {
      const { world } = getFour();
      const staff = await world.token({ scope: 'support:read access_all_areas' });

      const { body } = await askRaw(world, { query: '{ tickets(first: 1) { nodes { nativeId } } }', token: staff });

      expect(body).toContain(ID.slice(0, 11));
    });
  });
}

/** The newest, the most urgent, resolved last, with a category of its own. */
function aTicket(who: string): PlainTicket {
  return {
    ...PLANTED,
    backend: 'desk',
    provider: 'LOCAL',
    id: who === 'user' ? ID : `${ID.slice(0, -1)}1`,
    user: null,
    organization: null,
    conversationSummary: '',
    status: 'OPEN',
    statusName: null,
    priority: 'URGENT',
    priorityName: null,
    source: 'PHONE',
    sourceName: null,
    humanVerifiedSubcategory: null,
    aiGeneratedCategory: null,
    aiGeneratedSubcategory: null,
    createdAt: NOW - 1000,
    updatedAt: NOW - 500,
    resolvedAt: NOW - 500,
    messages: [{ type: 'INITIAL_REQUEST', position: 0, visibility: 'PUBLIC', text: 'sesame', createdAt: NOW - 1000 }],
  };
}
