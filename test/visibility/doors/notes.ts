import { beforeAll, describe, expect, it } from 'vitest';
import { askFor } from '../../gateway/ask.js';
import type { Four } from '../four.js';
import { findInsiders, findOwn, tokenToWrite } from './people.js';
import { toId } from './raw.js';

const WHOLE = `query Whole($id: ID!) { ticket(id: $id) { id version subject status statusName priority tags customFields attributes
  conversationSummary createdAt updatedAt resolvedAt closedAt latestMessageAt assignee { name }
  messages(first: 100) { totalCount pageInfo { hasNextPage startCursor endCursor }
    edges { cursor node { id position type visibility authorName text createdAt } } }
  details { __typename ... on SirportlyTicketDetails { updateCount lastRespondent firstResponseSeconds additionalRecipients } } } }`;
const ADD = `mutation Add($input: AddMessageInput!) { addMessage(input: $input) { __typename } }`;
const FILTERS = [
  '{ search: "abracadabra" }',
  '{ messages: { visibility: INTERNAL } }',
  '{ messages: { position: { gte: 90 } } }',
];

interface Whole {
  readonly version: string;
  readonly updatedAt: string | null;
  readonly messages: { readonly edges: readonly { readonly node: { readonly position: number } }[] };
}

/** What an internal note changes for those who may not read it, in all: the ticket's version, and places behind it. */
export function describeNotes(getFour: () => Four): void {
  describe.each([
    ['desk', ['version']],
    // Sirportly's own time of the last change moves with everything that staff do.
    ['sirportly', ['version', 'updatedAt']],
  ] as const)('an internal note at %s', (backend, moved) => {
    let id: string;
    let user: string;
    let staff: string;
    beforeAll(async () => {
      const four = getFour();
      const insiders = findInsiders(four);
      id = toId('Ticket', backend, findOwn(four, insiders.user, backend).id);
      user = await tokenToWrite(four.world, insiders.user);
      staff = await tokenToWrite(four.world, { sees: 'all', user: null, organization: null, internal: true });
    });

    const read = async (token: string) => {
      const { gateway } = getFour().world;
      return (await askFor<{ ticket: Whole }, object>(gateway, WHOLE, { token, variables: { id } })).ticket;
    };
    const find = async (filter: string) => {
      const query = `{ tickets(filter: ${filter}) { nodes { id } totalCount { value } } stats(filter: ${filter}) { total } }`;
      return askFor<object, object>(getFour().world.gateway, query, { token: user });
    };
    const add = async (visibility: string, text: string) => {
      const input = { ticket: id, idempotencyKey: `${backend} ${text}`, text, visibility };
      const added = await askFor<object, object>(getFour().world.gateway, ADD, { token: staff, variables: { input } });
      expect(added).toEqual({ addMessage: { __typename: 'AddMessagePayload' } });
    };

    it(`shows in nothing but ${moved.join(' and ')}, and in the places of what is said afterwards`, async () => {
      const before = await read(user);
      const foundBefore = await Promise.all(FILTERS.map(find));

      await add('INTERNAL', 'Abracadabra!');
      const after = await read(user);
      const found = await Promise.all(FILTERS.map(find));
      await add('PUBLIC', 'We are at it.');
      const later = await read(user);

      expect(without(after, moved)).toEqual(without(before, moved));
      expect(after.version).not.toBe(before.version);
      expect(found).toEqual(foundBefore);
      expect((await read(staff)).messages.edges).toHaveLength(later.messages.edges.length + 1);
      expect(later.messages.edges.length).toBe(before.messages.edges.length + 1);
    });
  });
}

function without(ticket: Whole, fields: readonly string[]): object {
  return Object.fromEntries(Object.entries(ticket).filter(([name]) => !fields.includes(name)));
}
