import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/federation/session.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import { makeMessage } from '../ticket/tickets.js';
import { failAt } from './faults.js';
import { idsOf, makeFifty } from './fifty-tickets.js';
import { makeUser } from './in-memory-directory.js';
import { DECLARES_NOTHING, makeStored } from './script.js';
import { createScriptedBackend } from './scripted-provider.js';
import { createWorld, EVERYTHING, toQuestion } from './world.js';

const UNAVAILABLE = new ProviderError('UNAVAILABLE', 'GET /tickets: 503.');
const ref = { backend: 'a', nativeId: '7' };

describe('conversations', () => {
  it('are read together, in the batches that the backend takes', async () => {
    const backend = makeFifty('a');
    const session = createWorld([backend]).ask();
    const { rows } = await session.listTickets(toQuestion({ order: { field: 'CREATED_AT', direction: 'ASC' } }));

    const messages = await Promise.all([...rows, ...rows].map(({ ticket }) => session.loadMessages(ticket)));

    expect(messages.map(([first]) => first?.message.id)).toEqual(
      [...rows, ...rows].map(({ ticket }) => `m${ticket.nativeId}`),
    );
    const ids = idsOf(backend, 'listMessages');
    expect(ids.map(({ length }) => length)).toEqual([20, 20, 10]);
    expect(new Set(ids.flat()).size).toBe(50);
  });

  it('cost only the batch, and in it only the slot, that fails', async () => {
    const capabilities = { ...DECLARES_NOTHING, maxBatchSize: 2 };
    const badSlots = new Map([['1', UNAVAILABLE]]);
    const backend = makeFifty('a', { capabilities, badSlots, before: failAt('listMessages', 2, UNAVAILABLE) });
    const session = createWorld([backend]).ask();
    const tickets = backend.stored.slice(0, 6).map(({ ticket }) => ticket);

    const settled = await Promise.allSettled(tickets.map((ticket) => session.loadMessages(ticket)));

    expect(settled.map(({ status }) => status === 'fulfilled')).toEqual([true, false, false, false, true, true]);
  });

  it('are nothing where the system has none, or has lost the ticket', async () => {
    const silent = makeFifty('a', { capabilities: { ...DECLARES_NOTHING, hasMessages: false } });
    const session = createWorld([silent, createScriptedBackend({ key: 'b' })]).ask();

    const messages = await Promise.all(
      ['a', 'b'].map((backend) => session.loadMessages(makeStored({ backend, nativeId: '1' }).ticket)),
    );

    expect(messages).toEqual([[], []]);
  });
});

describe('what came along', () => {
  const capabilities = { ...DECLARES_NOTHING, carries: ['user', 'messages'] } as const;

  it.each([
    ['with a list', async (session: Session) => void (await session.listTickets(toQuestion({ expand: EVERYTHING })))],
    ['with a ticket', async (session: Session) => void (await session.loadTicket(ref, EVERYTHING))],
  ])('%s is not read again', async (_name, read) => {
    const backend = makeFifty('a', { capabilities });
    const session = createWorld([backend]).ask();
    await read(session);

    const user = await session.loadUser('u7');
    const message = await session.loadMessage(ref, 'm7');

    expect(user).toEqual(makeUser('u7'));
    expect(message?.message).toEqual(makeMessage({ id: 'm7' }));
    expect(backend.calls).toHaveLength(1);
  });
});
