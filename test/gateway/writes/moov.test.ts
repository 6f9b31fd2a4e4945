import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toGlobalId } from '../../../src/ticket/ids.js';
import { askFor } from '../ask.js';
import { listWritten, writeUpdate } from './documents.js';
import { createMoovDesk, type MoovDesk } from './moov-desk.js';
import { commonHeaders, SECRET } from './sent.js';
import { newKey, ticketOf, toTicketId, type Input } from './writing.js';

const NOW = '2026-07-02T00:00:00.000Z';
const TEXT = 'It does not charge.\nNot at all – 0 kWh.';
const ULID = /^[\dA-HJKMNP-TV-Z]{26}$/;
const HEADERS = { authorization: SECRET, 'x-moov-version': 'v2026.07.00' };

describe('writing to Moov', () => {
  let desk: MoovDesk;
  beforeAll(async () => {
    desk = await createMoovDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.forget());

  const writesSent = () => desk.sent().filter(({ method }) => method !== 'GET');
  const seenBy = (id: string, tokens: readonly string[]) => Promise.all(tokens.map((token) => desk.read(id, token)));

  describe('createTicket', () => {
    let subjects = 0;
    const newSubject = () => `No charge ${(subjects += 1)}`;
    const open = (token: string, input: Input) => desk.create(token, { backend: 'moov', text: TEXT, ...input });
    const ticketsOf = (subject: string) =>
      desk.world.together.moov.data.tickets.filter(({ title }) => title === subject);

    it('takes null for what is left out', async () => {
      const nothing = { moov: null, sirportly: null, customFields: null, priority: null, requesterEmail: null };

      const created = ticketOf(await open(desk.callers.customer, { subject: newSubject(), ...nothing }));

      expect(created).toMatchObject({ status: 'NEW' });
      expect(writesSent()).toHaveLength(1);
    });

    it('opens a ticket in the caller’s own account with one request', async () => {
      const subject = newSubject();
      const { customer, company, staff, stranger } = desk.callers;
      const [accountId] = desk.accountIds;

      const created = ticketOf(await open(customer, { subject }));

      const foreignID = created.externalTicketId ?? '';
      const body = { title: subject, body: TEXT, contact: { email: desk.customer.email }, foreignID };
      const { url } = desk.world.together.moov;
      const headers = { ...commonHeaders(url, JSON.stringify(body)), ...HEADERS, 'content-type': 'application/json' };
      expect(foreignID).toMatch(ULID);
      expect(desk.sent()).toEqual([{ method: 'POST', path: `/accounts/${accountId}/tickets`, headers, body }]);
      const { messages, ...seen } = (await desk.read(created.id, staff)) ?? {};
      expect(created).toEqual(seen);
      expect(seen).toMatchObject({
        subject,
        status: 'NEW',
        requester: { email: desk.customer.email },
        user: { fullName: desk.customer.fullName },
        organization: { id: toGlobalId({ type: 'Organization', id: desk.customer.organizationId ?? '' }) },
        createdAt: NOW,
        details: { accountId, foreignId: foreignID },
      });
      expect(messages).toMatchObject([{ position: 0, type: 'INITIAL_REQUEST', text: TEXT }]);
      const whole = { ...seen, messages };
      expect(await seenBy(created.id, [customer, company, stranger])).toEqual([whole, whole, null]);
    });

    it('opens a ticket in the company’s account for one of its people who has none', async () => {
      const { id, email, organizationId } = desk.world.simulator.data.users.find(
        (user) => user.organizationId === desk.customer.organizationId && user.id !== desk.customer.id,
      ) ?? { id: '', email: null, organizationId: null };
      const scope = 'support:read support:write user:read';
      const token = await desk.world.token({ user: id, organization: organizationId, scope });

      const created = ticketOf(await open(token, { subject: newSubject() }));

      const [, company] = desk.accountIds;
      expect(writesSent()).toMatchObject([{ path: `/accounts/${company}/tickets`, body: { contact: { email } } }]);
      expect(await desk.read(created.id, desk.callers.company)).toMatchObject({ details: { accountId: company } });
      expect(await seenBy(created.id, [desk.callers.customer, desk.callers.stranger])).toEqual([null, null]);
    });

    it('opens a ticket in the account that staff name, for whom they name', async () => {
      const [, , accountId] = desk.accountIds;
      const requester = { requesterName: 'Noor Haddad', requesterEmail: 'noor.haddad@example.com' };
      const input = { subject: newSubject(), moov: { accountId }, externalTicketId: 'case of ours', ...requester };

      const created = ticketOf(await open(desk.callers.staff, input));

      expect(desk.sent()).toMatchObject([{ method: 'POST', path: `/accounts/${accountId}/tickets` }]);
      expect(desk.sent()[0]?.body).toEqual({
        title: input.subject,
        body: TEXT,
        contact: { email: 'noor.haddad@example.com', name: 'Noor Haddad' },
        foreignID: 'case of ours',
      });
      expect(await desk.read(created.id, desk.callers.staff)).toMatchObject({
        externalTicketId: 'case of ours',
        requester: { name: 'Noor Haddad', email: 'noor.haddad@example.com' },
        user: null,
      });
      expect(await desk.read(created.id, desk.callers.customer)).toBeNull();
    });

    describe('refuses before any call', () => {
      const UNCLEAR = 'must be given: there is not just one account that the ticket could be opened in';
      const refusal = (path: string[], message: string) => ({
        __typename: 'ValidationError',
        message: 'The input cannot be taken as it is.',
        issues: [{ path, message }],
      });

      it('staff who name no account', async () => {
        const result = await open(desk.callers.staff, { requesterEmail: 'noor.haddad@example.com' });

        expect(result).toEqual(refusal(['moov', 'accountId'], UNCLEAR));
        expect(desk.calls()).toEqual([]);
      });

      it('another’s account in the words for one that is not there', async () => {
        const { customer } = desk.callers;
        const [, company, foreign] = desk.accountIds;
        const named = [company, foreign, 'ac000000-0000-4000-8000-999999999999', 'nonsense'];

        const results = await Promise.all(named.map((accountId) => open(customer, { moov: { accountId } })));

        const expected = refusal(['moov', 'accountId'], 'is not an account that you can use here');
        expect(results).toEqual(named.map(() => expected));
        expect(desk.calls()).toEqual([]);
      });

      it.each<[name: string, by: 'staff' | 'customer' | 'stranger', input: Input, path: string[]]>([
        ['somebody without an account', 'stranger', {}, ['moov', 'accountId']],
        ['somebody else’s address', 'customer', { requesterEmail: 'noor.haddad@example.com' }, ['requesterEmail']],
        ['an id with outer white space', 'customer', { externalTicketId: ' x ' }, ['externalTicketId']],
        ['a blank subject', 'customer', { subject: ' ' }, ['subject']],
      ])('%s', async (_name, by, input, path) => {
        const result = await open(desk.callers[by], input);

        expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path }] });
        expect(desk.calls()).toEqual([]);
      });

      it('staff who name an account without an address', async () => {
        const [, accountId] = desk.accountIds;

        const result = await open(desk.callers.staff, { moov: { accountId } });

        expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path: ['requesterEmail'] }] });
        expect(desk.calls()).toEqual([]);
      });

      it('a company that does not say for whom, and says what is missing', async () => {
        const { organizationId } = desk.customer;
        const scope = 'support:read support:write';
        const token = await desk.world.token({ organization: organizationId, scope });
        const [, accountId] = desk.accountIds;

        const result = await open(token, { moov: { accountId } });

        expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path: ['user'] }] });
        expect(desk.calls()).toEqual([]);
      });

      it.each([
        ['priority', { priority: 'HIGH' }],
        ['tags', { tags: ['x'] }],
        ['customFields', { customFields: { x: 1 } }],
        ['sirportly.team', { sirportly: { team: 'x' } }],
      ])('%s, which Moov does not have', async (field, input) => {
        const result = await open(desk.callers.customer, input);

        expect(result).toMatchObject({
          __typename: 'UnsupportedError',
          backend: { key: 'moov' },
          fields: [field],
          supported: ['requesterName', 'requesterEmail', 'externalTicketId', 'moov.accountId'],
        });
        expect(desk.calls()).toEqual([]);
      });
    });

    it.each<[name: string, input: Input]>([
      ['its own mark', {}],
      ['the caller’s id', { externalTicketId: 'case that was lost' }],
    ])('opens one ticket although the answer is lost, finding it by %s', async (_name, input) => {
      const [subject, idempotencyKey] = [newSubject(), newKey()];
      const { customer } = desk.callers;
      const [accountId] = desk.accountIds;
      desk.world.together.moov.fail({ match: ({ method }) => method === 'POST', times: 1, with: 'lose-answer' });

      const lost = await open(customer, { subject, idempotencyKey, ...input });
      const found = ticketOf(await open(customer, { subject, idempotencyKey, ...input }));
      const calls = desk.calls();
      const again = ticketOf(await open(customer, { subject, idempotencyKey, ...input }));

      const foreignID = encodeURIComponent(found.externalTicketId ?? '').replaceAll('%20', '+');
      expect(lost).toMatchObject({ __typename: 'UpstreamError', code: 'UNAVAILABLE', outcomeUnknown: true });
      expect(calls).toEqual([
        `POST /accounts/${accountId}/tickets`,
        `GET /accounts/${accountId}/tickets?count=200&foreignID=${foreignID}`,
      ]);
      expect(again).toEqual(found);
      expect(writesSent()).toHaveLength(1);
      expect(ticketsOf(subject).map(({ ticketID }) => ticketID)).toEqual([found.nativeId]);
      expect(await desk.read(found.id, customer)).toMatchObject(found);
    });

    it('tells an id that is taken', async () => {
      const externalTicketId = 'case that is taken';
      await open(desk.callers.customer, { subject: newSubject(), externalTicketId });

      const result = await open(desk.callers.customer, { subject: newSubject(), externalTicketId });

      const issues = [{ path: ['externalTicketId'], message: 'is taken' }];
      expect(result).toMatchObject({ __typename: 'ValidationError', issues });
    });

    it('opens one ticket for a key', async () => {
      const [subject, idempotencyKey] = [newSubject(), newKey()];

      const first = ticketOf(await open(desk.callers.customer, { subject, idempotencyKey }));
      const second = ticketOf(await open(desk.callers.customer, { subject, idempotencyKey }));

      expect(second).toEqual(first);
      expect(writesSent()).toHaveLength(1);
      expect(ticketsOf(subject)).toHaveLength(1);
    });
  });

  describe('updateTicket', () => {
    /** A ticket whose account is known, so that it is not looked for in others. */
    const placeKnown = async (fields: { readonly accountId?: string; readonly status?: string } = {}) => {
      const placed = desk.place(fields);
      await desk.read(placed.id, desk.callers.staff);
      desk.forget();
      return placed;
    };

    it.each(['customer', 'company', 'staff'] as const)('lets %s close a ticket, for all to see', async (by) => {
      const { id, path } = await placeKnown();
      const { customer, company, staff, stranger } = desk.callers;

      const closed = ticketOf(await desk.update(desk.callers[by], { id, status: 'CLOSED' }));

      const { url } = desk.world.together.moov;
      const body = { status: 'closed' };
      const written = { ...commonHeaders(url, JSON.stringify(body)), 'content-type': 'application/json' };
      const { 'content-length': _length, ...read } = commonHeaders(url, '');
      expect(desk.sent()).toEqual([
        { method: 'GET', path, headers: { ...read, ...HEADERS }, body: null },
        { method: 'PATCH', path, headers: { ...written, ...HEADERS }, body },
      ]);
      const seen = await desk.read(id, staff);
      expect(seen).toMatchObject(closed);
      expect(closed).toMatchObject({
        status: 'CLOSED',
        statusName: 'closed',
        closedAt: NOW,
        resolvedAt: NOW,
        updatedAt: NOW,
      });
      expect(await seenBy(id, [customer, company, stranger])).toEqual([seen, seen, null]);
    });

    it('takes a ticket for closed that is closed already', async () => {
      const { id, path } = await placeKnown();
      const { customer } = desk.callers;

      const first = await desk.update(customer, { id, status: 'CLOSED' });
      desk.forget();
      const second = await desk.update(customer, { id, status: 'CLOSED' });

      expect(second).toEqual(first);
      expect(desk.calls()).toEqual([`GET ${path}`, `PATCH ${path}`, `GET ${path}`]);
    });

    it('shows the ticket as it is after a conflict that Moov does not explain', async () => {
      const { id } = await placeKnown({ status: 'on-hold' });
      const { staff } = desk.callers;
      desk.world.together.moov.fail({
        match: ({ method }) => method === 'PATCH',
        times: 1,
        with: { status: 409, body: { error: 'words of theirs' } },
      });

      const result = await desk.update(staff, { id, status: 'CLOSED' });

      const current = await desk.look(id, staff);
      expect(result).toEqual({
        __typename: 'ConflictError',
        message: 'The ticket has changed in the meantime.',
        current,
      });
      expect(current).toMatchObject({ status: 'ON_HOLD' });
    });

    it('closes only while the ticket is the version that a list showed', async () => {
      const { id, path } = await placeKnown();
      const { customer, staff } = desk.callers;
      const variables = { backend: 'moov', first: 50 };
      const list = await askFor(desk.world.gateway, listWritten, { token: customer, variables });
      const expectedVersion = list.tickets.nodes.find((node) => node.id === id)?.version;
      desk.world.together.moov.setStatus(path.split('/').at(-1) ?? '', 'in-progress');
      desk.forget();

      const late = await desk.update(staff, { id, expectedVersion, status: 'CLOSED' });
      const sent = writesSent();
      const current = await desk.look(id, staff);
      const inTime = await desk.update(staff, { id, expectedVersion: current.version, status: 'CLOSED' });

      expect(late).toMatchObject({ __typename: 'ConflictError', current });
      expect(sent).toEqual([]);
      expect(inTime).toMatchObject({ __typename: 'UpdateTicketPayload', ticket: { status: 'CLOSED' } });
      expect(await desk.read(id, customer)).toMatchObject({ status: 'CLOSED' });
    });

    it('tells that a close whose answer was lost may have taken effect, and a repeat finds it', async () => {
      const { id } = await placeKnown();
      desk.world.together.moov.fail({ match: ({ method }) => method === 'PATCH', times: 1, with: 'lose-answer' });

      const lost = await desk.update(desk.callers.customer, { id, status: 'CLOSED' });
      const found = await desk.update(desk.callers.customer, { id, status: 'CLOSED' });

      expect(lost).toMatchObject({ __typename: 'UpstreamError', outcomeUnknown: true });
      expect(found).toMatchObject({ __typename: 'UpdateTicketPayload', ticket: { status: 'CLOSED', closedAt: NOW } });
    });

    it.each<[fields: string[], input: Input]>([
      [['status'], { status: 'OPEN' }],
      [['status'], { status: 'RESOLVED' }],
      [['statusName'], { statusName: 'closed' }],
      [['subject', 'tags'].toSorted(), { subject: 'x', tags: [] }],
      [['subject'], { subject: 'x', status: 'CLOSED' }],
      [['priority'], { priority: 'HIGH' }],
      [['customFields'], { customFields: { x: 1 } }],
      [['humanVerifiedCategory'], { humanVerifiedCategory: 'x' }],
      [['sirportly.team'], { sirportly: { team: 'x' } }],
    ])('cannot write %o, which is told before any call, hidden tickets’ too', async (fields, input) => {
      const { id } = await placeKnown();

      const results = await Promise.all(
        [desk.callers.staff, desk.callers.stranger].map((by) => desk.update(by, { id, ...input })),
      );

      const unsupported = {
        __typename: 'UnsupportedError',
        message: `moov cannot take ${fields.join('; ')}. It takes: status: CLOSED.`,
        backend: { key: 'moov' },
        fields,
        supported: ['status: CLOSED'],
      };
      expect(results).toEqual([unsupported, unsupported]);
      expect(desk.calls()).toEqual([]);
    });

    it('cannot clear a status', async () => {
      const { id } = await placeKnown();

      const result = await desk.update(desk.callers.staff, { id, status: null });

      const issues = [{ path: ['status'], message: 'cannot be cleared' }];
      expect(result).toMatchObject({ __typename: 'ValidationError', issues });
      expect(writesSent()).toEqual([]);
    });

    it.each<[name: string, by: 'stranger' | 'rival', calls: number]>([
      ['somebody without an account, whom no ticket can belong to', 'stranger', 0],
      ['a company with another account, which alone is asked', 'rival', 1],
    ])('answers a hidden ticket like one that is not there to %s', async (_name, by, calls) => {
      const { id, path } = await placeKnown();
      const absent = toTicketId('moov', 'dd000000-0000-4000-8000-999999999999');
      const input = { status: 'CLOSED', expectedVersion: 'x' } as const;

      const hidden = await desk.answerTo(writeUpdate, desk.callers[by], { input: { id, ...input } });
      const sent = desk.calls();
      const missing = await desk.answerTo(writeUpdate, desk.callers[by], { input: { id: absent, ...input } });

      const message = 'There is no such ticket.';
      expect(hidden.data).toEqual({ updateTicket: { __typename: 'NotFoundError', message } });
      expect(JSON.stringify(hidden.data)).toBe(JSON.stringify(missing.data));
      const toPlace = (call: string) => call.replace(/[^/]+$/, '');
      expect(sent).toHaveLength(calls);
      expect(sent).not.toContain(`GET ${path}`);
      expect(sent.map(toPlace)).toEqual(desk.calls().slice(sent.length).map(toPlace));
      expect(writesSent()).toEqual([]);
      expect(await desk.read(id, desk.callers.staff)).toMatchObject({ status: 'NEW' });
    });
  });

  it.each(['customer', 'staff', 'stranger'] as const)(
    'cannot say anything for %s, and tells so before any call',
    async (by) => {
      const { id } = desk.place();

      const result = await desk.say(desk.callers[by], { ticket: id });

      const type = by === 'staff' ? 'type: HUMAN_AGENT_RESPONSE' : 'type: CUSTOMER_RESPONSE';
      expect(result).toMatchObject({ __typename: 'UnsupportedError', fields: [type], supported: [] });
      expect(desk.calls()).toEqual([]);
    },
  );
});
