import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MoovSimulator } from '../../../src/simulators/moov/index.js';
import {
  connect,
  connectedId,
  createData,
  createTicket,
  platformId,
  startSimulator,
  ticketIDOf,
  type Caller,
  type TicketBody,
} from './start.js';

const tickets = `/accounts/${platformId}/tickets`;
const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const now = '2026-07-01T12:00:00Z';
const request = { title: 'Payout delayed', body: 'It is late.', contact: { email: 'pat@example.com', name: 'Pat' } };

let simulator: MoovSimulator;
let caller: Caller;

beforeEach(async () => {
  const data = createData([createTicket(7), createTicket(8, { accountId: connectedId })]);
  simulator = await startSimulator({ data });
  caller = connect(simulator);
});

afterEach(() => simulator.close());

async function create(body: unknown): Promise<TicketBody> {
  const answer = await caller.sendJson('POST', tickets, body);
  expect(answer.status).toBe(200);
  return answer.body as TicketBody;
}

describe('creating a ticket', () => {
  it('answers 200 with the new ticket, which is then there', async () => {
    const { status, headers, body } = await caller.sendJson('POST', tickets, { ...request, foreignID: 'case-77' });

    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(body).toEqual({
      ticketID: expect.stringMatching(uuid),
      number: 1001,
      title: 'Payout delayed',
      contact: { email: 'pat@example.com', name: 'Pat' },
      status: 'new',
      createdOn: now,
      updatedOn: now,
      latestMessageOn: now,
      foreignID: 'case-77',
    });
    expect((await caller.send(`${tickets}/${(body as TicketBody).ticketID}`)).body).toEqual(body);
  });

  it('leaves out what was not given', async () => {
    const body = await create({ ...request, contact: { email: 'pat@example.com', name: ' ' }, foreignID: '' });

    expect(body['contact']).toEqual({ email: 'pat@example.com' });
    expect(body).not.toHaveProperty('foreignID');
    expect(body).not.toHaveProperty('closedOn');
  });

  it('appends to the data', async () => {
    const { ticketID } = await create(request);

    expect(simulator.data.tickets.map((ticket) => ticket.ticketID)).toEqual([ticketIDOf(7), ticketIDOf(8), ticketID]);
    expect(simulator.data.tickets.at(-1)?.accountId).toBe(platformId);
  });

  it.each([
    ['the author, when given', { ...request, author: 'Robin' }, 'Robin'],
    ['else the contact by name', request, 'Pat'],
    ['else the contact by address', { ...request, contact: { email: 'pat@example.com' } }, 'pat@example.com'],
  ])('makes the text the first message, from %s', async (_case, body, author) => {
    const { ticketID } = await create(body);

    const messages = await caller.send(`${tickets}/${ticketID}/messages`);

    expect(messages.body).toEqual([{ author, body: 'It is late.', sentOn: now }]);
  });

  it('makes two tickets of two equal requests, numbered upwards', async () => {
    const first = await create(request);
    const second = await create(request);

    expect(second.ticketID).not.toBe(first.ticketID);
    expect([first.number, second.number]).toEqual([1001, 1002]);
  });

  it('mints ids repeatably, except for those that are taken', async () => {
    const { ticketID } = await create(request);
    const same = await startSimulator();
    const other = await startSimulator({ data: createData([createTicket(1, { ticketID })]) });

    const again = await connect(same).sendJson('POST', tickets, request);
    const different = await connect(other).sendJson('POST', tickets, request);
    await Promise.all([same.close(), other.close()]);

    expect(again.body).toMatchObject({ ticketID });
    expect(different.body).not.toMatchObject({ ticketID });
  });

  it('refuses a foreignID that the account has used', async () => {
    const body = { ...request, foreignID: 'case-1' };
    await create(body);

    const repeated = await caller.sendJson('POST', tickets, body);
    const elsewhere = await caller.sendJson('POST', `/accounts/${connectedId}/tickets`, body);

    expect([repeated.status, elsewhere.status]).toEqual([409, 200]);
    expect(repeated.body).toEqual({ error: 'a ticket with this foreignID already exists' });
    expect((await caller.list('?foreignID=case-1')).items).toHaveLength(1);
  });

  it('can be made to allow a foreignID twice', async () => {
    const lenient = await startSimulator({ choices: { repeatedForeignID: 'allow' } });
    const body = { ...request, foreignID: 'case-1' };

    const first = await connect(lenient).sendJson('POST', tickets, body);
    const second = await connect(lenient).sendJson('POST', tickets, body);
    await lenient.close();

    expect([first.status, second.status]).toEqual([200, 200]);
  });

  it.each([
    [{}, { title: 'is required', body: 'is required', contact: { email: 'is required' } }],
    [{ ...request, title: ' ' }, { title: 'must not be blank' }],
    [{ ...request, body: '\n' }, { body: 'must not be blank' }],
    [{ ...request, title: null }, { title: 'must be a string' }],
    [{ ...request, contact: [] }, { contact: { email: 'is required' } }],
    [
      { ...request, contact: { email: 'pat', name: 5 } },
      { contact: { email: 'must be an email address', name: 'must be a string' } },
    ],
    [
      { ...request, author: null, foreignID: 7 },
      { author: 'must be a string', foreignID: 'must be a string' },
    ],
  ])('answers %j with 422 and the messages in its shape', async (body, messages) => {
    const answer = await caller.sendJson('POST', tickets, body);

    expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/json']);
    expect(answer.body).toEqual(messages);
    expect(simulator.data.tickets).toHaveLength(2);
  });

  it.each([
    ['application/json', '{"title":'],
    ['application/json', '[]'],
    ['text/plain', JSON.stringify(request)],
    ['application/json', JSON.stringify({ ...request, body: 'x'.repeat(1_000_001) })],
  ])('refuses a body of %s that is no JSON object', async (contentType, body) => {
    const answer = await caller.send(tickets, { method: 'POST', headers: { 'Content-Type': contentType }, body });

    expect([answer.status, answer.body]).toEqual([400, { error: expect.any(String) }]);
  });
});

