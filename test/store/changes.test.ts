import { afterEach, beforeEach, expect, it } from 'vitest';
import { createStore, type Store } from '../../src/store/store.js';
import { makeMessage, makeTicket } from '../ticket/tickets.js';
import { makeUser } from './stores.js';

let store: Store;
/** The count when each query was over. */
let counts: number[];

beforeEach(async () => {
  counts = [];
  store = await createStore({ dataDirectory: null });
  store.onQuery(() => void counts.push(store.changes()));
});

afterEach(() => store.close());

it('reads change nothing', async () => {
  const before = store.changes();

  await store.directory.getUsers(['ann']);
  await store.directory.findUsersByVerifiedEmail(['ann@example.com']);
  await store.tickets.listMessages({ backend: 'desk', nativeIds: ['a'] }, AbortSignal.timeout(10_000));

  expect(counts.length).toBeGreaterThan(0);
  expect(store.changes()).toBe(before);
});

it('each statement that writes counts, and so does the end of its transaction', async () => {
  const before = store.changes();

  await store.tickets.insert([{ ticket: makeTicket(), messages: [makeMessage()] }]);

  // begin, then what is written, then commit.
  expect(counts[0]).toBe(before);
  expect(counts.slice(1)).toEqual(counts.slice(1).map((_count, index) => before + index + 1));
});

it('the directory counts once more when it has forgotten what it knew', async () => {
  await store.directory.getUsers(['ann']);

  await store.directory.putUsers([makeUser({ id: 'ann', email: 'ann@example.com' })]);

  expect(store.changes()).toBeGreaterThan(counts.at(-1) ?? Number.POSITIVE_INFINITY);
});

it('a transaction of the directory that fails counts too', async () => {
  const before = store.changes();

  await expect(store.directory.inTransaction(() => Promise.reject(new Error('No.')))).rejects.toThrow();

  expect(store.changes()).toBeGreaterThan(before);
});
