import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Call, Provider } from '../../../src/provider/provider.js';
import type { AddMessageOutcome, AddMessageRequest } from '../../../src/provider/writes.js';
import { createLocalProviderDefinition } from '../../../src/providers/local/index.js';
import { createStore, type Store } from '../../../src/store/store.js';
import { toInstant } from '../../../src/ticket/instant.js';
import type { Message } from '../../../src/ticket/message.js';
import type { Ticket } from '../../../src/ticket/ticket.js';
import { NEVER_ABORTED, NOW_MS } from '../../store/stores.js';
import { makeMessage, makeTicket } from '../../ticket/tickets.js';
import { makeAttempt } from './attempts.js';
import { countTickets } from '../../provider/counts.js';

const BACKEND = 'local';
const NOW = toInstant(NOW_MS);
const EARLIER = '2026-03-02T09:14:05.000Z';
const FIRST = makeMessage({ id: 'm1', text: 'hello', createdAt: EARLIER });
const call: Call = { signal: NEVER_ABORTED, onUpstreamRequest: () => {} };

let store: Store;
let provider: Provider;
let ticket: Ticket;
let made = 0;
let attempts = 0;

beforeAll(async () => {
  store = await createStore({ dataDirectory: null, clock: () => NOW_MS });
  provider = createLocalProviderDefinition(store).create({}, { key: BACKEND, directory: store.directory });
});

beforeEach(async () => {
  made += 1;
  ticket = makeTicket({
    backend: BACKEND,
    nativeId: `t${made}`,
    status: 'RESOLVED',
    updatedAt: EARLIER,
    resolvedAt: EARLIER,
    latestMessageAt: EARLIER,
    revision: '1',
  });
  await store.tickets.insert([{ ticket, messages: [FIRST] }]);
});

afterAll(() => store.close());

function toRequest(request: Partial<AddMessageRequest> = {}): AddMessageRequest {
  attempts += 1;
  return {
    attempt: makeAttempt(`01J${String(attempts).padStart(23, '0')}`),
    nativeId: ticket.nativeId,
    text: `answer${made}`,
    visibility: 'PUBLIC',
    type: 'HUMAN_AGENT_RESPONSE',
    authorName: null,
    ...request,
  };
}

async function add(request: AddMessageRequest): Promise<AddMessageOutcome | undefined> {
  return provider.addMessage?.(request, call);
}

async function readMessages(): Promise<unknown> {
  return (await provider.listMessages?.([ticket.nativeId], call))?.[0];
}

async function read(): Promise<unknown> {
  const [row] = await provider.getTickets([ticket.nativeId], { user: false, messages: false }, call);
  return row && 'ticket' in row ? row.ticket : row;
}

async function isFound(word: string, messages: 'PUBLIC' | 'ALL'): Promise<boolean> {
  const search = { field: 'search', operator: 'words', value: { words: [word], messages } } as const;
  return (await countTickets(provider, [search], call)) === 1;
}

function toMessage({ attempt, type, visibility, text }: AddMessageRequest, position: number): Message {
  const id = `tmsg${attempt.id}`;
  return { ...makeMessage({ id, nativeId: id, position, type, visibility, text }), createdAt: NOW };
}

