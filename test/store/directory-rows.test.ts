import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type Store } from '../../src/store/store.js';
import { makeUser } from './stores.js';

let store: Store;

beforeAll(async () => {
  store = await createStore({ dataDirectory: null });
});

afterAll(() => store.close());

describe('the rows of the directory', () => {
  it('come in pages, in the order of their bytes', async () => {
    const organizations = ['B', 'a', 'b', 'é'].map((id) => ({ id, name: `Name of ${id}` }));
    const links = [
      { backend: 'desk', identity: 'Z', userId: 'u1' },
      { backend: 'desk', identity: 'a', userId: 'u2' },
      { backend: 'moov', identity: 'A', userId: 'u1' },
    ];
    const users = [makeUser({ id: 'u1', email: 'Ann@Example.com', emailVerified: true }), makeUser({ id: 'u2' })];
    await store.directory.putOrganizations(organizations.toReversed());
    await store.directory.putUsers(users.toReversed());
    await store.directory.putIdentityLinks(links.toReversed());

    const { directory } = store;
    expect(await directory.listOrganizations('', 3)).toEqual(organizations.slice(0, 3));
    expect(await directory.listOrganizations('b', 3)).toEqual(organizations.slice(3));
    expect(await directory.listUsers('', 3)).toEqual(users);
    expect(await directory.listUsers('u1', 3)).toEqual(users.slice(1));
    expect(await directory.listIdentityLinks({ backend: '', identity: '' }, 2)).toEqual(links.slice(0, 2));
    expect(await directory.listIdentityLinks({ backend: 'desk', identity: 'Z' }, 2)).toEqual(links.slice(1));
  });

  it('are found by id as they were put', async () => {
    const ann = makeUser({
      id: 'ann',
      email: 'Ann@Example.com',
      emailVerified: true,
      joinedAt: '0000-01-01T00:00:00.120Z',
    });
    await store.directory.putUsers([ann]);

    expect(await store.directory.getUserRows(['ann', 'nobody', '\0'])).toEqual(new Map([['ann', ann]]));
  });
});

describe('a transaction over the directory', () => {
  it('stores all, and gives what its function gives', async () => {
    const answer = await store.directory.inTransaction(async (directory) => {
      await directory.putOrganizations([{ id: 'kept', name: 'Kept' }]);
      return directory.getOrganizations(['kept']);
    });

    expect(answer).toEqual(new Map([['kept', { id: 'kept', name: 'Kept' }]]));
    expect(await store.directory.getOrganizations(['kept'])).toEqual(answer);
  });

  it('stores nothing when its function fails, at whatever', async () => {
    const constraint = store.directory.inTransaction(async (directory) => {
      await directory.putOrganizations([{ id: 'lost', name: 'Lost' }]);
      await directory.putUsers([makeUser({ id: 'lost', organizationId: 'none' })]);
    });
    await expect(constraint).rejects.toMatchObject({ code: 'CONSTRAINT' });
    const failure = store.directory.inTransaction(async (directory) => {
      await directory.putOrganizations([{ id: 'lost', name: 'Lost' }]);
      throw new Error('No more.');
    });
    await expect(failure).rejects.toThrow('No more.');

    expect(await store.directory.getOrganizations(['lost'])).toEqual(new Map());
  });
});
