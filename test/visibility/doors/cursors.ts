import { beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../gateway/ask.js';
import type { Four } from '../four.js';
import { findInsiders, tokenToWrite } from './people.js';

const PAGE = `query Page($after: String, $order: TicketOrder, $filter: TicketFilter) {
  tickets(first: 2, after: $after, orderBy: $order, filter: $filter) { edges { cursor node { id } } pageInfo { endCursor } } }`;
const REFUSED = /^after (is not a cursor of this gateway|belongs to another filter, order or caller)/;

/** What a cursor tells, and what can be done with one: nothing beside paging on. */
export function describeCursors(getFour: () => Four): void {
  describe('a cursor', () => {
    let tokens: Record<'user' | 'organization' | 'staff' | 'userOfOrganization', string>;
    beforeAll(async () => {
      const { world } = getFour();
      const { user, organization } = findInsiders(getFour());
      tokens = {
        user: await tokenToWrite(world, user),
        organization: await tokenToWrite(world, organization),
        staff: await world.token({ user: user.user, scope: 'support:read access_all_areas' }),
        userOfOrganization: await world.token({ user: user.user, organization: organization.organization }),
      };
    });

    const page = async (token: string, variables: Record<string, unknown> = {}) =>
      ask<PageAnswer>(getFour().world.gateway, PAGE, { token, variables });
    const cursorOf = async (token: string) => (await page(token)).data?.tickets.edges.at(-1)?.cursor ?? '';

    it('tells nothing when it is decoded', async () => {
      const cursor = await cursorOf(tokens.user);

      const text = Buffer.from(cursor, 'base64url').toString('latin1');

      expect(cursor).toMatch(/^[\w-]{40,}$/);
      expect(text).not.toMatch(/desk|sirportly|moov|tick|user|20\d\d-/);
    });

    it('is refused once it is edited, wherever that is, in the same words', async () => {
      const cursor = await cursorOf(tokens.user);
      const edited = [0, 7, 15, 16, 40, cursor.length - 2].map((at) => {
        const other = cursor[at] === 'A' ? 'B' : 'A';
        return cursor.slice(0, at) + other + cursor.slice(at + 1);
      });
      const garbage = [
        '',
        'null',
        '0',
        cursor.slice(1),
        `${cursor}A`,
        `${cursor}=`,
        Buffer.from('["a"]').toString('base64'),
      ];

      const answers = await Promise.all([...edited, ...garbage].map((after) => page(tokens.user, { after })));

      const messages = answers.map(({ errors }) =>
        errors?.map(({ message, extensions }) => `${extensions.code} ${message}`),
      );
      expect(new Set(messages.map((message) => message?.join()))).toHaveLength(1);
      expect(messages[0]?.join()).toMatch(/^BAD_USER_INPUT after is not a cursor of this gateway/);
    });

    it('is refused to every caller who sees other tickets', async () => {
      const callers = Object.entries(tokens);
      const colleagues = new Set(['organization', 'userOfOrganization']);
      const seeTheSame = (one: string, other: string) =>
        one === other || (colleagues.has(one) && colleagues.has(other));
      for (const [owner, token] of callers) {
        const after = await cursorOf(token);
        for (const [caller, other] of callers) {
          const { errors } = await page(other, { after });
          if (seeTheSame(caller, owner)) expect(errors).toBeUndefined();
          else expect(errors?.[0]?.message, `${owner}’s for ${caller}`).toMatch(REFUSED);
        }
      }
    });

    it.each([
      ['another filter', { filter: { status: { eq: 'OPEN' } } }],
      ['another order', { order: { field: 'CREATED_AT', direction: 'ASC' } }],
    ])('is refused with %s', async (_what, variables) => {
      const after = await cursorOf(tokens.user);

      expect((await page(tokens.user, { ...variables, after })).errors?.[0]?.message).toMatch(REFUSED);
    });

    it('of a list is refused in a conversation, and the other way round', async () => {
      const after = await cursorOf(tokens.staff);
      const query = `query Q($after: String) { tickets(first: 40) { nodes { messages(first: 1, after: $after) { edges { cursor } } } } }`;
      const { gateway } = getFour().world;
      type Messages = { tickets: { nodes: { messages: { edges: { cursor: string }[] } | null }[] } };

      const refused = await ask<Messages>(gateway, query, { token: tokens.staff, variables: { after } });
      const { data } = await ask<Messages>(gateway, query, { token: tokens.staff });
      const ofMessage = data?.tickets.nodes.flatMap(({ messages }) => messages?.edges ?? [])[0]?.cursor;

      expect(refused.errors?.[0]?.message).toMatch(REFUSED);
      expect((await page(tokens.staff, { after: ofMessage })).errors?.[0]?.message).toMatch(REFUSED);
    });
  });
}

interface PageAnswer {
  readonly tickets: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly endCursor: string | null };
  };
}
