import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../../src/store/store.js';
import { makeUser } from './stores.js';

const ANN = makeUser({ id: 'ann', email: 'ann@example.com', emailVerified: true, organizationId: 'acme' });
const ACME = { id: 'acme', name: 'Acme' };
const LINK = { backend: 'desk', identity: '17', userId: 'ann' };

let store: Store;
let queries = 0;

beforeAll(async () => {
  store = await createStore({ dataDirectory: null });
  store.onQuery(() => void (queries += 1));
});

beforeEach(async () => {
  await store.directory.putOrganizations([ACME, { id: 'other', name: 'Other' }]);
  await store.directory.putUsers([ANN]);
  await store.directory.putIdentityLinks([LINK]);
});

afterAll(() => store.close());

/** Everything that the directory can be asked about Ann, and about somebody unknown. */
async function askEverything() {
  const { directory } = store;
  return {
    users: await directory.getUsers(['ann', 'nobody']),
    organizations: await directory.getOrganizations(['acme', 'none']),
    byIdentity: await directory.findUsersByIdentity('desk', ['17', '18']),
    elsewhere: await directory.findUsersByIdentity('moov', ['17']),
    identities: await directory.findIdentitiesOfUsers('desk', ['ann', 'nobody']),
    emails: await directory.findVerifiedEmails(['ann', 'nobody']),
    byEmail: await directory.findUsersByVerifiedEmail(['ann@example.com', 'nobody@example.com']),
  };
}

async function countQueries<Result>(work: () => Promise<Result>): Promise<[number, Result]> {
  const before = queries;
  const result = await work();
  return [queries - before, result];
}

describe('the directory', () => {
  it('answers from memory what it was asked before, the unknown too', async () => {
    const [first, answers] = await countQueries(askEverything);
    const [second, again] = await countQueries(askEverything);

    expect(first).toBe(7);
    expect(answers.byIdentity).toEqual(new Map([['17', 'ann']]));
    expect(answers.elsewhere).toEqual(new Map());
    expect([second, again]).toEqual([0, answers]);
  });

  it('reads of a batch what it was not asked before', async () => {
    await store.directory.putUsers([makeUser({ id: 'bob' })]);
    await store.directory.getUsers(['ann']);
    const [count, users] = await countQueries(() => store.directory.getUsers(['ann', 'bob']));

    expect(count).toBe(1);
    expect([...users.keys()].toSorted()).toEqual(['ann', 'bob']);
  });

  it('takes no more room for long answers, nor for many backends', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    await store.directory.putUsers(names.map((id) => makeUser({ id, fullName: 'x'.repeat(1_000_000) })));
    const readUsers = () => names.map((id) => () => store.directory.getUsers([id]));
    const readBackends = () =>
      names.map((backend) => () => store.directory.findUsersByIdentity(backend, ['x'.repeat(1_000_000)]));
    const reads = [...readUsers(), ...readBackends()];
    for (const read of reads) await read();

    const counts: number[] = [];
    for (const read of reads) counts.push((await countQueries<unknown>(read))[0]);

    // The room is for three, and the one that was asked for longest ago has left.
    expect(counts).toEqual(counts.map(() => 1));
  });

  it.each<[string, () => Promise<unknown>]>([
    ['users', () => store.directory.putUsers([makeUser({ id: 'bob' })])],
    ['organizations', () => store.directory.putOrganizations([ACME])],
    ['identities', () => store.directory.putIdentityLinks([LINK])],
    ['whatever in a transaction', () => store.directory.inTransaction((directory) => directory.putUsers([ANN]))],
    ['nothing, since it failed', () => store.directory.putIdentityLinks([{ ...LINK, userId: 'none' }]).catch(String)],
  ])('forgets everything after a put of %s', async (_, put) => {
    await askEverything();
    await put();

    expect((await countQueries(askEverything))[0]).toBe(7);
  });

  it('knows at once that somebody is in another organization, has another address, or came', async () => {
    await askEverything();
    expect(await store.directory.getUsers(['cat'])).toEqual(new Map());
    await store.directory.putUsers([
      { ...ANN, email: 'new@example.com', organizationId: 'other' },
      makeUser({ id: 'cat', email: 'ann@example.com', emailVerified: true }),
    ]);
    const answers = await askEverything();

    expect(answers.users.get('ann')?.organizationId).toBe('other');
    expect((await store.directory.getUsers(['cat'])).has('cat')).toBe(true);
    expect(answers.emails.get('ann')).toBe('new@example.com');
    expect(answers.byEmail).toEqual(new Map([['ann@example.com', 'cat']]));
  });

  it('keeps nothing of what was read while something was put', async () => {
    const reading = store.directory.getUsers(['ann']);
    const putting = store.directory.putUsers([{ ...ANN, organizationId: 'other' }]);
    await Promise.all([reading, putting]);

    expect((await store.directory.getUsers(['ann'])).get('ann')?.organizationId).toBe('other');
  });

  it('sees nothing of a transaction that fails', async () => {
    const failing = store.directory.inTransaction(async (directory) => {
      await directory.putUsers([{ ...ANN, organizationId: 'other' }]);
      throw new Error('No more.');
    });
    await expect(failing).rejects.toThrow('No more.');

    expect((await store.directory.getUsers(['ann'])).get('ann')?.organizationId).toBe('acme');
  });
});
