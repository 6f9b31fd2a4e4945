import { createSirportlyTicket, type SirportlyTicketFields } from '../../../src/simulators/sirportly/index.js';
import { NOW, SHARED, createWorld, type World } from '../world.js';
import { toSent, type Sent } from './sent.js';
import { createCallers, createWriting, toTicketId, type Callers, type Writing } from './writing.js';

/** Those of the simulator, and one that nobody has. */
const PUBLIC_FIELDS = ['vehicle', 'summary', 'company_reference', 'colour', 'a_b'];

export const API = '/api/v2';
const HOUR_MS = 3_600_000;

/** A world of which Sirportly is looked at. */
export interface SirportlyDesk extends Writing {
  readonly world: World;
  readonly callers: Callers;
  /** Contact of the customer. */
  readonly contact: World['together']['sirportly']['data']['contacts'][number];
  /** Puts a ticket of the customer's there. Returns its id in the graph and its reference. */
  place(fields?: Partial<SirportlyTicketFields>): { readonly id: string; readonly reference: string };
  /** What was sent since `forget`, without what only reads the desk's tables of names. */
  sent(): Sent[];
  /** The verbs of that. */
  verbs(): string[];
  forget(): void;
  close(): Promise<void>;
}

/** @param connection options of every backend */
export async function createSirportlyDesk(connection: Record<string, unknown> = {}): Promise<SirportlyDesk> {
  const world = await createWorld({
    backends: 'four',
    tickets: 12,
    seed: 7,
    sirportly: { publicCustomFields: PUBLIC_FIELDS },
    connection: { ...SHARED, ...connection },
  });
  const { data, requests, credentials, heal } = world.together.sirportly;
  const [person] = world.simulator.data.users;
  const [contact] = data.contacts;
  if (!person || !contact) throw new Error('The simulators have nobody.');
  const secrets = [credentials.account.token, credentials.account.secret];
  const sent = () => toSent(requests.entries, secrets).filter(({ path }) => !path.startsWith(`${API}/objects/`));
  let placed = 500_000;
  return {
    ...createWriting(world),
    world,
    contact,
    callers: await createCallers(world, person),
    place(fields = {}) {
      const reference = `WW-${(placed += 1)}`;
      const ticket = createSirportlyTicket({ ...toFields(contact), id: placed, reference, ...fields });
      data.tickets.push(ticket);
      return { id: toTicketId('sirportly', reference), reference };
    },
    sent,
    verbs: () => sent().map(({ path }) => path.replace(API, '')),
    forget() {
      requests.clear();
      heal();
    },
    close: () => world.close(),
  };
}

function toFields({ id, contactMethods }: SirportlyDesk['contact']): Omit<SirportlyTicketFields, 'id' | 'reference'> {
  return {
    subject: 'Before',
    submittedAtMs: NOW - 48 * HOUR_MS,
    updatedAtMs: NOW - 24 * HOUR_MS,
    replyDueAtMs: NOW + HOUR_MS,
    resolutionDueAtMs: NOW + 2 * HOUR_MS,
    teamId: 1,
    userId: 1,
    slaId: 1,
    contactId: id,
    contactMethodId: contactMethods[0]?.id ?? null,
    additionalContactMethodIds: contactMethods.map((method) => method.id).slice(1),
    tags: ['before'],
    customFields: { vehicle: 'Nissan Leaf', summary: 'Before' },
    source: { type: 'ApiToken', id: 1, name: 'Portal', token: 'planted-source-token', secret: 'planted-source-secret' },
  };
}
