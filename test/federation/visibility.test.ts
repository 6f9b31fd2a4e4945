import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/auth/viewer.js';
import type { Capabilities } from '../../src/provider/capabilities.js';
import type { TicketFilter } from '../../src/ticket/filter.js';
import { makeMessage } from '../ticket/tickets.js';
import { createDirectory, makeUser } from './in-memory-directory.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored, type Script, type Stored } from './script.js';
import { createScriptedBackend } from './scripted-provider.js';
import { asOrganization, asUser, createWorld, EVERYTHING, namesOf, STAFF, toQuestion } from './world.js';

const PUSHING: Capabilities = {
  ...DECLARES_NOTHING,
  filters: { user: { eq: 'exact' }, organization: { eq: 'exact' } },
  orders: EVERY_ORDER,
  carries: ['user', 'messages'],
  updatableFields: ['humanVerifiedCategory'],
};
const UPDATING: Capabilities = { ...DECLARES_NOTHING, updatableFields: ['humanVerifiedCategory'] };
const UPSTREAMS: [name: string, script: Partial<Script>][] = [
  ['pushes nothing', { capabilities: UPDATING }],
  ['pushes the rule', { capabilities: PUSHING }],
  ['pushes the rule and lies', { capabilities: PUSHING, lies: true }],
];

/** The user's own ticket, one of a colleague, one of somebody elsewhere, and one of nobody. */
function makePlanted(): Stored[] {
  const owners = [
    ['own', 'u', 'o'],
    ['colleague', 'v', 'o'],
    ['elsewhere', 'x', 'p'],
    ['nobody', null, null],
  ] as const;
  return owners.map(([nativeId, userId, organizationId]) =>
    makeStored(
      { backend: 'a', nativeId, owner: { userId, organizationId } },
      { messages: [makeMessage({ id: 'm' })], user: userId === null ? null : makeUser(userId, { organizationId }) },
    ),
  );
}

const VIEWERS: [name: string, viewer: Viewer, visible: string[]][] = [
  ['a user', asUser('u', { organizationId: 'o' }), ['own']],
  ['an organisation', asOrganization('o'), ['own', 'colleague']],
  ['nobody', asUser('u', { userId: null }), []],
];
const HIDDEN = ['elsewhere', 'nobody', 'absent'];

describe.each(UPSTREAMS)('where the upstream %s', (_name, script) => {
  describe.each(VIEWERS)('%s', (_viewerName, viewer, visible) => {
    it('lists and counts its own tickets only', async () => {
      const backend = createScriptedBackend({ key: 'a', stored: makePlanted(), ...script });
      const session = createWorld([backend]).ask(viewer);

      const list = await session.listTickets(toQuestion({ count: true, expand: EVERYTHING }));

      expect(namesOf(list).toSorted()).toEqual(visible.map((id) => `a/${id}`).toSorted());
      expect(list).toMatchObject({ hasMore: false, total: { value: visible.length, precision: 'EXACT' } });
    });

    it.each(HIDDEN)('gets nothing of %s by id', async (nativeId) => {
      const session = createWorld([createScriptedBackend({ key: 'a', stored: makePlanted(), ...script })]).ask(viewer);
      const ref = { backend: 'a', nativeId };

      expect(await session.loadTicket(ref, EVERYTHING)).toBeNull();
      expect(await session.loadMessage(ref, 'm')).toBeNull();
    });

    it.each(HIDDEN)('cannot write %s, and no write leaves', async (nativeId) => {
      const backend = createScriptedBackend({ key: 'a', stored: makePlanted(), ...script });
      const changes = { humanVerifiedCategory: 'BILLING' };

      const update = await createWorld([backend])
        .ask(viewer)
        .updateTicket({ ref: { backend: 'a', nativeId }, changes, expectedVersion: null });

      expect(update).toEqual({ outcome: 'NOT_FOUND' });
      expect(backend.calls.filter(({ method }) => method === 'updateTicket')).toEqual([]);
    });
  });
});

describe('a hidden ticket', () => {
  it('lets out no messages, even to who holds it', async () => {
    const [, , elsewhere] = makePlanted();
    const backend = createScriptedBackend({ key: 'a', stored: makePlanted() });
    const session = createWorld([backend]).ask(asUser('u'));

    const messages = elsewhere && (await session.loadMessages(elsewhere.ticket));

    expect(messages).toEqual([]);
    expect(backend.calls).toEqual([]);
  });

  it('lets out nobody who came along with it', async () => {
    const stored = [makeStored({ backend: 'a', nativeId: '1', owner: { userId: 'x', organizationId: 'p' } })].map(
      ({ ticket }) => makeStored(ticket, { user: makeUser('u', { fullName: 'Planted' }) }),
    );
    const backend = createScriptedBackend({ key: 'a', stored, capabilities: PUSHING, lies: true });
    const session = createWorld([backend]).ask(asUser('u'));

    await session.listTickets(toQuestion({ expand: EVERYTHING }));

    expect(await session.loadUser('u')).toBeNull();
  });
});

describe('a backend of another organisation', () => {
  it('is not asked by id', async () => {
    const backend = createScriptedBackend({ key: 'a', stored: makePlanted(), organizationId: 'p' });
    const session = createWorld([backend]).ask(asOrganization('o'));

    expect(await session.loadTicket({ backend: 'a', nativeId: 'own' }, EVERYTHING)).toBeNull();
    expect(backend.calls).toEqual([]);
  });
});

