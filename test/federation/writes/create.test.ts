import { describe, expect, it, vi } from 'vitest';
import type { TicketCreateRequest } from '../../../src/federation/writes/create.js';
import { ProviderError } from '../../../src/provider/provider-error.js';
import type { CreateOutcome, CreateRequest } from '../../../src/provider/writes.js';
import type { Owner } from '../../../src/ticket/ticket.js';
import { failAlways } from '../faults.js';
import { createDirectory, makeUser } from '../in-memory-directory.js';
import { createWriteLog } from '../in-memory-write-log.js';
import { DECLARES_NOTHING, makeStored, type Script } from '../script.js';
import { createScriptedBackend } from '../scripted-provider.js';
import { asOrganization, asUser, createWorld, STAFF } from '../world.js';

const USERS = [
  makeUser('ann', { organizationId: 'o' }),
  makeUser('bea', { organizationId: 'o' }),
  makeUser('cyd', { organizationId: 'x' }),
];
const EMAILS = new Map([
  ['ann@example.test', 'ann'],
  ['bea@example.test', 'bea'],
]);
const REQUEST: TicketCreateRequest = {
  backend: 'a',
  idempotencyKey: 'k1',
  fingerprint: 'f1',
  subject: 'No charge',
  text: 'It does not charge.',
  userId: null,
  fields: {},
};
const LOST = new ProviderError('UNAVAILABLE', 'POST /tickets: the connection broke off.', { outcomeUnknown: true });
const REFUSED = new ProviderError('UNAVAILABLE', 'POST /tickets: answered 503.');

/** A backend that opens tickets as they are wanted, and everything that hears of it. */
function open(script: Partial<Script> = {}) {
  const capabilities = {
    ...DECLARES_NOTHING,
    creatableFields: ['requesterEmail', 'priority', 'customFields', 'sirportly.contactName'] as const,
    owningCustomFields: ['company'],
  };
  const requests: CreateRequest[] = [];
  const backend = createScriptedBackend({
    key: 'a',
    capabilities,
    create: (request) => create(request),
    ...script,
  });
  function create(request: CreateRequest): CreateOutcome {
    requests.push(request);
    const stored = makeStored({ backend: 'a', nativeId: request.attempt.id, owner: request.owner });
    backend.stored.push(stored);
    return { outcome: 'CREATED', ticket: stored.ticket };
  }
  const directory = { ...createDirectory(USERS), findUsersByVerifiedEmail: async () => EMAILS };
  const writeLog = createWriteLog();
  return { world: createWorld([backend], { directory, writeLog }), backend, requests, writeLog, create };
}