describe('a new message', () => {
  it('is the last one, and its ticket is newer', async () => {
    const request = toRequest();

    const outcome = await add(request);

    const message = toMessage(request, 1);
    const changed = { ...ticket, updatedAt: NOW, latestMessageAt: NOW, revision: '2' };
    expect(outcome).toEqual({ outcome: 'ADDED', ticket: changed, message });
    expect(await read()).toEqual(changed);
    expect(await readMessages()).toEqual([FIRST, message]);
    expect(await isFound(`answer${made}`, 'PUBLIC')).toBe(true);
  });

  it('that is internal moves no time of the ticket', async () => {
    const request = toRequest({ visibility: 'INTERNAL', text: `note${made}` });

    const outcome = await add(request);

    expect(outcome).toEqual({
      outcome: 'ADDED',
      ticket: { ...ticket, revision: '2' },
      message: toMessage(request, 1),
    });
    expect(await isFound(`note${made}`, 'PUBLIC')).toBe(false);
    expect(await isFound(`note${made}`, 'ALL')).toBe(true);
  });

  it('of the customer does not open the ticket again', async () => {
    const outcome = await add(toRequest({ type: 'CUSTOMER_RESPONSE' }));

    expect(outcome).toMatchObject({ outcome: 'ADDED', ticket: { status: 'RESOLVED', resolvedAt: EARLIER } });
  });

  it('can be the first', async () => {
    const empty = makeTicket({ backend: BACKEND, nativeId: `empty${made}` });
    await store.tickets.insert([{ ticket: empty }]);

    const outcome = await add(toRequest({ nativeId: empty.nativeId, type: 'AI_AGENT_RESPONSE' }));

    expect(outcome).toMatchObject({ outcome: 'ADDED', message: { position: 0, type: 'AI_AGENT_RESPONSE' } });
  });

  it('is added once, however often it is tried', async () => {
    const request = toRequest();
    await add(request);
    await add(toRequest({ text: 'another' }));

    const repeat = await add({ ...request, attempt: { ...request.attempt, isRepeat: true } });

    expect(repeat).toEqual({ outcome: 'ADDED', ticket: await read(), message: toMessage(request, 1) });
    expect(repeat).toMatchObject({ ticket: { revision: '3' } });
    expect(await readMessages()).toHaveLength(3);
  });

  it('comes behind the others that come with it', async () => {
    const first = toRequest({ text: 'first' });
    const second = toRequest({ text: 'second' });

    await Promise.all([add(first), add(first), add(second)]);

    expect(await readMessages()).toEqual([FIRST, toMessage(first, 1), toMessage(second, 2)]);
    expect(await read()).toMatchObject({ revision: '3' });
  });

  it('has U+FFFD for what cannot be stored', async () => {
    const outcome = await add(toRequest({ text: 'a\0b\ud800\n' }));

    expect(outcome).toMatchObject({ message: { text: 'a\uFFFDb\uFFFD\n' } });
  });

  it.each(['missing', '\0', '\ud800', ''])('finds no ticket %j', async (nativeId) => {
    expect(await add(toRequest({ nativeId }))).toEqual({ outcome: 'NOT_FOUND' });
  });

  it('does not reach into another backend', async () => {
    await store.tickets.insert([{ ticket: makeTicket({ backend: 'another', nativeId: `other${made}` }) }]);

    expect(await add(toRequest({ nativeId: `other${made}` }))).toEqual({ outcome: 'NOT_FOUND' });
  });

  it.each<[string, Partial<AddMessageRequest>, string, string]>([
    ['an empty text', { text: '' }, 'text', 'must be 1 to 65536 characters'],
    ['a long text', { text: 'x'.repeat(65_537) }, 'text', 'must be 1 to 65536 characters'],
    [
      'a second beginning',
      { type: 'INITIAL_REQUEST' },
      'type',
      'must be one of CUSTOMER_RESPONSE, HUMAN_AGENT_RESPONSE, AI_AGENT_RESPONSE',
    ],
  ])('cannot be %s', async (_name, request, field, message) => {
    const outcome = await add(toRequest(request));

    expect(outcome).toEqual({ outcome: 'INVALID', issues: [{ path: [field], message }] });
    expect(await readMessages()).toEqual([FIRST]);
    expect(await read()).toEqual(ticket);
  });

  it('is not added for a caller who is gone', async () => {
    const reason = new Error('gone');

    const adding = provider.addMessage?.(toRequest(), { ...call, signal: AbortSignal.abort(reason) });

    await expect(adding).rejects.toBe(reason);
    expect(await readMessages()).toEqual([FIRST]);
    expect(provider.status().health).toBe('HEALTHY');
  });

  it('cannot be added without a store', async () => {
    const closed = await createStore({ dataDirectory: null });
    const orphan = createLocalProviderDefinition(closed).create({}, { key: BACKEND, directory: closed.directory });
    await closed.close();

    await expect(orphan.addMessage?.(toRequest(), call)).rejects.toMatchObject({
      name: 'ProviderError',
      code: 'UNAVAILABLE',
      message: 'The store could not add the message.',
      outcomeUnknown: false,
    });
    expect(orphan.status().health).toBe('DOWN');
  });
});