describe('a backend that looks users up in the directory', () => {
  const people = [makeUser('v', { organizationId: 'o' }), makeUser('x', { organizationId: 'p' })];
  const pushedFor = async (viewer: Viewer, user: string) => {
    const capabilities: Capabilities = { ...PUSHING, filters: { user: { eq: 'inexact' } }, looksUpUsers: true };
    const backend = createScriptedBackend({ key: 'a', stored: makePlanted(), capabilities });
    const session = createWorld([backend], { directory: createDirectory(people) }).ask(viewer);
    const filter: TicketFilter = [{ field: 'user', operator: 'eq', value: user }];

    const list = await session.listTickets(toQuestion({ filter }));
    const { total } = (await session.openStatistics(filter).load({ measure: 'total' })).whole;

    const requests = backend.calls.flatMap((call) => (call.method === 'listTickets' ? [call.request.filter] : []));
    return { requests, names: namesOf(list), total };
  };
  const asked = (user: string): TicketFilter => [{ field: 'user', operator: 'eq', value: user }];

  it('is asked for the tickets of people whom the viewer sees', async () => {
    const colleague = { requests: [asked('v'), asked('v')], names: ['a/colleague'], total: 1 };

    expect(await pushedFor(asOrganization('o'), 'v')).toEqual(colleague);
    expect(await pushedFor(STAFF, 'x')).toEqual({
      requests: [asked('x'), asked('x')],
      names: ['a/elsewhere'],
      total: 1,
    });
    expect(await pushedFor(asOrganization('o', { userId: 'u' }), 'u')).toMatchObject({ names: ['a/own'], total: 1 });
  });

  it.each(['x', 'absent'])('is not asked about %s, who is hidden or not there', async (user) => {
    expect(await pushedFor(asOrganization('o'), user)).toEqual({ requests: [[], []], names: [], total: 0 });
  });
});

describe('a backend with accounts of many', () => {
  it.each([
    ['another organisation', asUser('u'), 'organization'],
    ['another user', asOrganization('o'), 'user'],
  ] as const)('is skipped, or not, for %s whether it has that one’s account or none', async (_whose, viewer, field) => {
    const owners = [
      { userId: 'u', organizationId: 'o' },
      { userId: 'x', organizationId: 'p' },
    ];
    const ask = async (value: string) => {
      const backend = { ...createScriptedBackend({ key: 'a', stored: makePlanted() }), owners };
      const filter: TicketFilter = [{ field, operator: 'eq', value }];
      const list = await createWorld([backend]).ask(viewer).listTickets(toQuestion({ filter }));
      return list.reports.map(({ outcome }) => outcome);
    };

    expect(await ask(field === 'user' ? 'x' : 'p')).toEqual(await ask('absent'));
  });

  it('does not tell whose organisation it is', async () => {
    const ask = async (value: string) => {
      const backend = createScriptedBackend({ key: 'a', stored: makePlanted(), organizationId: 'p' });
      const filter: TicketFilter = [{ field: 'organization', operator: 'eq', value }];
      const list = await createWorld([backend]).ask(asUser('u')).listTickets(toQuestion({ filter }));
      return list.reports.map(({ outcome }) => outcome);
    };

    expect(await ask('p')).toEqual(await ask('absent'));
  });
});

describe('people and organisations', () => {
  const people = [makeUser('u', { organizationId: 'o' }), makeUser('v', { organizationId: 'o' }), makeUser('x')];
  const organizations = ['o', 'p'].map((id) => ({ id, name: id.toUpperCase() }));
  const upstream = new Map([['w', makeUser('w', { organizationId: 'o' })]]);
  const ask = (viewer: Viewer) => {
    const backend = createScriptedBackend({ key: 'a', users: upstream, organizationId: 'q' });
    return createWorld([backend], { directory: createDirectory(people, organizations) }).ask(viewer);
  };

  it.each([
    ['a user', asUser('u'), ['u']],
    ['an organisation', asOrganization('o'), ['u', 'v']],
    ['the organisation of the backend', asOrganization('q'), []],
    ['everybody', STAFF, ['u', 'v', 'x', 'w']],
  ] as const)('are seen as the token allows: %s', async (_name, viewer, visible) => {
    const session = ask(viewer);

    const loaded = await Promise.all(['u', 'v', 'x', 'w', 'absent'].map((id) => session.loadUser(id)));

    expect(loaded.flatMap((user) => user?.id ?? [])).toEqual(visible);
  });

  it.each([
    ['the user’s, by the directory', asUser('u'), ['o']],
    ['the token’s', asOrganization('p'), ['p']],
    ['the token’s and the user’s', asOrganization('p', { userId: 'u' }), ['o', 'p']],
    ['all, one of them by its key alone', STAFF, ['o', 'p', 'q']],
    ['none', asUser('x'), []],
  ] as const)('are seen as the token allows: %s', async (_name, viewer, visible) => {
    const session = ask(viewer);

    const loaded = await Promise.all(['o', 'p', 'q', 'absent'].map((id) => session.loadOrganization(id)));

    expect(loaded.flatMap((organization) => organization?.id ?? [])).toEqual(visible);
  });
});
