import { describe, expect, it } from 'vitest';
import type { MessageAddRequest } from '../../../src/federation/writes/add-message.js';
import { ProviderError } from '../../../src/provider/provider-error.js';
import type { AddMessageOutcome, AddMessageRequest } from '../../../src/provider/writes.js';
import type { User } from '../../../src/ticket/people.js';
import { makeMessage } from '../../ticket/tickets.js';
import { failAlways } from '../faults.js';
import { createDirectory, makeUser } from '../in-memory-directory.js';
import { createWriteLog } from '../in-memory-write-log.js';
import { DECLARES_NOTHING, makeStored, type Script } from '../script.js';
import { createScriptedBackend } from '../scripted-provider.js';
import { asOrganization, asUser, createWorld, NOTHING, STAFF } from '../world.js';

const ref = { backend: 'a', nativeId: '1' };
const REQUEST: MessageAddRequest = {
  ref,
  idempotencyKey: 'k1',
  fingerprint: 'f1',
  text: 'Any news?',
  visibility: 'PUBLIC',
  type: null,
};
const mine = asUser('u');
const noteTaker = asUser('u', { scopes: new Set(['support:internal']) });

/** A backend with one ticket, of user u, that takes messages. */
function open(script: Partial<Script> = {}, users: readonly User[] = []) {
  const capabilities = {
    ...DECLARES_NOTHING,
    addableMessageTypes: ['CUSTOMER_RESPONSE', 'HUMAN_AGENT_RESPONSE'] as const,
  };
  const requests: AddMessageRequest[] = [];
  const backend = createScriptedBackend({
    key: 'a',
    capabilities,
    stored: [makeStored({ ...ref, owner: { userId: 'u', organizationId: null } })],
    addMessage: (request) => add(request),
    ...script,
  });
  function add(request: AddMessageRequest): AddMessageOutcome {
    requests.push(request);
    const [stored] = backend.stored;
    if (!stored) return { outcome: 'NOT_FOUND' };
    const { type, visibility, text } = request;
    const message = makeMessage({ id: request.attempt.id, position: stored.messages.length, type, visibility, text });
    backend.stored[0] = { ...stored, messages: [...stored.messages, message] };
    return { outcome: 'ADDED', ticket: stored.ticket, message };
  }
  const writeLog = createWriteLog();
  const world = createWorld([backend], { writeLog, directory: createDirectory(users) });
  return { world, backend, requests, add, writeLog };
}

