import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../src/simulators/http/faults.js';
import { listEverything, writeMessage, writeTicket, writeUpdate } from './documents.js';
import { findSecrets } from './secrets.js';
import { API, createSirportlyDesk, type SirportlyDesk } from './sirportly-desk.js';
import { newKey, ticketOf } from './writing.js';

describe('what upstreams hold that nobody is to know', () => {
  let desk: SirportlyDesk;
  beforeAll(async () => {
    desk = await createSirportlyDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.forget());

  /** A ticket as Sirportly answers it. */
  async function readRaw(reference: string): Promise<string> {
    const { baseUrl, credentials } = desk.world.together.sirportly;
    const { token, secret } = credentials.account;
    const headers = { 'x-auth-token': token, 'x-auth-secret': secret };
    const body = new URLSearchParams({ ticket: reference });
    return (await fetch(`${baseUrl}${API}/tickets/ticket`, { method: 'POST', headers, body })).text();
  }
  const findIn = (text: string) => findSecrets(desk.world.together).filter((secret) => text.includes(secret));

  it('is in what Sirportly answers of a ticket that was opened here, and in no answer of ours', async () => {
    const { customer, staff } = desk.callers;
    const customFields = { vehicle: 'Kia e-Niro', summary: 'x', company_reference: 'C-1' };

    const opened = await desk.create(customer, { backend: 'sirportly', customFields });
    const { id, nativeId } = ticketOf(opened);
    const said = await desk.say(staff, { ticket: id, visibility: 'INTERNAL' });
    const updated = await desk.update(staff, { id, subject: 'After', customFields: { summary: null } });
    const read = await desk.read(id, staff);

    const { token, secret } = desk.world.together.sirportly.credentials.account;
    const ticket = desk.world.together.sirportly.data.tickets.find(({ reference }) => reference === nativeId);
    const held = findIn(await readRaw(nativeId));
    expect(held.toSorted()).toEqual([ticket?.authCode, desk.contact.pin, token, secret].toSorted());
    expect(findIn(JSON.stringify([opened, said, updated, read]))).toEqual([]);
    expect(read?.messages).toHaveLength(2);
  });

  it.each(['sirportly', 'moov', 'ev', 'desk'])('is in nothing that a list of %s tells', async (backend) => {
    await desk.create(desk.callers.customer, { backend });

    const variables = { backend, first: 20 };
    const { data, errors } = await desk.answerTo(listEverything, desk.callers.staff, variables);

    expect(errors).toBeUndefined();
    expect(data?.tickets.nodes.length).toBeGreaterThan(0);
    expect(findIn(JSON.stringify(data))).toEqual([]);
  });

  it.each<[name: string, toFault: (raw: string, secret: string) => Misbehaviour]>([
    ['a breakdown', (raw) => ({ status: 500, body: raw })],
    ['a refusal', (raw) => ({ status: 403, body: { error: raw } })],
    ['wrong fields', (raw, secret) => ({ status: 422, body: { errors: { [secret]: [raw], status_id: [raw] } } })],
    ['something that is not there', (raw) => ({ status: 404, body: { error: raw } })],
    ['something else', (raw) => ({ status: 200, body: { wrong: raw } })],
    ['half an answer', () => 'cut-json'],
  ])('is not passed on from %s', async (_name, toFault) => {
    const { id, reference } = desk.place();
    const { customer, staff } = desk.callers;
    const fault = toFault(await readRaw(reference), desk.contact.pin);
    const match = ({ path }: { readonly path: string }) => /update$|submit$/.test(path);
    desk.world.together.sirportly.fail({ match, with: fault });
    const input = { idempotencyKey: newKey(), text: 'Any news?' };

    const answers = [
      await desk.answerTo(writeUpdate, staff, { input: { id, status: 'CLOSED' } }),
      await desk.answerTo(writeMessage, customer, { input: { ...input, ticket: id } }),
      await desk.answerTo(writeTicket, customer, { input: { ...input, backend: 'sirportly', subject: 'No charge' } }),
    ];

    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
    expect(findIn(JSON.stringify(answers.map(({ data }) => data)))).toEqual([]);
  });
});
