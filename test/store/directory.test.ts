import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IdentityLink } from '../../src/store/directory-puts.js';
import { createStore, type Store } from '../../src/store/store.js';
import { makeUser } from './stores.js';

const ANN = makeUser({
  id: 'user1',
  email: 'Ann@Example.com',
  fullName: 'Ann “A” O’Hara',
  organizationId: 'org1',
  joinedAt: '2026-03-02T09:14:05.120Z',
  emailVerified: true,
});

let store: Store;

beforeAll(async () => {
  store = await createStore({ dataDirectory: null });
  await store.directory.putOrganizations([
    { id: 'org1', name: 'One' },
    { id: 'org2', name: 'Two' },
  ]);
});

afterAll(() => store.close());

describe('the directory', () => {
  it('gives people and organizations by id, and leaves out who is unknown', async () => {
    await store.directory.putUsers([ANN, makeUser({ id: 'user2' })]);
    const { emailVerified: _verified, ...ann } = ANN;

    const users = await store.directory.getUsers(['user1', 'nobody', '\0', 'user1']);
    const organizations = await store.directory.getOrganizations(['org2', 'none', '\ud800']);

    expect(users).toEqual(new Map([['user1', ann]]));
    expect(organizations).toEqual(new Map([['org2', { id: 'org2', name: 'Two' }]]));
    expect(await store.directory.getUsers([])).toEqual(new Map());
  });

  it('replaces what it is given again', async () => {
    const later = { ...ANN, fullName: 'Ann', organizationId: 'org2', joinedAt: null };

    await store.directory.putUsers([ANN]);
    await store.directory.putUsers([ANN, later]);
    await store.directory.putOrganizations([{ id: 'org1', name: 'First' }]);

    const { emailVerified: _verified, ...expected } = later;
    expect(await store.directory.getUsers(['user1'])).toEqual(new Map([['user1', expected]]));
    expect((await store.directory.getOrganizations(['org1'])).get('org1')?.name).toBe('First');
  });

  it('knows people by what a backend calls them', async () => {
    const links: IdentityLink[] = [
      { backend: 'sirportly', identity: '17', userId: 'user1' },
      { backend: 'moov', identity: '17', userId: 'user2' },
    ];
    await store.directory.putUsers([ANN, makeUser({ id: 'user2' })]);
    await store.directory.putIdentityLinks(links);
    await store.directory.putIdentityLinks([...links, { backend: 'sirportly', identity: '18', userId: 'user2' }]);

    expect(await store.directory.findUsersByIdentity('sirportly', ['17', '18', '19', '\0'])).toEqual(
      new Map([
        ['17', 'user1'],
        ['18', 'user2'],
      ]),
    );
    expect(await store.directory.findUsersByIdentity('moov', ['17', '18'])).toEqual(new Map([['17', 'user2']]));
  });

  it('knows people by a verified address, unless two have it', async () => {
    await store.directory.putUsers([
      ANN,
      makeUser({ id: 'unverified', email: 'bob@example.com' }),
      makeUser({ id: 'twin1', email: 'twin@example.com', emailVerified: true }),
      makeUser({ id: 'twin2', email: 'TWIN@example.com', emailVerified: true }),
      makeUser({ id: 'pretender', email: 'ann@example.com' }),
      makeUser({ id: 'nobody', emailVerified: true }),
      makeUser({ id: 'umlaut', email: 'ÄNNE@example.com', emailVerified: true }),
    ]);

    const emails = ['ann@example.com', 'bob@example.com', 'twin@example.com', 'änne@example.com', '', '\0'];
    expect(await store.directory.findUsersByVerifiedEmail(emails)).toEqual(
      new Map([
        ['ann@example.com', 'user1'],
        ['änne@example.com', 'umlaut'],
      ]),
    );
  });

  it('takes nobody into an organization that is not there, and links nobody unknown', async () => {
    const constraint = { name: 'StoreError', code: 'CONSTRAINT' };

    const homeless = store.directory.putUsers([makeUser({ id: 'new' }), makeUser({ id: 'x', organizationId: 'none' })]);
    const unknown = store.directory.putIdentityLinks([{ backend: 'moov', identity: 'x', userId: 'missing' }]);

    await expect(homeless).rejects.toMatchObject(constraint);
    await expect(unknown).rejects.toMatchObject(constraint);
    expect(await store.directory.getUsers(['new'])).toEqual(new Map());
  });

  it('takes nothing at all', async () => {
    await store.directory.putUsers([]);
    await store.directory.putOrganizations([]);
    await store.directory.putIdentityLinks([]);

    expect(await store.isReady()).toBe(true);
  });
});
