import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFour, type Four } from '../visibility/four.js';
import { askFor } from './ask.js';
import { SHARED } from './world.js';
import { newKey, toTicketId } from './writes/writing.js';

/** Longer than two pages take on a busy machine. */
const FRESH_MS = 2500;
const UPSTREAMS = ['evEnergy', 'moov', 'sirportly'] as const;
const PAGE = `{ tickets(first: 100) {
  nodes { id version subject backend { key } messages(first: 100) { nodes { text } } }
  totalCount { value } backends { backend { key } outcome asOf upstreamRequests } } }`;
const FIGURES = `{ stats { total byStatus { key count } backends { backend { key } outcome asOf upstreamRequests } } }`;
const UPDATE = `mutation Update($input: UpdateTicketInput!) { updateTicket(input: $input) { __typename
  ... on UpdateTicketPayload { ticket { version } } ... on ConflictError { current { subject version } } } }`;
const ADD = `mutation Add($input: AddMessageInput!) { addMessage(input: $input) { __typename
  ... on AddMessagePayload { ticket { messages(first: 100) { nodes { text } } } } } }`;
const CREATE = `mutation Create($input: CreateTicketInput!) { createTicket(input: $input) { __typename
  ... on CreateTicketPayload { ticket { id messages(first: 10) { nodes { text } } } } } }`;

interface Report {
  readonly backend: { readonly key: string };
  readonly outcome: string;
  readonly asOf: string;
  readonly upstreamRequests: number;
}

interface PageAnswer {
  readonly tickets: {
    readonly nodes: readonly {
      readonly id: string;
      readonly version: string;
      readonly subject: string;
      readonly backend: { readonly key: string };
      readonly messages: { readonly nodes: readonly { readonly text: string }[] };
    }[];
    readonly totalCount: { readonly value: number };
    readonly backends: readonly Report[];
  };
}