describe('a new message', () => {
  it.each([
    ['a user', mine, {}, 'CUSTOMER_RESPONSE'],
    ['staff', STAFF, {}, 'HUMAN_AGENT_RESPONSE'],
    ['staff for the customer', STAFF, { type: 'CUSTOMER_RESPONSE' }, 'CUSTOMER_RESPONSE'],
    ['a user in an internal note', noteTaker, { visibility: 'INTERNAL' }, 'HUMAN_AGENT_RESPONSE'],
  ] as const)('of %s is sent once', async (_name, viewer, given, type) => {
    const { world, requests } = open();

    const addition = await world.ask(viewer).addMessage({ ...REQUEST, ...given });

    expect(addition).toMatchObject({ outcome: 'ADDED', message: { text: 'Any news?', type } });
    expect(requests).toMatchObject([{ nativeId: '1', text: 'Any news?', type }]);
  });

  it('is there when the conversation is read on', async () => {
    const { world } = open();
    const session = world.ask(mine);
    const ticket = await session.loadTicket(ref, NOTHING);
    const before = ticket ? await session.loadMessages(ticket) : null;

    await session.addMessage(REQUEST);
    const after = ticket ? await session.loadMessages(ticket) : null;

    expect([before?.length, after?.length]).toEqual([0, 1]);
  });

  it.each([
    ['an internal note', { visibility: 'INTERNAL' }],
    ['a word of staff', { type: 'HUMAN_AGENT_RESPONSE' }],
    ['a word of a machine', { type: 'AI_AGENT_RESPONSE' }],
    ['a note in the customer’s name', { visibility: 'INTERNAL', type: 'CUSTOMER_RESPONSE' }],
  ] as const)('that is %s takes more than seeing the ticket', async (_name, given) => {
    const { world, backend } = open();

    const forbidden = { outcome: 'FORBIDDEN', requiredScopes: ['support:internal'] };
    expect(await world.ask(mine).addMessage({ ...REQUEST, ...given })).toMatchObject(forbidden);
    expect(await world.ask(asOrganization('o')).addMessage({ ...REQUEST, ...given })).toMatchObject(forbidden);
    expect(backend.calls).toEqual([]);
  });

  it('opens no ticket', async () => {
    const { world } = open();

    const addition = await world.ask().addMessage({ ...REQUEST, type: 'INITIAL_REQUEST' });

    expect(addition).toMatchObject({ outcome: 'INVALID', issues: [{ path: ['type'] }] });
  });

  it.each(['1', 'absent'])(
    'is refused before any call where the backend has no such author, for %s',
    async (nativeId) => {
      const { world, backend } = open();

      const addition = await world
        .ask()
        .addMessage({ ...REQUEST, ref: { ...ref, nativeId }, type: 'AI_AGENT_RESPONSE' });

      const supported = ['type: CUSTOMER_RESPONSE', 'type: HUMAN_AGENT_RESPONSE'];
      expect(addition).toMatchObject({ outcome: 'UNSUPPORTED', fields: ['type: AI_AGENT_RESPONSE'], supported });
      expect(backend.calls).toEqual([]);
    },
  );

  it.each([
    ['hidden', asUser('x'), ref],
    ['absent', mine, { ...ref, nativeId: 'absent' }],
    ['nowhere', mine, { ...ref, backend: 'b' }],
  ])('finds no ticket that is %s, and is not sent', async (_name, viewer, to) => {
    const { world, requests } = open();

    expect(await world.ask(viewer).addMessage({ ...REQUEST, ref: to })).toEqual({ outcome: 'NOT_FOUND' });
    expect(requests).toEqual([]);
  });

  it('bears the caller’s name for systems without authors of their own', async () => {
    const { world, requests } = open({}, [makeUser('u', { fullName: 'Ulla' })]);

    await world.ask(mine).addMessage(REQUEST);
    await world.ask(STAFF).addMessage({ ...REQUEST, idempotencyKey: 'k2' });

    expect(requests.map(({ authorName }) => authorName)).toEqual(['Ulla', null]);
  });

  it.each(['UNAVAILABLE', 'TIMEOUT'] as const)('goes without a name that its backend cannot tell: %s', async (code) => {
    const { backend, requests, writeLog } = open();
    const failure = new ProviderError(code, 'GET /users: failed.');
    const accounts = createScriptedBackend({ key: 'b', users: new Map(), before: failAlways(failure) });

    const addition = await createWorld([backend, accounts], { writeLog }).ask(mine).addMessage(REQUEST);

    expect(addition).toMatchObject({ outcome: 'ADDED' });
    expect(requests.map(({ authorName }) => authorName)).toEqual([null]);
  });

  it('is not sent when the time is up before the name is told', async () => {
    const { backend, requests, writeLog } = open();
    const expire = async () => world.expire();
    const accounts = createScriptedBackend({ key: 'b', users: new Map(), before: expire });
    const world = createWorld([backend, accounts], { writeLog });

    const addition = await world.ask(mine).addMessage(REQUEST);

    const error = { code: 'TIMEOUT', outcomeUnknown: false };
    expect(addition).toMatchObject({ outcome: 'FAILED', backend: { key: 'b' }, error });
    expect(requests).toEqual([]);
  });

  it('is not shown on a ticket that changed hands in between', async () => {
    const stranger = makeStored({ ...ref, owner: { userId: 'x', organizationId: null } });
    const { world } = open({
      addMessage: () => ({ outcome: 'ADDED', ticket: stranger.ticket, message: makeMessage({ text: 'Secret.' }) }),
    });

    expect(await world.ask(mine).addMessage(REQUEST)).toEqual({ outcome: 'NOT_FOUND' });
  });
});

