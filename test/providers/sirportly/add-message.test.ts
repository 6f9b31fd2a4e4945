import { describe, expect, it } from 'vitest';
import type { AddMessageOutcome, AddMessageRequest } from '../../../src/provider/writes.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { createAttempt, detail, open, PLANTED, reference, reply, update, type Json, type Opened } from './upstream.js';

const ADDED = update(2, { message: 'Thank you.' });

function add(
  { provider }: Pick<Opened, 'provider'>,
  rest: Partial<AddMessageRequest> = {},
): Promise<AddMessageOutcome> {
  if (!provider.addMessage) throw new Error('The provider cannot add messages.');
  const request = {
    attempt: createAttempt().attempt,
    nativeId: reference(1),
    text: 'Thank you.',
    visibility: 'PUBLIC',
    type: 'CUSTOMER_RESPONSE',
    authorName: null,
  } as const;
  return provider.addMessage({ ...request, ...rest }, createCall());
}

/** A ticket that has the message as soon as it was posted. */
function openTicket(options: Json = {}, rest: Json = {}): Promise<Opened> {
  let updates = [update(1)];
  return open(
    {
      '/tickets/ticket': () => detail(1, { ...rest, updates }),
      '/tickets/post_update': () => {
        updates = [ADDED, update(1)];
        return reply(201, ADDED);
      },
    },
    { options },
  );
}

describe('a message', () => {
  it('of the customer is the contact’s, and comes back with its place', async () => {
    const opened = await openTicket();

    const outcome = await add(opened);

    expect(outcome).toMatchObject({
      outcome: 'ADDED',
      ticket: { nativeId: reference(1) },
      message: { id: '2', position: 1, type: 'CUSTOMER_RESPONSE', text: 'Thank you.' },
    });
    expect(opened.log()[1]).toBe('/tickets/post_update ticket=KD-000001&message=Thank+you.&contact=88');
  });

  it.each([
    ['the agent', 'HUMAN_AGENT_RESPONSE', 'PUBLIC', { agent: 'sam', aiAgent: 'bot' }, '&user=sam'],
    ['the AI agent', 'AI_AGENT_RESPONSE', 'PUBLIC', { agent: 'sam', aiAgent: 'bot' }, '&user=bot'],
    ['the user of the token', 'HUMAN_AGENT_RESPONSE', 'PUBLIC', { application: 'app' }, ''],
    ['staff, for staff', 'HUMAN_AGENT_RESPONSE', 'INTERNAL', { agent: 'sam' }, '&private=1&user=sam'],
  ] as const)('of %s says so', async (_name, type, visibility, options, expected) => {
    const opened = await openTicket(options);

    await add(opened, { type, visibility });

    expect(opened.log()[1]).toBe(`/tickets/post_update ticket=KD-000001&message=Thank+you.${expected}`);
  });

  it('of a customer without contact is told by name and address', async () => {
    const opened = await openTicket({}, { contact: null });

    await add(opened);

    expect(opened.log()[1]).toContain('&author_name=Pat@Acme.example&author_email=Pat@Acme.example');
  });

  it.each([
    [{}, ['CUSTOMER_RESPONSE']],
    [{ agent: 'sam' }, ['CUSTOMER_RESPONSE', 'HUMAN_AGENT_RESPONSE']],
    [{ aiAgent: 'bot' }, ['CUSTOMER_RESPONSE', 'AI_AGENT_RESPONSE']],
    [{ application: 'app' }, ['HUMAN_AGENT_RESPONSE']],
  ])('can be of those whom the options name (%j)', async (options, expected) => {
    const { provider } = await open({}, { options });

    expect(provider.capabilities.addableMessageTypes).toEqual(expected);
  });

  it.each([
    [reply(404, {}), reference(1)],
    [null, 'KD-1'],
  ])('is NOT_FOUND without a ticket', async (answer, nativeId) => {
    const opened = await open(answer ? { '/tickets/ticket': () => answer } : {});

    expect(await add(opened, { nativeId })).toEqual({ outcome: 'NOT_FOUND' });
  });

  it.each([
    [404, ['type']],
    [422, ['text']],
  ])('that is refused with %i is told in our words', async (status, path) => {
    const opened = await open({
      '/tickets/ticket': () => detail(1),
      '/tickets/post_update': () => reply(status, { error: PLANTED }),
    });

    const outcome = await add(opened);

    expect(outcome).toMatchObject({ outcome: 'INVALID', issues: [{ path }] });
    expect(JSON.stringify(outcome)).not.toContain(PLANTED);
  });

  it('says that it may be there when the answer was lost', async () => {
    const opened = await open({
      '/tickets/ticket': () => detail(1),
      '/tickets/post_update': () => reply(500, {}),
    });

    const error = await errorOf(add(opened));

    expect([error.code, error.outcomeUnknown]).toEqual(['UNAVAILABLE', true]);
  });
});

describe('a repeated message', () => {
  const { attempt } = createAttempt({ isRepeat: true, startedAt: '2026-03-01T09:00:30.000Z' });

  it('is added once', async () => {
    const opened = await open({ '/tickets/ticket': () => detail(1, { updates: [update(1), ADDED] }) });

    const outcome = await add(opened, { attempt });

    expect(outcome).toMatchObject({ outcome: 'ADDED', message: { id: '2', position: 1 } });
  });

  it.each([
    ['older', { startedAt: '2026-03-01T09:01:03.000Z' }, {}],
    ['for others', {}, { visibility: 'INTERNAL' }],
    ['of another text', {}, { text: 'Thanks.' }],
  ] as const)('is no earlier one that is %s', async (_name, times, rest) => {
    let updates = [update(1), ADDED];
    const opened = await open({
      '/tickets/ticket': () => detail(1, { updates }),
      '/tickets/post_update': () => {
        updates = [...updates, update(3)];
        return reply(201, update(3));
      },
    });

    const outcome = await add(opened, { attempt: { ...attempt, ...times }, ...rest });

    expect(outcome).toMatchObject({ outcome: 'ADDED', message: { id: '3', position: 2 } });
  });
});
