import { beforeAll, describe, expect, it } from 'vitest';
import { askFor } from '../../gateway/ask.js';
import type { Four } from '../four.js';
import { BACKENDS, findHidden, findInsiders, findOwn, tokenToWrite, toMissing, type Insiders } from './people.js';
import { askRaw, toId, without, type RawAnswer } from './raw.js';

const EVERYTHING = `fragment Everything on Ticket { id nativeId subject version customFields latestMessageAt
  user { id email fullName } organization { id name } requester { name email } backend { key rateLimit { limit } }
  messages(first: 5) { totalCount nodes { id text } } details { __typename } }`;
const REPORT = 'backends { backend { key } outcome reason error { code } upstreamRequests pushed evaluatedHere }';
/** What every backend can write, so that nothing is refused before it is looked for. */
const CHANGES = {
  desk: 'subject: "Mine"',
  ev: 'humanVerifiedCategory: "BILLING"',
  moov: 'status: CLOSED',
  sirportly: 'priority: HIGH',
} as const;

interface Target {
  readonly backend: (typeof BACKENDS)[number];
  readonly nativeId: string;
  readonly id: string;
  /** Of a message in it. */
  readonly messageId: string;
  /** A ticket that the caller sees. */
  readonly own: string;
}

type Door = (target: Target) => string;

const READS: Readonly<Record<string, Door>> = {
  ticket: ({ id }) => `{ found: ticket(id: "${id}") { ...Everything } } ${EVERYTHING}`,
  'ticket, without its messages': ({ id }) => `{ found: ticket(id: "${id}") { subject } }`,
  ticketByNativeId: ({ backend, nativeId }) =>
    `{ found: ticketByNativeId(backend: "${backend}", nativeId: "${nativeId}") { ...Everything } } ${EVERYTHING}`,
  node: ({ id }) => `{ found: node(id: "${id}") { __typename id ...Everything } } ${EVERYTHING}`,
  nodes: ({ id, own }) => `{ found: nodes(ids: ["${id}", "${own}", "${id}"]) { __typename id } }`,
  'aliases deep inside': ({ id }) =>
    `{ viewer { visibility } a: node(id: "${id}") { ... on Node { ... on Ticket { b: messages { c: nodes { d: ticket { e: id } } } } } } b: ticket(id: "${id}") { id } }`,
  'its message': ({ messageId }) => `{ found: node(id: "${messageId}") { ... on Message { text ticket { id } } } }`,
  'its message, through a ticket that is seen': ({ messageId, own }) =>
    `{ found: ticket(id: "${own}") { id message(id: "${messageId}") { text ticket { id } } } }`,
};

const WRITES: Readonly<Record<string, Door>> = {
  updateTicket: ({ id, backend }) => `mutation { found: updateTicket(input: { id: "${id}", ${CHANGES[backend]} }) {
    __typename ... on UserError { message } ... on UpdateTicketPayload { ticket { id } } ... on ConflictError { current { id } } } }`,
  'updateTicket of a version': ({
    id,
    backend,
  }) => `mutation { found: updateTicket(input: { id: "${id}", expectedVersion: "1", ${CHANGES[backend]} }) {
    __typename ... on UserError { message } ... on ConflictError { current { id } } } }`,
  addMessage: ({ id }) => `mutation { found: addMessage(input: { ticket: "${id}", idempotencyKey: "k", text: "Hi" }) {
    __typename ... on UserError { complaint: message } ... on AddMessagePayload { message { id } } } }`,
};

