import { createWorld, SHARED, type World } from '../world.js';
import { toBasic } from './secrets.js';
import { toSent, type Sent } from './sent.js';
import { createCallers, createWriting, toTicketId, type Callers, type Writing } from './writing.js';

/** A world of which Moov is looked at. */
export interface MoovDesk extends Writing {
  readonly world: World;
  /** The customer has an account; the stranger has none, but the stranger's organisation has one. */
  readonly callers: Callers;
  /** The customer's account, and those of organisations: the customer's first. */
  readonly accountIds: readonly [own: string, company: string, foreign: string];
  readonly customer: World['simulator']['data']['users'][number];
  /** Puts a ticket into an account as if somebody else had opened it, unless told the customer's. */
  place(fields?: { readonly accountId?: string; readonly status?: string }): {
    readonly id: string;
    readonly path: string;
  };
  /** What was sent since `forget`. */
  sent(): Sent[];
  /** Of each request its method and path. */
  calls(): string[];
  forget(): void;
  close(): Promise<void>;
}

export async function createMoovDesk(): Promise<MoovDesk> {
  const world = await createWorld({ backends: 'four', tickets: 12, seed: 7, connection: SHARED });
  const { moov, moovAccounts } = world.together;
  const [own, ...others] = moovAccounts;
  const customer = world.simulator.data.users.find(({ id }) => id === own?.userId);
  const company = others.find(({ organizationId }) => organizationId === customer?.organizationId);
  const foreign = others.find(({ organizationId }) => organizationId !== customer?.organizationId);
  if (!own || !customer || !company || !foreign) throw new Error('The simulators have too few people.');
  const { publicKey, secretKey } = moov.credentials.platform;
  const sent = () => toSent(moov.requests.entries, [`Basic ${toBasic(publicKey, secretKey)}`]);
  return {
    ...createWriting(world),
    world,
    customer,
    callers: await createCallers(world, customer),
    accountIds: [own.accountId, company.accountId, foreign.accountId],
    place: ({ accountId = own.accountId, status = 'new' } = {}) => place(moov.data.tickets, accountId, status),
    sent,
    calls: () => sent().map(({ method, path }) => `${method} ${path}`),
    forget() {
      moov.requests.clear();
      moov.heal();
    },
    close: () => world.close(),
  };
}

let placed = 0;

function place(tickets: World['together']['moov']['data']['tickets'], accountId: string, status: string) {
  const number = 5000 + (placed += 1);
  const ticketID = `dd000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const createdOn = '2026-06-30T10:00:00Z';
  const contact = { email: 'robin.strange@example.com' };
  const messages = [{ author: contact.email, body: 'It does not charge.', sentOn: createdOn }];
  const times = { createdOn, updatedOn: createdOn, latestMessageOn: createdOn };
  tickets.push({ accountId, ticketID, number, title: 'No charge', contact, status, ...times, messages });
  return { id: toTicketId('moov', ticketID), path: `/accounts/${accountId}/tickets/${ticketID}` };
}