describe('a new ticket', () => {
  it.each<[string, Parameters<typeof asUser>[0] | null, string | null, Owner]>([
    ['of a user is the user’s, and the organisation’s', 'ann', null, { userId: 'ann', organizationId: 'o' }],
    ['for the user by name is the same', 'ann', 'ann', { userId: 'ann', organizationId: 'o' }],
    [
      'of a user whom no directory knows is the user’s all the same',
      'new',
      null,
      { userId: 'new', organizationId: null },
    ],
    ['of staff is nobody’s', null, null, { userId: null, organizationId: null }],
    ['of staff for somebody is theirs', null, 'cyd', { userId: 'cyd', organizationId: 'x' }],
  ])('%s', async (_name, caller, userId, owner) => {
    const { world, requests } = open();

    const creation = await world.ask(caller === null ? STAFF : asUser(caller)).createTicket({ ...REQUEST, userId });

    expect(creation).toMatchObject({ outcome: 'CREATED', ticket: { owner } });
    expect(requests).toMatchObject([{ subject: 'No charge', text: 'It does not charge.', owner, fields: {} }]);
  });

  it.each([
    ['the organisation’s', {}, null, { userId: null, organizationId: 'o' }],
    ['its member’s', {}, 'bea', { userId: 'bea', organizationId: 'o' }],
    ['the member’s who asks', { userId: 'ann' }, null, { userId: 'ann', organizationId: 'o' }],
  ])('of an organisation is %s', async (_name, viewer, userId, owner) => {
    const { world } = open();

    const creation = await world.ask(asOrganization('o', viewer)).createTicket({ ...REQUEST, userId });

    expect(creation).toMatchObject({ outcome: 'CREATED', ticket: { owner } });
  });

  it.each([
    ['another user', asUser('ann'), { userId: 'bea' }, ['user']],
    ['a user who is not there', asUser('ann'), { userId: 'nobody' }, ['user']],
    ['a member of another organisation', asOrganization('o'), { userId: 'cyd' }, ['user']],
    ['oneself, in another organisation by now', asOrganization('o', { userId: 'cyd' }), {}, ['user']],
    ['another’s address', asUser('ann'), { fields: { requesterEmail: 'bea@example.test' } }, ['requesterEmail']],
    ['any address', asOrganization('o'), { fields: { requesterEmail: 'x@example.test' } }, ['requesterEmail']],
    ['a backend that is not there', STAFF, { backend: 'b' }, ['backend']],
  ])('is refused for %s', async (_name, viewer, given, path) => {
    const { world, requests, writeLog } = open();

    const creation = await world.ask(viewer).createTicket({ ...REQUEST, ...given });

    expect(creation).toEqual({ outcome: 'INVALID', issues: [{ path, message: expect.any(String) }] });
    expect([requests, writeLog.states()]).toEqual([[], {}]);
  });

  it('may carry the caller’s own verified address, in any case of letters', async () => {
    const { world, requests } = open();

    await world.ask(asUser('ann')).createTicket({ ...REQUEST, fields: { requesterEmail: 'Ann@Example.test' } });

    expect(requests).toMatchObject([{ fields: { requesterEmail: 'Ann@Example.test' } }]);
  });

  it.each([{ 'sirportly.contactName': 'Bea' }, { customFields: { company: 'x' } }])(
    'is not made somebody else’s by %j',
    async (fields) => {
      const { world, requests } = open();

      const refused = await world.ask(asUser('ann')).createTicket({ ...REQUEST, fields });
      const allowed = await world.ask(STAFF).createTicket({ ...REQUEST, fields });

      expect(refused).toMatchObject({ outcome: 'FORBIDDEN', requiredScopes: ['access_all_areas'] });
      expect(allowed.outcome).toBe('CREATED');
      expect(requests).toHaveLength(1);
    },
  );

  it('is refused before any call where the backend cannot take it', async () => {
    const { world, backend } = open();

    const creation = await world.ask().createTicket({ ...REQUEST, fields: { tags: ['a'], priority: 'HIGH' } });

    expect(creation).toMatchObject({
      outcome: 'UNSUPPORTED',
      fields: ['tags'],
      supported: expect.arrayContaining(['priority']),
    });
    expect(backend.calls).toEqual([]);
  });

  it('cannot be opened where none can', async () => {
    const { world } = open({ capabilities: DECLARES_NOTHING });

    const creation = await world.ask().createTicket(REQUEST);

    expect(creation).toMatchObject({ outcome: 'UNSUPPORTED', fields: ['createTicket'], supported: [] });
  });

  it('tells its provider which owners the caller may see', async () => {
    const { world, requests } = open();

    await world.ask(asUser('ann')).createTicket(REQUEST);

    const owners = [
      { userId: 'ann', organizationId: null },
      { userId: 'bea', organizationId: 'o' },
    ];
    expect(owners.map((owner) => requests[0]?.mayOwn(owner))).toEqual([true, false]);
  });

  it('is not opened while another backend cannot tell whose it would be, which is named', async () => {
    const create = vi.fn<() => never>(() => {
      throw LOST;
    });
    const { backend, writeLog } = open({ create });
    let before: Script['before'] = async () => {};
    const accounts = createScriptedBackend({ key: 'b', users: new Map(), before: (...call) => before(...call) });
    const world = createWorld([backend, accounts], { writeLog });
    await world.ask(asUser('new')).createTicket(REQUEST);
    before = failAlways(REFUSED);

    const fresh = await world.ask(asUser('new')).createTicket({ ...REQUEST, idempotencyKey: 'k2' });
    const repeated = await world.ask(asUser('new')).createTicket(REQUEST);

    const failed = (outcomeUnknown: boolean, message: string) => ({
      outcome: 'FAILED',
      backend: accounts,
      error: { code: 'UNAVAILABLE', message, outcomeUnknown },
    });
    const message = 'b did not answer who a user is.';
    expect(fresh).toMatchObject(failed(false, message));
    expect(repeated).toMatchObject(
      failed(true, `${message} An earlier try with the same idempotencyKey may have taken effect.`),
    );
    expect(create).toHaveBeenCalledTimes(1);
  });

  it('is opened without asking others where that is for people of the directory only', async () => {
    const capabilities = { ...DECLARES_NOTHING, creatableFields: [], opensForListedOnly: true };
    const { backend, requests } = open({ capabilities });
    const accounts = createScriptedBackend({ key: 'b', users: new Map([['new', makeUser('new')]]) });
    const world = createWorld([backend, accounts], { directory: createDirectory(USERS) });

    const own = await world.ask(asUser('new')).createTicket(REQUEST);
    const named = await world.ask(STAFF).createTicket({ ...REQUEST, userId: 'cyd' });
    const unlisted = await world.ask(STAFF).createTicket({ ...REQUEST, idempotencyKey: 'k2', userId: 'new' });

    expect([own.outcome, named.outcome]).toEqual(['CREATED', 'CREATED']);
    expect(unlisted).toMatchObject({ outcome: 'INVALID', issues: [{ path: ['user'] }] });
    expect([requests.length, accounts.calls]).toEqual([2, []]);
  });

  it('that its backend shows as somebody else’s is not shown', async () => {
    const stranger = makeStored({ backend: 'a', owner: { userId: 'bea', organizationId: 'o' } });
    const { world, writeLog } = open({ create: () => ({ outcome: 'CREATED', ticket: stranger.ticket }) });

    const creation = await world.ask(asUser('ann')).createTicket(REQUEST);

    expect(creation).toMatchObject({ outcome: 'FAILED', error: { code: 'BAD_RESPONSE', outcomeUnknown: true } });
    expect(JSON.stringify(creation)).not.toContain('bea');
    expect(writeLog.states()).toEqual({ k1: 'OPEN' });
  });
});