describe('the same key again', () => {
  it('returns the first message', async () => {
    const { world, requests } = open();

    const first = await world.ask(mine).addMessage(REQUEST);
    const second = await world.ask(mine).addMessage(REQUEST);

    expect(second).toEqual(first);
    expect(requests).toHaveLength(1);
  });

  it('is a mistake with another input', async () => {
    const { world, requests } = open();

    await world.ask(mine).addMessage(REQUEST);
    const other = await world.ask(mine).addMessage({ ...REQUEST, fingerprint: 'f2' });

    expect(other).toMatchObject({ outcome: 'INVALID', issues: [{ path: ['idempotencyKey'] }] });
    expect(requests).toHaveLength(1);
  });

  it('does not show the message to who may not see its ticket any more', async () => {
    const { world, backend } = open();
    await world.ask(mine).addMessage(REQUEST);
    const [stored] = backend.stored.splice(0);
    if (stored)
      backend.stored.push({ ...stored, ticket: { ...stored.ticket, owner: { userId: 'x', organizationId: null } } });

    expect(await world.ask(mine).addMessage(REQUEST)).toEqual({ outcome: 'NOT_FOUND' });
  });

  it('finds a message that is gone to be none', async () => {
    const { world, backend } = open();
    await world.ask(mine).addMessage(REQUEST);
    const [stored] = backend.stored.splice(0);
    if (stored) backend.stored.push({ ...stored, messages: [] });

    expect(await world.ask(mine).addMessage(REQUEST)).toEqual({ outcome: 'NOT_FOUND' });
  });

  it('is not tried while the upstream may still be at it', async () => {
    const silent = new ProviderError('TIMEOUT', 'POST /messages: no answer in time.', { outcomeUnknown: true });
    const { world, writeLog } = open({
      addMessage: () => {
        throw silent;
      },
    });

    const first = await world.ask(mine).addMessage(REQUEST);
    const second = await world.ask(mine).addMessage(REQUEST);

    expect(first).toMatchObject({ outcome: 'FAILED', error: { code: 'TIMEOUT', outcomeUnknown: true } });
    expect(second).toMatchObject({ outcome: 'FAILED', error: { code: 'RATE_LIMITED', retryAfterMs: 1500 } });
    expect(writeLog.states()).toEqual({ k1: 'UNDER_WAY' });
  });

  it('is seen through although the caller has gone', async () => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    let answer: (outcome: AddMessageOutcome) => void = () => {};
    const { world, backend, writeLog } = open({
      addMessage: () => {
        arrive();
        return new Promise((resolve) => (answer = resolve));
      },
    });
    const caller = new AbortController();

    const added = world.openSession(mine, caller.signal).addMessage(REQUEST);
    await arrived;
    caller.abort();
    const [stored] = backend.stored;
    if (stored) answer({ outcome: 'ADDED', ticket: stored.ticket, message: makeMessage({ id: 'm1' }) });
    await added;

    expect(writeLog.states()).toEqual({ k1: 'FINISHED' });
  });

  it('goes on where the answer was lost', async () => {
    const lost = new ProviderError('UNAVAILABLE', 'POST /messages: broke off.', { outcomeUnknown: true });
    const { world, add } = open({
      addMessage: (request) => {
        if (request.attempt.isRepeat) return add(request);
        throw lost;
      },
    });

    const first = await world.ask(mine).addMessage(REQUEST);
    const second = await world.ask(mine).addMessage(REQUEST);

    expect(first).toMatchObject({ outcome: 'FAILED', error: { code: 'UNAVAILABLE', outcomeUnknown: true } });
    expect(second).toMatchObject({ outcome: 'ADDED', message: { id: 'attempt1' } });
  });
});
