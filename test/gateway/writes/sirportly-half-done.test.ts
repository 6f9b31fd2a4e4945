import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../src/simulators/http/faults.js';
import { API, createSirportlyDesk, type SirportlyDesk } from './sirportly-desk.js';
import { newKey, ticketOf } from './writing.js';

const SUBMIT = '/tickets/submit';
const POST = '/tickets/post_update';
const READ = '/tickets/ticket';
const WRITE = '/tickets/update';

describe('a write to Sirportly that comes half the way', () => {
  let desk: SirportlyDesk;
  beforeAll(async () => {
    // A read that is tried again would get through.
    desk = await createSirportlyDesk({ readAttempts: 1 });
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.forget());

  const fail = (verb: string, fault: Misbehaviour, times = 1) =>
    desk.world.together.sirportly.fail({ match: ({ path }) => path === `${API}${verb}`, times, with: fault });
  /** Fails the reads that come after the write. */
  const failReadsAfter = (verb: string, fault: Misbehaviour) => {
    const { requests, fail: failSimulator } = desk.world.together.sirportly;
    const isWritten = () => requests.entries.some(({ path }) => path === `${API}${verb}`);
    failSimulator({ match: ({ path }) => path === `${API}${READ}` && isWritten(), times: 1, with: fault });
  };
  const count = (verb: string) => desk.verbs().filter((each) => each === verb).length;
  const textsOf = async (id: string) => (await desk.read(id, desk.callers.staff))?.messages.map(({ text }) => text);

  const FAULTS: readonly (readonly [string, Misbehaviour, string])[] = [
    ['500', { status: 500, body: 'words of theirs' }, 'UNAVAILABLE'],
    ['429', { status: 429, headers: { 'retry-after': '0' } }, 'RATE_LIMITED'],
    ['no JSON', 'cut-json', 'BAD_RESPONSE'],
    ['other JSON', { status: 200, body: {} }, 'BAD_RESPONSE'],
  ];

  it.each(FAULTS)('does not pretend that nothing was written when the text gets %s', async (_name, fault, code) => {
    const input = { backend: 'sirportly', subject: `Half with ${code}`, idempotencyKey: newKey() };
    const { customer } = desk.callers;
    fail(POST, fault);

    const half = await desk.create(customer, input);
    const whole = ticketOf(await desk.create(customer, input));

    expect(half).toMatchObject({
      __typename: 'UpstreamError',
      code,
      outcomeUnknown: true,
      message: expect.stringContaining('A repeat with the same key finishes it.'),
    });
    expect(count(SUBMIT)).toBe(1);
    expect(await textsOf(whole.id)).toEqual(['It does not charge.']);
  });

  it('takes a text that comes back in other words for posted, where the answer shows an update', async () => {
    const alter: Misbehaviour = {
      alter: (reply) => ({
        ...reply,
        body: String(reply.body).replaceAll('It does not charge.', 'It doesn’t charge.'),
      }),
    };
    failReadsAfter(POST, alter);

    const opened = await desk.create(desk.callers.customer, { backend: 'sirportly', subject: 'In other words' });

    expect(opened.__typename).toBe('CreateTicketPayload');
  });

  it.each(FAULTS)('tells that an update was made whose reading back gets %s', async (_name, fault, code) => {
    const { id, reference } = desk.place();
    failReadsAfter(WRITE, fault);

    const result = await desk.update(desk.callers.staff, { id, subject: 'After' });

    expect(result).toMatchObject({
      __typename: 'UpstreamError',
      code,
      outcomeUnknown: true,
      message: expect.stringContaining(`The update of ${reference} itself was made.`),
    });
    expect(JSON.stringify(result)).not.toContain('words of theirs');
    expect(await desk.read(id, desk.callers.staff)).toMatchObject({ subject: 'After' });
  });

  it.each(FAULTS)('finds a message again whose reading back got %s', async (_name, fault, code) => {
    const { id } = desk.place();
    const input = { ticket: id, idempotencyKey: newKey() };
    const { customer } = desk.callers;
    failReadsAfter(POST, fault);

    const lost = await desk.say(customer, input);
    const found = await desk.say(customer, input);

    expect(lost).toMatchObject({ __typename: 'UpstreamError', code, outcomeUnknown: true });
    expect(found).toMatchObject({ __typename: 'AddMessagePayload', said: { text: 'Any news?' } });
    expect(count(POST)).toBe(1);
  });

  it('leaves it open what an earlier try did while that cannot be looked up', async () => {
    const subject = 'Lost and not found yet';
    const input = { backend: 'sirportly', subject, idempotencyKey: newKey() };
    const { customer } = desk.callers;
    fail(SUBMIT, 'lose-answer');
    fail('/tickets/all', { status: 503 });

    const lost = await desk.create(customer, input);
    const unknown = await desk.create(customer, input);
    const found = ticketOf(await desk.create(customer, input));

    expect([lost, unknown]).toMatchObject([{ outcomeUnknown: true }, { outcomeUnknown: true }]);
    expect(count(SUBMIT)).toBe(1);
    expect(await textsOf(found.id)).toEqual(['It does not charge.']);
  });

  it('does not take another’s equal words for those of a try that failed', async () => {
    const { id } = desk.place();
    const { customer, staff } = desk.callers;
    const input = { ticket: id, text: 'Thank you.', idempotencyKey: newKey() };
    await desk.say(staff, { ticket: id, text: 'Thank you.' });
    fail(POST, 'reset');

    const lost = await desk.say(customer, input);
    const said = await desk.say(customer, input);

    expect(lost).toMatchObject({ outcomeUnknown: true });
    expect(said).toMatchObject({ said: { position: 1, type: 'CUSTOMER_RESPONSE', authorName: 'Amelia Hughes' } });
    expect(await textsOf(id)).toEqual(['Thank you.', 'Thank you.']);
  });

  it('is carried out once however many ask for it at the same time', async () => {
    const input = { backend: 'sirportly', subject: 'All at once', idempotencyKey: newKey() };
    const { customer } = desk.callers;

    const answers = await Promise.all([1, 2, 3, 4].map(() => desk.create(customer, input)));

    const names = answers.map((answer) => answer.__typename);
    expect(names).toContain('CreateTicketPayload');
    expect(names.filter((name) => name !== 'CreateTicketPayload' && name !== 'RateLimitedError')).toEqual([]);
    expect([SUBMIT, POST].map(count)).toEqual([1, 1]);
  });
});
