import type { Random } from '../../../src/demo/random.js';
import { parseInstant } from '../../../src/ticket/instant.js';
import { askFor } from '../../gateway/ask.js';
import { insertTickets } from '../desk.js';
import { toId } from '../doors/raw.js';
import type { Four } from '../four.js';
import type { PlainTicket } from '../plain/plain-ticket.js';
import { NOTE } from './questions.js';

/** Something that makes answers other than they were. */
export interface Change {
  readonly name: string;
  /** A question which somebody who sees everything is answered otherwise afterwards. */
  readonly shows: string;
  readonly make: () => Promise<void>;
}

const UPDATE = `mutation Update($input: UpdateTicketInput!) { updateTicket(input: $input) { __typename } }`;
const ADD = `mutation Add($input: AddMessageInput!) { addMessage(input: $input) { __typename } }`;
const CREATE = `mutation Create($input: CreateTicketInput!) { createTicket(input: $input) { __typename } }`;

/** Everything that can be changed through the gateway, and in its store. */
export interface Changes {
  /** One kind after the other. */
  next(): Change;
  /** What was put into the desk since. */
  readonly inserted: readonly PlainTicket[];
}

export function createChanges(four: Four, random: Random, staff: string): Changes {
  const { world } = four;
  const inserted: PlainTicket[] = [];
  let made = 0;
  const send = async (query: string, input: object) => {
    const data = await askFor<object, object>(world.gateway, query, { token: staff, variables: { input } });
    const [answer] = Object.values(data) as { readonly __typename: string }[];
    if (!answer?.__typename.endsWith('Payload')) throw new Error(`${query} ${JSON.stringify({ input, answer })}`);
  };
  const pick = (backend: string, isWanted: (ticket: PlainTicket) => boolean = () => true) =>
    random.pick(four.tickets().filter((ticket) => ticket.backend === backend && isWanted(ticket)));
  const update = (ticket: PlainTicket, fields: object) =>
    send(UPDATE, { id: toId('Ticket', ticket.backend, ticket.id), ...fields });
  const { users, organizations } = world.simulator.data;
  const pickOwner = () => {
    const owners = new Set(four.tickets().map(({ user }) => user));
    return random.pick(users.filter(({ id }) => owners.has(id)));
  };
  const putUser = async (user: (typeof users)[number]) => {
    // Also where the oracle reads who is who.
    const known = users.find(({ id }) => id === user.id);
    if (known) Object.assign(known, user);
    const joinedAt = parseInstant(user.joinedAt);
    await world.gateway.store.directory.putUsers([{ ...user, joinedAt, emailVerified: true }]);
  };
  const open = (backend: string, fields: object) =>
    send(CREATE, { backend, idempotencyKey: `open ${made}`, subject: `New ${made}`, text: NOTE, ...fields });
  const say = (backend: string, visibility: string) => {
    const { id } = pick(backend);
    const message = { text: `${NOTE} ${made}`, visibility, idempotencyKey: `say ${made}` };
    return send(ADD, { ticket: toId('Ticket', backend, id), ...message });
  };

  const kinds: Readonly<Record<string, Omit<Change, 'name'>>> = {
    'a ticket of the desk has another subject': {
      shows: 'Facts',
      make: () => update(pick('desk'), { subject: `Changed ${made}` }),
    },
    'a ticket of ev.energy has another category': {
      shows: 'Facts',
      make: () => {
        const ticket = pick('ev');
        const subcategory = ticket.humanVerifiedSubcategory === 'OFFLINE' ? null : 'OFFLINE';
        return update(ticket, { humanVerifiedCategory: 'CHARGER', humanVerifiedSubcategory: subcategory });
      },
    },
    'a ticket of Moov is closed': {
      shows: 'Facts',
      make: () =>
        update(
          pick('moov', ({ status }) => status !== 'CLOSED'),
          { status: 'CLOSED' },
        ),
    },
    'a ticket of Sirportly has another subject': {
      shows: 'Facts',
      make: () => update(pick('sirportly'), { subject: `Changed ${made}` }),
    },
    'a ticket of Sirportly changes hands': {
      shows: 'Owner',
      make: () => {
        const ticket = pick('sirportly', ({ user }) => user !== null);
        const heir = random.pick(users.filter(({ id, email }) => id !== ticket.user && email !== null));
        return update(ticket, { sirportly: { contactMethodData: heir.email } });
      },
    },
    'a ticket of Moov is opened': {
      shows: 'Everything',
      make: () => {
        const { accountId } = random.pick(world.together.moovAccounts);
        return open('moov', { requesterName: 'New', requesterEmail: 'new@example.com', moov: { accountId } });
      },
    },
    'a ticket of Sirportly is opened': {
      shows: 'Everything',
      make: () => {
        const { email } = random.pick(users.filter((user) => user.email !== null));
        return open('sirportly', { requesterName: 'New', requesterEmail: email });
      },
    },
    'a message is added at the desk': { shows: 'Notes', make: () => say('desk', 'PUBLIC') },
    'a note is added at the desk': { shows: 'Filtered', make: () => say('desk', 'INTERNAL') },
    'a message is added at Sirportly': { shows: 'Notes', make: () => say('sirportly', 'PUBLIC') },
    'a note is added at Sirportly': { shows: 'Filtered', make: () => say('sirportly', 'INTERNAL') },
    'a user moves to another organisation': {
      shows: 'Owner',
      make: () => {
        const user = pickOwner();
        const others = [...organizations.map(({ id }) => id), null].filter((id) => id !== user.organizationId);
        return putUser({ ...user, organizationId: random.pick(others) });
      },
    },
    'a user has another name': {
      shows: 'People',
      make: () => putUser({ ...pickOwner(), fullName: `Renamed ${made}` }),
    },
    'an organisation has another name': {
      shows: 'Owner',
      make: () => {
        const { organization } = random.pick(four.tickets().filter((ticket) => ticket.organization !== null));
        // Contacts name the company, which the oracle knows by its first name: the directory’s is for showing.
        return world.gateway.store.directory.putOrganizations([{ id: organization ?? '', name: `Renamed ${made}` }]);
      },
    },
    'a ticket is put into the store': {
      shows: 'Everything',
      make: async () => {
        const { user, organization } = random.pick(four.tickets());
        const id = `tick${String(made).padStart(26, '9')}`;
        const ticket = { ...pick('desk'), id, user, organization, subject: `Put ${made}` };
        await insertTickets(world, [ticket]);
        inserted.push(ticket);
      },
    },
  };
  const names = Object.keys(kinds);

  return {
    inserted,
    next() {
      const name = names[made % names.length] ?? '';
      const kind = kinds[name];
      if (!kind) throw new Error('There is nothing to change.');
      made += 1;
      return { name, ...kind };
    },
  };
}
