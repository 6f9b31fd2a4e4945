import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askFor } from '../gateway/ask.js';
import { createFour, type Four } from './four.js';

const CONTACTS = `{ tickets(first: 100) { nodes { id user { id } organization { id } requester { name email } } } }`;
const CONVERSATIONS = '{ tickets(first: 100) { nodes { id messages(first: 1) { nodes { id } } } } }';
const ADDRESSES = `{ tickets(first: 100, filter: { backend: { in: ["ev"] } }) {
  nodes { user { id } details { ... on EvEnergyTicketDetails { userUrl } } } } }`;

interface Owned {
  readonly user: { readonly id: string } | null;
}
interface WithContact extends Owned {
  readonly requester: { readonly name: string | null; readonly email: string | null } | null;
}
interface WithAddress extends Owned {
  readonly details: { readonly userUrl: string | null };
}
interface WithMessages {
  readonly id: string;
  readonly messages: { readonly nodes: readonly { readonly id: string }[] };
}
type Nodes<Node> = { readonly tickets: { readonly nodes: readonly Node[] } };

/** Parts of tickets that not everybody may see who sees the ticket. */
describe('of a ticket that the caller sees', () => {
  let four: Four;
  let organization: string;
  let user: string;
  let strangers: Four;

  beforeAll(async () => {
    four = await createFour(3, 30);
    const { users } = four.world.together.evEnergy.data;
    const member = users.find(({ organizationId }) => organizationId !== null);
    organization = member?.organizationId ?? '';
    user = member?.id ?? '';
    // All of the backend is one organisation's, whatever the directory says of its users.
    strangers = await createFour(3, 30, { evEnergy: { organization } });
  });

  afterAll(() => Promise.all([four.world.close(), strangers.world.close()]));

  const contactsAs = async (claims: { readonly user?: string; readonly organization?: string }) => {
    const token = await four.world.token(claims);
    const { data, errors } = await ask<Nodes<WithContact>>(four.world.gateway, CONTACTS, { token });
    const shown = (data?.tickets.nodes ?? []).filter(({ requester }) => (requester?.email ?? null) !== null);
    return { shown, refused: (errors ?? []).filter(({ extensions }) => extensions.code === 'FORBIDDEN') };
  };

  it('the address of the contact is shown without a scope to the user whose it is alone', async () => {
    const own = await contactsAs({ user });
    const member = await contactsAs({ user, organization });

    expect(own.shown.length).toBeGreaterThan(0);
    expect(own.refused).toEqual([]);
    expect(member.shown.length).toBe(own.shown.length);
    expect(member.refused.length).toBeGreaterThan(0);
    expect(new Set(member.shown.map((ticket) => ticket.user?.id)).size).toBe(1);
  });

  it('the address of the contact is shown without a scope to no organisation, also where no user is known', async () => {
    const { shown, refused } = await contactsAs({ organization });

    expect(shown).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
  });

  it('only its own messages are found in it', async () => {
    const token = await four.world.token({ scope: 'support:read access_all_areas' });
    const { tickets } = await askFor<Nodes<WithMessages>, object>(four.world.gateway, CONVERSATIONS, { token });
    const [first, second] = tickets.nodes.filter(({ messages }) => messages.nodes.length > 0);
    const [own, other] = [first?.messages.nodes[0]?.id, second?.messages.nodes[0]?.id];
    const query = `{ ticket(id: "${first?.id}") { own: message(id: "${own}") { id } other: message(id: "${other}") { id } } }`;

    const { ticket } = await askFor<{ ticket: unknown }, object>(four.world.gateway, query, { token });

    expect(ticket).toEqual({ own: { id: own }, other: null });
  });

  it('the address of the user is shown where the user is', async () => {
    const token = await strangers.world.token({ organization });
    const { tickets } = await askFor<Nodes<WithAddress>, object>(strangers.world.gateway, ADDRESSES, { token });
    const [hidden, seen] = [tickets.nodes.filter((each) => !each.user), tickets.nodes.filter((each) => each.user)];

    expect(Math.min(hidden.length, seen.length)).toBeGreaterThan(0);
    expect(hidden.filter(({ details }) => details.userUrl !== null)).toEqual([]);
    expect(seen.filter(({ details }) => details.userUrl === null)).toEqual([]);
  });
});