describe('the same key again', () => {
  it('returns the first ticket, and sends nothing', async () => {
    const { world, requests } = open();

    const first = await world.ask(asUser('ann')).createTicket(REQUEST);
    const second = await world.ask(asUser('ann')).createTicket(REQUEST);

    expect(second).toEqual(first);
    expect(requests).toHaveLength(1);
  });

  it('is a mistake with another input', async () => {
    const { world, requests } = open();

    await world.ask(asUser('ann')).createTicket(REQUEST);
    const other = await world.ask(asUser('ann')).createTicket({ ...REQUEST, fingerprint: 'f2', subject: 'Other' });

    expect(other).toMatchObject({ outcome: 'INVALID', issues: [{ path: ['idempotencyKey'] }] });
    expect(requests).toHaveLength(1);
  });

  it('is another caller’s own', async () => {
    const { world, requests } = open();

    const mine = await world.ask(asUser('ann')).createTicket(REQUEST);
    const other = await world.ask(asUser('bea')).createTicket({ ...REQUEST, fingerprint: 'f2' });

    expect([mine, other]).toMatchObject([
      { ticket: { owner: { userId: 'ann' } } },
      { ticket: { owner: { userId: 'bea' } } },
    ]);
    expect(requests).toHaveLength(2);
  });

  it('is another organisation’s own, where no user is named', async () => {
    const { world, requests } = open();

    const ours = await world.ask(asOrganization('o')).createTicket({ ...REQUEST, userId: 'ann' });
    const theirs = await world.ask(asOrganization('x')).createTicket({ ...REQUEST, userId: 'cyd', fingerprint: 'f2' });

    expect([ours, theirs]).toMatchObject([
      { ticket: { owner: { userId: 'ann' } } },
      { ticket: { owner: { userId: 'cyd' } } },
    ]);
    expect(requests).toHaveLength(2);
  });

  it('does not show a ticket that has gone to somebody else', async () => {
    const { world, backend } = open();
    await world.ask(asUser('ann')).createTicket(REQUEST);
    const [stored] = backend.stored.splice(0);
    backend.stored.push(makeStored({ ...stored?.ticket, owner: { userId: 'bea', organizationId: 'o' } }));

    const again = await world.ask(asUser('ann')).createTicket(REQUEST);

    expect(again).toMatchObject({ outcome: 'INVALID', issues: [{ path: ['idempotencyKey'] }] });
  });

  it('goes on where the answer was lost, with the same attempt and its progress', async () => {
    const attempts: object[] = [];
    const { world, create, writeLog } = open({
      create: async (request) => {
        const { saveProgress, ...attempt } = request.attempt;
        attempts.push(attempt);
        if (attempt.isRepeat) return create(request);
        await saveProgress('half');
        throw LOST;
      },
    });

    const first = await world.ask().createTicket(REQUEST);
    const between = writeLog.states();
    const second = await world.ask().createTicket(REQUEST);

    expect(first).toMatchObject({ outcome: 'FAILED', error: { outcomeUnknown: true } });
    expect([between, writeLog.states()]).toEqual([{ k1: 'OPEN' }, { k1: 'FINISHED' }]);
    expect(second.outcome).toBe('CREATED');
    expect(attempts).toMatchObject([
      { id: 'attempt1', isRepeat: false, progress: null },
      { id: 'attempt1', isRepeat: true, progress: 'half' },
    ]);
  });

  it('is told as unknown where the log of writes never answers', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { world, writeLog } = open();
    Object.assign(writeLog, { finish: () => new Promise(() => {}) });

    const creating = world.ask().createTicket(REQUEST);
    await vi.advanceTimersByTimeAsync(2000);
    const creation = await Promise.race([creating, 'nothing yet']);
    vi.useRealTimers();

    expect(creation).toMatchObject({ outcome: 'FAILED', error: { code: 'UNAVAILABLE', outcomeUnknown: true } });
  });

  it('is free where nothing was written', async () => {
    const outcomes: (() => CreateOutcome)[] = [
      () => ({ outcome: 'INVALID', issues: [{ path: ['subject'], message: 'is too long' }] }),
      () => {
        throw REFUSED;
      },
    ];
    const { world, create, requests, writeLog } = open({
      create: (request) => outcomes.shift()?.() ?? create(request),
    });

    const invalid = await world.ask().createTicket(REQUEST);
    const failed = await world.ask().createTicket({ ...REQUEST, fingerprint: 'f2' });
    const between = writeLog.states();
    const created = await world.ask().createTicket({ ...REQUEST, fingerprint: 'f3' });

    expect([invalid.outcome, failed.outcome, created.outcome]).toEqual(['INVALID', 'FAILED', 'CREATED']);
    expect([between, requests.length]).toEqual([{}, 1]);
  });

  it('is not free where an earlier try may have written', async () => {
    const outcomes = [LOST, REFUSED];
    const { world, create, writeLog } = open({
      create: (request) => {
        const failure = outcomes.shift();
        if (failure) throw failure;
        return create(request);
      },
    });

    await world.ask().createTicket(REQUEST);
    await world.ask().createTicket(REQUEST);
    const between = writeLog.states();
    const other = await world.ask().createTicket({ ...REQUEST, fingerprint: 'f2' });

    expect(between).toEqual({ k1: 'OPEN' });
    expect(other).toMatchObject({ outcome: 'INVALID', issues: [{ path: ['idempotencyKey'] }] });
  });

  it('waits while the first is under way', async () => {
    let finish: (outcome: CreateOutcome) => void = () => {};
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const { world } = open({
      create: () => {
        begin();
        return new Promise((resolve) => (finish = resolve));
      },
    });

    const first = world.ask().createTicket(REQUEST);
    await begun;
    const second = await world.ask().createTicket(REQUEST);
    finish({ outcome: 'INVALID', issues: [] });

    expect(second).toMatchObject({ outcome: 'FAILED', error: { code: 'RATE_LIMITED', retryAfterMs: 1500 } });
    expect((await first).outcome).toBe('INVALID');
  });

  it('finds out for itself when what became of the write could not be kept', async () => {
    const { world, requests, writeLog } = open();
    const finish = writeLog.finish.bind(writeLog);
    const broken = new ProviderError('UNAVAILABLE', 'The store does not answer.');
    Object.assign(writeLog, { finish: () => Promise.reject(broken) });

    const first = await world.ask().createTicket(REQUEST);
    Object.assign(writeLog, { finish });
    const second = await world.ask().createTicket(REQUEST);

    expect(first).toMatchObject({ outcome: 'FAILED', error: { outcomeUnknown: true } });
    expect(second.outcome).toBe('CREATED');
    expect(requests.map(({ attempt }) => attempt.isRepeat)).toEqual([false, true]);
  });
});
