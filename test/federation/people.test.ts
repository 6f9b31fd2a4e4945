import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { User } from '../../src/ticket/people.js';
import { failAlways, failAt } from './faults.js';
import { createDirectory, makeUser } from './in-memory-directory.js';
import { DECLARES_NOTHING, makeStored, type Script } from './script.js';
import { createScriptedBackend, type ScriptedBackend } from './scripted-provider.js';
import { asOrganization, asUser, createWorld, EVERYTHING, toQuestion } from './world.js';

const UNAVAILABLE = new ProviderError('UNAVAILABLE', 'GET /users: 503.');

function makeBackend(key: string, users: readonly User[] | null, script: Partial<Script> = {}): ScriptedBackend {
  return createScriptedBackend({ key, users: users && new Map(users.map((user) => [user.id, user])), ...script });
}

function idsOf({ calls }: ScriptedBackend) {
  return calls.flatMap((call) => (call.method === 'getUsers' ? [call.ids] : []));
}

describe('a person', () => {
  it.each([
    { source: 'directory', known: [from('directory')], reads: true, calls: [] },
    { source: 'carried', known: [], reads: true, calls: [] },
    { source: 'upstream', known: [], reads: false, calls: [['u']] },
  ])('is known from the $source first', async ({ source, known, reads, calls }) => {
    const backend = makeCarrying();
    const session = createWorld([backend], { directory: createDirectory(known) }).ask();
    if (reads) await session.listTickets(toQuestion({ expand: EVERYTHING }));

    expect(await session.loadUser('u')).toEqual(from(source));
    expect(idsOf(backend)).toEqual(calls);
  });

  it('is the one of the first backend that knows them', async () => {
    const backends = [
      makeBackend('a', null),
      makeBackend('b', [], { before: failAlways(UNAVAILABLE) }),
      makeBackend('c', []),
      makeBackend('d', [from('d')]),
      makeBackend('e', [from('e')]),
    ];

    expect(await createWorld(backends).ask().loadUser('u')).toEqual(from('d'));
  });

  it('cannot be told while a backend that may know them fails', async () => {
    const backends = [makeBackend('a', []), makeBackend('b', [], { before: failAlways(UNAVAILABLE) })];

    const { failure } = await createWorld(backends)
      .ask()
      .loadUser('u')
      .then(
        () => ({ failure: null }),
        (error: unknown) => ({ failure: error }),
      );

    expect(failure).toBeInstanceOf(ProviderError);
    expect(failure).toMatchObject({
      code: 'UNAVAILABLE',
      message: 'b did not answer who a user is.',
      backend: 'b',
      cause: UNAVAILABLE,
    });
  });

  it('who is hidden from an organisation is looked for in its own backend like nobody', async () => {
    const directory = createDirectory([makeUser('hidden', { organizationId: 'x' })]);
    const ask = async (before: Partial<Script>) => {
      const backend = makeBackend('a', [], { organizationId: 'o', ...before });
      const session = createWorld([backend], { directory }).ask(asOrganization('o'));
      const settled = await Promise.allSettled(['hidden', 'nobody'].map((id) => session.loadUser(id)));
      return [idsOf(backend), ...settled.map(({ status }) => status)];
    };

    expect([await ask({}), await ask({ before: failAlways(UNAVAILABLE) })]).toEqual([
      [[['hidden', 'nobody']], 'fulfilled', 'fulfilled'],
      [[['hidden', 'nobody']], 'rejected', 'rejected'],
    ]);
  });

  it('is not looked for by a token that sees one user, unless it is that user', async () => {
    const backend = makeBackend(
      'a',
      ['u', 'v'].map((id) => makeUser(id)),
    );
    const directory = createDirectory();
    const session = createWorld([backend], { directory }).ask(asUser('v'));

    const loaded = await Promise.all(['u', 'v'].map((id) => session.loadUser(id)));

    expect(loaded).toEqual([null, makeUser('v')]);
    expect({ directory: directory.asked, upstream: idsOf(backend) }).toEqual({ directory: ['v'], upstream: [['v']] });
  });

  it('is null when nobody knows them', async () => {
    expect(
      await createWorld([makeBackend('a', null), makeBackend('b', [])])
        .ask()
        .loadUser('u'),
    ).toBeNull();
  });
});

describe('many people', () => {
  const users = Array.from({ length: 50 }, (_, index) => makeUser(`u${index}`));

  it('are read together, in the batches that the backend takes', async () => {
    const backend = makeBackend('a', users);
    const directory = createDirectory(users.slice(0, 5));
    const session = createWorld([backend], { directory }).ask();

    const loaded = await Promise.all([...users, ...users].map(({ id }) => session.loadUser(id)));

    expect(loaded).toEqual([...users, ...users]);
    expect(directory.asked).toEqual(users.map(({ id }) => id));
    expect(idsOf(backend).map(({ length }) => length)).toEqual([20, 20, 5]);
  });

  it('cost only the batch, and in it only the slot, that fails', async () => {
    const capabilities = { ...DECLARES_NOTHING, maxBatchSize: 2 };
    const badSlots = new Map([['u1', UNAVAILABLE]]);
    const backend = makeBackend('a', users, { capabilities, badSlots, before: failAt('getUsers', 2, UNAVAILABLE) });
    const session = createWorld([backend]).ask();

    const settled = await Promise.allSettled(users.slice(0, 6).map(({ id }) => session.loadUser(id)));

    expect(settled.map(({ status }) => status === 'fulfilled')).toEqual([true, false, false, false, true, true]);
  });
});

describe('an organisation', () => {
  it('that the token names is told although no backend knows the caller', async () => {
    const failing = makeBackend('a', [], { before: failAlways(UNAVAILABLE) });
    const directory = createDirectory([], [{ id: 'o', name: 'Orbit' }]);
    const session = createWorld([failing], { directory }).ask(asOrganization('o', { userId: 'u' }));

    const [own, other] = await Promise.allSettled([session.loadOrganization('o'), session.loadOrganization('p')]);

    expect(own).toEqual({ status: 'fulfilled', value: { id: 'o', name: 'Orbit' } });
    expect(other).toEqual({ status: 'fulfilled', value: null });
  });
});

function from(fullName: string): User {
  return makeUser('u', { fullName });
}

/** A backend that knows the person, and whose tickets carry them along too. */
function makeCarrying(): ScriptedBackend {
  const owned = makeStored({ backend: 'a', nativeId: '1', owner: { userId: 'u', organizationId: null } });
  const stored = [{ ...owned, user: from('carried') }];
  return makeBackend('a', [from('upstream')], { stored, capabilities: { ...DECLARES_NOTHING, carries: ['user'] } });
}