describe('every operation', () => {
  const path = `${tickets}/${ticketIDOf(7)}`;

  it.each([
    ['POST', tickets, request],
    ['GET', tickets, undefined],
    ['GET', path, undefined],
    ['PATCH', path, { status: 'closed' }],
    ['GET', `${path}/messages`, undefined],
  ])('%s %s succeeds with 200 and JSON', async (method, target, body) => {
    const headers = { 'Content-Type': 'application/json' };
    const init = body ? { method, headers, body: JSON.stringify(body) } : { method };

    const answer = await caller.send(target, init);

    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
  });
});

describe('reading a ticket', () => {
  it.each([
    ['there is none', `${tickets}/${ticketIDOf(99)}`],
    ['it is another account’s', `${tickets}/${ticketIDOf(8)}`],
    ['the id is no UUID', `${tickets}/7`],
    ['there is none to list messages of', `${tickets}/${ticketIDOf(99)}/messages`],
  ])('is answered 404 without a body when %s', async (_case, path) => {
    const { status, body } = await caller.send(path);

    expect([status, body]).toEqual([404, null]);
  });

  it('passes on what the data says, also what no client knows', async () => {
    const strange = createTicket(9, { status: 'escalated', createdOn: '2026-06-01T02:00:09.125+02:00' });
    const messages = [{ author: 'A', body: 'B', sentOn: now, extraFields: { channel: 'email' } }];
    simulator.data.tickets.push({ ...strange, messages, extraFields: { severity: 3, closedOn: null } });

    const ticket = await caller.send(`${tickets}/${strange.ticketID}`);
    const listed = await caller.send(`${tickets}/${strange.ticketID}/messages`);

    expect(ticket.body).toEqual({
      ticketID: strange.ticketID,
      number: 9,
      title: 'Ticket 9',
      contact: { email: 'pat@example.com' },
      status: 'escalated',
      createdOn: '2026-06-01T02:00:09.125+02:00',
      updatedOn: '2026-06-01T00:00:09Z',
      severity: 3,
      closedOn: null,
    });
    expect(listed.body).toEqual([{ author: 'A', body: 'B', sentOn: now, channel: 'email' }]);
  });
});

