import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { User } from '../../src/ticket/people.js';
import { failAlways } from './faults.js';
import { createDirectory } from './in-memory-directory.js';
import { DECLARES_NOTHING, makeStored } from './script.js';
import { createScriptedBackend } from './scripted-provider.js';
import { asOrganization, createWorld, STAFF, toQuestion } from './world.js';

const ref = { backend: 'a', nativeId: '1' };
const update = { ref, changes: { humanVerifiedCategory: 'BILLING' }, expectedVersion: null };
const capabilities = { ...DECLARES_NOTHING, updatableFields: ['humanVerifiedCategory'] } as const;

/** A backend that reads nothing elsewhere, and says so. */
function makeBackend(script: Partial<Parameters<typeof createScriptedBackend>[0]> = {}) {
  const backend = createScriptedBackend({ key: 'a', stored: [makeStored(ref)], capabilities, ...script });
  return { ...backend, provider: { ...backend.provider, tellsBasis: true } };
}

describe('what was read', () => {
  it('holds until something is written', async () => {
    const world = createWorld([makeBackend()]);
    const session = world.ask();
    await session.listTickets(toQuestion());
    const holds = session.basis.toHolds();

    const before = holds?.();
    await world.ask().updateTicket(update);

    expect([before, holds?.()]).toEqual([true, false]);
  });

  it('holds until something is changed elsewhere', async () => {
    let changes = 0;
    const session = createWorld([makeBackend()], { changes: () => changes }).ask();
    await session.listTickets(toQuestion());
    const holds = session.basis.toHolds();

    const before = holds?.();
    changes += 1;

    expect([before, holds?.()]).toEqual([true, false]);
  });

  it('holds for nobody else where the backend does not tell of its reads', async () => {
    const backend = makeBackend();
    const session = createWorld([{ ...backend, provider: { ...backend.provider, tellsBasis: false } }]).ask();

    await session.listTickets(toQuestion());

    expect(session.basis.toHolds()).toBeNull();
  });

  it.each([
    ['the caller has gone', AbortSignal.abort(), 60_000],
    ['the time was up', new AbortController().signal, 0],
  ])('holds for nobody else where %s', async (_what, caller, deadlineMs) => {
    const session = createWorld([makeBackend()], { deadlineMs }).openSession(STAFF, caller);

    expect(session.basis.toHolds()).toBeNull();
  });

  it('holds for nobody else where a backend failed', async () => {
    const error = new ProviderError('UNAVAILABLE', 'GET /tickets: 503.');
    const session = createWorld([makeBackend({ before: failAlways(error) })]).ask();

    await session.listTickets(toQuestion());

    expect(session.basis.toHolds()).toBeNull();
  });

  it('holds for nobody else where the directory could not say whom the caller sees', async () => {
    const getUsers = () => Promise.reject(new ProviderError('UNAVAILABLE', 'The directory is closed.'));
    const backend = makeBackend({ capabilities: { ...capabilities, looksUpUsers: true } });
    const session = createWorld([backend], { directory: { ...createDirectory(), getUsers } }).ask(asOrganization('o'));

    const { reports } = await session.listTickets(
      toQuestion({ filter: [{ field: 'user', operator: 'eq', value: 'u' }] }),
    );

    expect(reports.map(({ outcome }) => outcome)).toEqual(['COMPLETE']);
    expect(session.basis.toHolds()).toBeNull();
  });

  it('holds for nobody else where categories could not be read, whose labels are made without', async () => {
    const error = new ProviderError('UNAVAILABLE', 'GET /categories: 503.');
    const session = createWorld([makeBackend({ categories: [], before: failAlways(error) })]).ask();

    await expect(session.loadCategories('a')).rejects.toBe(error);

    expect(session.basis.toHolds()).toBeNull();
  });

  it('holds for nobody else where one backend failed to find somebody whom another knows', async () => {
    const user: User = { id: 'u', email: null, fullName: 'Una', organizationId: null, joinedAt: null };
    const error = new ProviderError('UNAVAILABLE', 'GET /users: 503.');
    const failing = makeBackend({ key: 'b', users: new Map(), badSlots: new Map([['u', error]]) });
    const backends = [failing, makeBackend({ users: new Map([['u', user]]) })];
    const session = createWorld(backends).ask();

    expect(await session.loadUser('u')).toEqual(user);

    expect(session.basis.toHolds()).toBeNull();
  });

  it('holds for nobody else where figures are asked for', () => {
    const session = createWorld([makeBackend()]).ask();

    session.openStatistics([]);

    expect(session.basis.toHolds()).toBeNull();
  });
});