describe('answers that are shared', () => {
  let four: Four;
  let staff: readonly string[];
  const scope = 'support:read support:write access_all_areas';
  const open = async (connection: Record<string, unknown>) => {
    const evEnergy = { statistics: 'upstream' };
    // Providers go by the machine's clock, and reports are to be told by the same.
    const clock = () => Date.now();
    four = await createFour(31, 16, {
      connection: { ...connection },
      evEnergy,
      clock,
      limits: { statisticsKeptMs: 0 },
    });
    staff = await Promise.all(['one', 'two'].map((user) => four.world.token({ user, scope })));
    await page();
  };
  beforeEach(() => UPSTREAMS.forEach((system) => four.world.together[system].requests.clear()));
  afterAll(() => four.world.close());

  const ask = <T>(query: string, variables: object = {}, caller = 0) =>
    askFor<T, object>(four.world.gateway, query, { token: staff[caller] ?? '', variables });
  const page = async (caller = 0) => (await ask<PageAnswer>(PAGE, {}, caller)).tickets;
  const sent = () => UPSTREAMS.map((system) => four.world.together[system].requests.entries.length);
  const upstreams = (reports: readonly Report[]) => reports.filter(({ backend }) => backend.key !== 'desk');
  const simulated = () => {
    const [ticket] = four.world.together.sirportly.data.tickets;
    if (!ticket) throw new Error('Sirportly has no ticket.');
    return { ticket, id: toTicketId('sirportly', ticket.reference) };
  };

  describe('for a moment', () => {
    beforeAll(() => open({ freshMs: FRESH_MS }));
    afterAll(() => four.world.close());

    it('cost one round of requests, whoever asks, and say when that was', async () => {
      await wait(FRESH_MS);
      const before = Date.now();
      const first = await page(0);
      const requests = sent();
      const between = Date.now();
      const second = await page(1);

      const nothing = { outcome: 'COMPLETE', upstreamRequests: 0 };
      expect(sent()).toEqual(requests);
      expect(second.nodes).toEqual(first.nodes);
      expect(upstreams(second.backends)).toMatchObject([nothing, nothing, nothing]);
      for (const { asOf } of upstreams(second.backends)) {
        expect(Date.parse(asOf)).toBeGreaterThanOrEqual(before);
        expect(Date.parse(asOf)).toBeLessThanOrEqual(between);
      }
      expect(upstreams(first.backends).every(({ upstreamRequests }) => upstreamRequests > 0)).toBe(true);
    });

    it('are asked for again after that, so that what was done elsewhere is seen', async () => {
      const { ticket, id } = simulated();
      await page();
      ticket.subject = 'Changed elsewhere';

      await wait(FRESH_MS);
      const { nodes, backends } = await page(1);

      expect(nodes.find((node) => node.id === id)?.subject).toBe('Changed elsewhere');
      expect(upstreams(backends).every(({ upstreamRequests }) => upstreamRequests > 0)).toBe(true);
    });
  });

  describe('until somebody writes', () => {
    beforeAll(() => open(SHARED));

    it('are asked for anew of the backend that was written to, and of no other', async () => {
      const { id } = simulated();
      await page();
      await ask(UPDATE, { input: { id, subject: 'After' } }, 0);
      UPSTREAMS.forEach((system) => four.world.together[system].requests.clear());

      const { nodes, backends } = await page(1);

      expect(nodes.find((node) => node.id === id)?.subject).toBe('After');
      expect(sent()).toEqual([0, 0, expect.toSatisfy((count: number) => count > 0)]);
      expect(backends.map(({ outcome }) => outcome)).toEqual(['COMPLETE', 'COMPLETE', 'COMPLETE', 'COMPLETE']);
    });

    it('show a message and a ticket at once to everybody, in the answer to the write as well', async () => {
      const { id } = simulated();
      const before = await page(1);
      const said = { ticket: id, idempotencyKey: newKey(), text: 'Somebody is on the way.' };
      const { addMessage } = await ask<{ addMessage: { ticket: PageAnswer['tickets']['nodes'][number] } }>(ADD, {
        input: said,
      });
      const input = { idempotencyKey: newKey(), subject: 'New', text: 'Hello.', requesterEmail: 'new@example.com' };
      await ask(CREATE, { input: { ...input, backend: 'sirportly' } });
      const account = { accountId: four.world.together.moovAccounts[0]?.accountId };
      await ask(CREATE, { input: { ...input, idempotencyKey: newKey(), backend: 'moov', moov: account } });

      const after = await page(1);

      expect(addMessage.ticket.messages.nodes.map(({ text }) => text)).toContain(said.text);
      expect(after.nodes.find((node) => node.id === id)?.messages.nodes.map(({ text }) => text)).toContain(said.text);
      expect(after.totalCount.value).toBe(before.totalCount.value + 2);
    });

    it('decide nothing about a write: a version is held against what there is', async () => {
      const { ticket, id } = simulated();
      const { nodes } = await page();
      const { version } = nodes.find((node) => node.id === id) ?? {};
      ticket.subject = 'Changed elsewhere';

      const { updateTicket } = await ask<{ updateTicket: object }>(UPDATE, {
        input: { id, subject: 'Mine', expectedVersion: version },
      });
      const seen = await page(1);

      expect(updateTicket).toMatchObject({ __typename: 'ConflictError', current: { subject: 'Changed elsewhere' } });
      expect(seen.nodes.find((node) => node.id === id)?.subject).toBe('Changed elsewhere');
    });

    it('let nobody write to a ticket that has just been given to somebody else', async () => {
      const { users, tickets } = four.world.simulator.data;
      const ticket = tickets.find(({ userId }) => userId !== null);
      const heir = users.find(({ id }) => id !== ticket?.userId);
      if (!ticket || !heir) throw new Error('Nobody has a ticket of ev.energy.');
      const id = toTicketId('ev', ticket.id);
      const token = await four.world.token({ user: ticket.userId, scope: 'support:read support:write' });
      const look = () => askFor<object, object>(four.world.gateway, `{ ticket(id: "${id}") { id } }`, { token });
      const seen = await look();

      (ticket as { userId: string | null }).userId = heir.id;
      const late = await look();
      const variables = { input: { id, humanVerifiedCategory: 'CHARGER' } };
      const { updateTicket } = await askFor<{ updateTicket: object }, object>(four.world.gateway, UPDATE, {
        token,
        variables,
      });

      expect([seen, late]).toEqual([{ ticket: { id } }, { ticket: { id } }]);
      expect(updateTicket).toEqual({ __typename: 'NotFoundError' });
      expect(four.world.simulator.requests.entries.map(({ method }) => method)).not.toContain('PATCH');
      expect(await look()).toEqual({ ticket: null });
    });

    it('are no figures that a backend adds up itself, which are kept by a setting of their own', async () => {
      await ask(FIGURES);
      UPSTREAMS.forEach((system) => four.world.together[system].requests.clear());

      await ask(FIGURES, {}, 1);

      const [, moov, sirportly] = sent();
      // Those of Moov's tickets are counted here, page by page.
      expect([moov, sirportly]).toEqual([0, 2]);
    });

    it('by id are shared by those who see the same tickets', async () => {
      const { id } = simulated();
      const { users } = four.world.simulator.data;
      const token = (user: string | undefined) => four.world.token({ user: user ?? null, scope: 'support:read' });
      const asked = [
        staff[0],
        staff[1],
        await token(users[0]?.id),
        await token(users[1]?.id),
        await token(users[1]?.id),
      ];
      const counts: unknown[] = [];

      for (const each of asked) {
        await askFor(four.world.gateway, `{ ticket(id: "${id}") { id } }`, { token: each ?? '' });
        counts.push(sent()[2]);
      }

      expect(counts).toEqual([1, 1, 2, 3, 3]);
    });

    it('may not be kept elsewhere: an answer of ours says no-store', async () => {
      const response = await four.world.gateway.yoga.fetch('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${staff[0]}` },
        body: JSON.stringify({ query: PAGE }),
      });

      expect(response.headers.get('cache-control')).toBe('no-store');
    });
  });
});