describe('updating a ticket', () => {
  const path = `${tickets}/${ticketIDOf(7)}`;
  const close = { status: 'closed' };

  it('closes it', async () => {
    const { status, body } = await caller.sendJson('PATCH', path, close);

    expect(status).toBe(200);
    expect(body).toEqual({
      ticketID: ticketIDOf(7),
      number: 7,
      title: 'Ticket 7',
      contact: { email: 'pat@example.com' },
      status: 'closed',
      createdOn: '2026-06-01T00:00:07Z',
      updatedOn: now,
      closedOn: now,
    });
    expect(simulator.data.tickets[0]).toMatchObject({ status: 'closed', closedOn: now });
  });

  it('changes nothing without a status', async () => {
    const before = await caller.send(path);

    const { status, body } = await caller.sendJson('PATCH', path, {});

    expect([status, body]).toEqual([200, before.body]);
  });

  it('refuses to close a closed ticket', async () => {
    await caller.sendJson('PATCH', path, close);

    const { status, body } = await caller.sendJson('PATCH', path, close);

    expect([status, body]).toEqual([409, { error: 'the ticket is already closed' }]);
  });

  it('can be made to close a closed ticket again', async () => {
    const closed = createTicket(7, { status: 'closed', closedOn: '2026-06-02T00:00:00Z' });
    const lenient = await startSimulator({ data: createData([closed]), choices: { closingClosed: 'succeed' } });

    const { status, body } = await connect(lenient).sendJson('PATCH', path, close);
    await lenient.close();

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'closed', closedOn: '2026-06-02T00:00:00Z' });
  });

  it.each(['new', 'on-hold', null, 5])('does not set the status to %j', async (status) => {
    const answer = await caller.sendJson('PATCH', path, { status });

    expect([answer.status, answer.body]).toEqual([422, { status: 'can only be set to closed' }]);
  });

  it('refuses a body that is no JSON object, and a ticket that is not there', async () => {
    const broken = await caller.send(path, { method: 'PATCH', headers: { 'Content-Type': 'application/json' } });
    const missing = await caller.sendJson('PATCH', `${tickets}/${ticketIDOf(8)}`, close);

    expect([broken.status, missing.status]).toEqual([400, 404]);
  });
});

describe('support', () => {
  it('replies', async () => {
    simulator.reply(ticketIDOf(7), { author: 'Dana', body: 'On it.' });

    const ticket = await caller.send(`${tickets}/${ticketIDOf(7)}`);
    const messages = await caller.send(`${tickets}/${ticketIDOf(7)}/messages`);

    expect(ticket.body).toMatchObject({ status: 'new', updatedOn: now, latestMessageOn: now });
    expect(messages.body).toEqual([
      { author: 'Pat', body: 'Help', sentOn: '2026-06-01T00:00:07Z' },
      { author: 'Dana', body: 'On it.', sentOn: now },
    ]);
  });

  it('sets any status, also that of a closed ticket', async () => {
    simulator.setStatus(ticketIDOf(7), 'closed');
    const closed = await caller.send(`${tickets}/${ticketIDOf(7)}`);
    simulator.setStatus(ticketIDOf(7), 'in-progress');
    const reopened = await caller.send(`${tickets}/${ticketIDOf(7)}`);

    expect(closed.body).toMatchObject({ status: 'closed', updatedOn: now, closedOn: now });
    expect(reopened.body).toMatchObject({ status: 'in-progress', updatedOn: now });
    expect(reopened.body).not.toHaveProperty('closedOn');
  });

  it('needs a ticket', () => {
    expect(() => simulator.reply('unknown', { author: 'Dana', body: '?' })).toThrow(RangeError);
    expect(() => simulator.setStatus('unknown', 'closed')).toThrow(RangeError);
  });
});