/** Whatever a caller asks about somebody else's ticket is answered, and looked up, as if it were not there. */
export function describeSomebodyElses(getFour: () => Four, callers: readonly (keyof Insiders)[]): void {
  describe.each(callers)('somebody else’s ticket, asked for by a %s', (who) => {
    let insiders: Insiders;
    let token: string;
    beforeAll(async () => {
      const { world } = getFour();
      insiders = findInsiders(getFour());
      token = await tokenToWrite(world, insiders[who]);
      // Where tickets are is remembered once somebody has listed them.
      const staff = await world.token({ scope: 'support:read access_all_areas' });
      await askFor(world.gateway, '{ tickets(first: 100) { nodes { id } } }', { token: staff });
    });

    const toTarget = (backend: (typeof BACKENDS)[number], nativeId: string): Target => {
      const own = findOwn(getFour(), insiders[who], backend);
      const messageId = toId('Message', backend, nativeId, '0');
      return {
        backend,
        nativeId,
        id: toId('Ticket', backend, nativeId),
        messageId,
        own: toId('Ticket', backend, own.id),
      };
    };

    const expectAlike = async (backend: (typeof BACKENDS)[number], door: Door, method: 'GET' | 'POST') => {
      const four = getFour();
      const hidden = findHidden(four, insiders, backend);
      const ask = async (nativeId: string) => {
        const target = toTarget(backend, nativeId);
        const answer = await askRaw(four.world, { query: door(target), token, method });
        return without(answer, [nativeId, target.id, target.messageId]);
      };
      // What upstreams have besides tickets is read once.
      await ask(toMissing(four, { ...hidden, id: hidden.id.replace(/.$/, '0') }));

      expect(await ask(hidden.id), backend).toEqual(await ask(toMissing(four, hidden)));
    };

    it.each(Object.entries(READS))('is a missing one through %s, by GET and by POST', async (_name, door) => {
      for (const backend of BACKENDS) await expectAlike(backend, door, 'POST');
      await expectAlike('desk', door, 'GET');
    });

    it.each(Object.entries(WRITES))('is a missing one through %s', async (_name, door) => {
      for (const backend of BACKENDS) await expectAlike(backend, door, 'POST');
    });

    it.each([
      ['its user, by id', 'User', (id: string) => [`{ found: node(id: "${id}") { ... on User { fullName email } } }`]],
      ['its user, in a filter', 'User', (id: string) => asFilter(`{ user: { eq: "${id}" } }`)],
      ['its user, among others in a filter', 'User', (id: string) => asFilter(`{ or: [{ user: { in: ["${id}"] } }] }`)],
      ['its user, in a new ticket', 'User', (id: string) => [openFor(id)]],
      [
        'its organisation, by id',
        'Organization',
        (id: string) => [`{ found: node(id: "${id}") { ... on Organization { name } } }`],
      ],
      ['its organisation, in a filter', 'Organization', (id: string) => asFilter(`{ organization: { eq: "${id}" } }`)],
    ] as const)('tells nothing of %s', async (_name, type, door) => {
      const four = getFour();
      const { user, organization } = BACKENDS.map((backend) => findHidden(four, insiders, backend)).find(
        (ticket) => ticket.user !== null,
      ) ?? { user: null, organization: null };
      const hidden = (type === 'User' ? user : organization) ?? '';
      const missing = `${hidden.slice(0, -3)}ZZZ`;
      const ask = async (id: string) => {
        const answers: RawAnswer[] = [];
        for (const query of door(toId(type, id))) {
          answers.push(without(await askRaw(four.world, { query, token }), [id, toId(type, id)]));
        }
        return answers;
      };
      await ask(`${hidden.slice(0, -3)}YYY`);

      expect(await ask(hidden)).toEqual(await ask(missing));
    });
  });
}

/** One by one: what is asked together shares requests, now one the other's and now the other way round. */
function asFilter(filter: string): string[] {
  return [
    `{ tickets(filter: ${filter}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } ${REPORT} } }`,
    `{ tickets(filter: ${filter}) { totalCount { value precision } } }`,
    `{ stats(filter: ${filter}) { total byStatus { key count } ${REPORT} } }`,
  ];
}

function openFor(user: string): string {
  return `mutation { found: createTicket(input: { backend: "desk", idempotencyKey: "key", subject: "A", text: "B", user: "${user}" }) {
    __typename ... on ValidationError { message issues { path message } } } }`;
}
