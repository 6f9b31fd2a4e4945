import { CompactSign, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../src/auth/issue-token.js';
import { createRandom } from '../../src/demo/random.js';
import { listen, type Listening } from '../../src/http/server.js';
import { createWorld, NOW, type World } from '../gateway/world.js';
import { claimShapes, type MakeClaims, type People } from './claim-shapes.js';
import { decide, type Decided } from './decide.js';
import { seedDesk } from './desk.js';
import { answerOf, maySee, type FilterJson } from './oracle.js';
import { fromEvEnergy } from './plain/from-ev-energy.js';
import type { PlainTicket } from './plain/plain-ticket.js';

const SEED = 20_260_707;
/** Of each backend. */
const TICKETS = 10;
const NEWEST_FIRST = { field: 'CREATED_AT', direction: 'DESC' } as const;
const WITH_INTERNAL = { messages: { visibility: 'INTERNAL' } };

const QUERY = `query Mine($ids: [ID!]!) {
  viewer { visibility }
  nodes(ids: $ids) { ...Named }
  tickets(first: 100) { nodes { ...Named } }
  internal: tickets(first: 100, filter: { messages: { visibility: INTERNAL } }) { nodes { ...Named } }
}
fragment Named on Ticket { nativeId backend { key } }`;
const VISIBILITY = { own: 'USER', organization: 'ORGANIZATION', all: 'ALL' };

describe('odd claims, over HTTP', () => {
  let world: World;
  let server: Listening;
  let tickets: readonly PlainTicket[];
  let people: People;
  beforeAll(async () => {
    world = await createWorld({ seed: SEED, tickets: TICKETS });
    const desk = await seedDesk(world, createRandom(SEED), TICKETS);
    tickets = [...desk, ...fromEvEnergy(world.simulator.data, 'ev')];
    people = choosePeople(tickets);
    server = await listen(world.gateway.handle, { host: '127.0.0.1', port: 0, onError: () => {} });
  });
  afterAll(async () => {
    await server?.stop(1000);
    await world?.close();
  });

  it('are at least 60', () => {
    expect(new Set(claimShapes.map(([name]) => name)).size).toBeGreaterThanOrEqual(60);
  });

  it.each(claimShapes)('give what they say and no more: %s (%s)', async (_name, sees, make) => {
    const payload = toPayload(make, people);
    const caller = decide(payload);
    expect(caller?.sees ?? 'nobody').toBe(sees);

    const answer = await send(await sign(world, payload));

    expect(answer).toEqual(caller === null ? REFUSED : expectedFor(caller));
  });

  function expectedFor(caller: Decided) {
    // Without the scope there is no list, and the nearest field above it that can be null is the answer itself.
    if (!caller.reads) return { status: 200, codes: ['FORBIDDEN'], data: null };
    const data = {
      viewer: { visibility: VISIBILITY[caller.sees] },
      nodes: tickets.map((ticket) => (maySee(caller, ticket) ? toNode(ticket) : null)),
      tickets: { nodes: listOf(caller, {}) },
      internal: { nodes: listOf(caller, WITH_INTERNAL) },
    };
    return { status: 200, codes: [], data };
  }

  function listOf(caller: Decided, filter: FilterJson) {
    const named = answerOf(tickets, caller, filter, NEWEST_FIRST).map((name) => name.split(' '));
    return named.map(([backend, id]) => ({ nativeId: id, backend: { key: backend } }));
  }

  async function send(token: string) {
    const ids = tickets.map(({ backend, id }) => Buffer.from(`Ticket:${backend}:${id}`).toString('base64url'));
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ query: QUERY, variables: { ids } }),
    });
    const { data, errors = [] } = (await response.json()) as Answer;
    return { status: response.status, codes: [...new Set(errors.map(({ extensions }) => extensions.code))], data };
  }
});

const REFUSED = { status: 401, codes: ['UNAUTHENTICATED'], data: undefined };

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

function toNode({ backend, id }: PlainTicket) {
  return { nativeId: id, backend: { key: backend } };
}

/** Each of them sees another number of tickets, so that a wrong answer cannot look right. */
function choosePeople(tickets: readonly PlainTicket[]): People {
  const countOf = (key: 'user' | 'organization', id: string) => tickets.filter((ticket) => ticket[key] === id).length;
  const found = tickets.find(
    ({ user, organization }) =>
      user !== null && organization !== null && countOf('user', user) < countOf('organization', organization),
  );
  const stranger = tickets.find(
    ({ user, organization }) => user !== null && organization !== found?.organization,
  )?.user;
  if (!found?.user || !found.organization || !stranger) throw new Error('Nobody fits; take another seed.');
  return { user: found.user, organization: found.organization, stranger };
}

/** As the claims are written, duplicates and all. */
function toPayload(make: MakeClaims, people: People): string {
  const claims = make(people);
  const text = typeof claims === 'string' ? claims : JSON.stringify(claims);
  const rest = { iss: LOCAL_ISSUER, aud: LOCAL_AUDIENCE, exp: NOW / 1000 + 3600 };
  return `${JSON.stringify(rest).slice(0, -1)}${text === '{}' ? '' : ','}${text.slice(1)}`;
}

async function sign({ key }: World, payload: string): Promise<string> {
  const header = { alg: key.alg, typ: 'at+jwt', ...(key.kid !== undefined && { kid: key.kid }) };
  return new CompactSign(Buffer.from(payload)).setProtectedHeader(header).sign(await importJWK(key));
}
