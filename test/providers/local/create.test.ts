import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Call, Provider } from '../../../src/provider/provider.js';
import type { CreateOutcome, CreateRequest, NewTicketFields } from '../../../src/provider/writes.js';
import { createLocalProviderDefinition } from '../../../src/providers/local/index.js';
import { createStore, type Store } from '../../../src/store/store.js';
import { toInstant } from '../../../src/ticket/instant.js';
import type { Owner } from '../../../src/ticket/ticket.js';
import { makeUser, NEVER_ABORTED, NOW_MS } from '../../store/stores.js';
import { makeTicket } from '../../ticket/tickets.js';
import { makeAttempt } from './attempts.js';
import { countTickets } from '../../provider/counts.js';

const BACKEND = 'local';
const NOW = toInstant(NOW_MS);
const NOBODY: Owner = { userId: null, organizationId: null };
const ANN: Owner = { userId: 'ann', organizationId: null };
const call: Call = { signal: NEVER_ABORTED, onUpstreamRequest: () => {} };

let store: Store;
let provider: Provider;
let now = NOW_MS;
let made = 0;
let attemptId = '';

beforeAll(async () => {
  store = await createStore({ dataDirectory: null, clock: () => now });
  provider = createLocalProviderDefinition(store).create({}, { key: BACKEND, directory: store.directory });
  await store.directory.putOrganizations(['north', 'south'].map((id) => ({ id, name: id })));
  await store.directory.putUsers([
    makeUser({ id: 'ann', fullName: 'Ann', organizationId: 'north' }),
    makeUser({ id: 'bob', organizationId: 'south' }),
    makeUser({ id: 'cid' }),
  ]);
});

beforeEach(() => {
  made += 1;
  now = NOW_MS;
  attemptId = `01J${String(made).padStart(23, '0')}`;
});

afterAll(() => store.close());

function toRequest(request: Partial<CreateRequest> = {}): CreateRequest {
  return {
    attempt: makeAttempt(attemptId),
    subject: 'No charge',
    text: 'It does not charge.\nHelp.',
    owner: ANN,
    mayOwn: () => true,
    fields: {},
    ...request,
  };
}

async function create(request: Partial<CreateRequest> = {}): Promise<CreateOutcome | undefined> {
  return provider.createTicket?.(toRequest(request), call);
}

async function readMessages() {
  return (await provider.listMessages?.([`tick${attemptId}`], call))?.[0];
}

describe('a new ticket', () => {
  it('is there with its first message', async () => {
    const outcome = await create();

    const ticket = makeTicket({
      backend: BACKEND,
      nativeId: `tick${attemptId}`,
      owner: { userId: 'ann', organizationId: 'north' },
      subject: 'No charge',
      status: 'NEW',
      source: 'API',
      createdAt: NOW,
      updatedAt: NOW,
      latestMessageAt: NOW,
      revision: '1',
      details: { kind: 'LOCAL', createdBy: null },
    });
    const message = {
      id: `tmsg${attemptId}`,
      nativeId: `tmsg${attemptId}`,
      position: 0,
      type: 'INITIAL_REQUEST',
      visibility: 'PUBLIC',
      authorName: 'Ann',
      text: 'It does not charge.\nHelp.',
      textClean: null,
      createdAt: NOW,
    };
    expect(outcome).toEqual({ outcome: 'CREATED', ticket });
    const slots = await provider.getTickets([ticket.nativeId], { user: false, messages: true }, call);
    expect(slots).toEqual([{ ticket, messages: [message] }]);
  });

  it('has the fields that it is given', async () => {
    const fields: NewTicketFields = {
      requesterName: 'Zoë',
      requesterEmail: 'zoe@example.test',
      priority: 'HIGH',
      tags: ['a', 'b', 'a'],
      customFields: { serial: 'X1', empty: null },
      externalTicketId: 'EXT-1',
    };

    const outcome = await create({ fields });

    expect(outcome).toMatchObject({
      outcome: 'CREATED',
      ticket: {
        requester: { name: 'Zoë', email: 'zoe@example.test', company: null },
        priority: 'HIGH',
        priorityName: null,
        tags: ['a', 'b'],
        customFields: { serial: 'X1' },
        externalTicketId: 'EXT-1',
      },
    });
    expect(await readMessages()).toMatchObject([{ authorName: 'Zoë' }]);
  });

  it('is found by its words', async () => {
    await create({ subject: `solar${made}`, text: `panel${made}` });

    const value = { words: [`solar${made}`, `panel${made}`], messages: 'PUBLIC' } as const;
    expect(await countTickets(provider, [{ field: 'search', operator: 'words', value }])).toBe(1);
  });

  it.each<[Owner, Owner]>([
    [NOBODY, NOBODY],
    [ANN, { userId: 'ann', organizationId: 'north' }],
    [
      { userId: 'ann', organizationId: 'south' },
      { userId: 'ann', organizationId: 'south' },
    ],
    [
      { userId: 'cid', organizationId: null },
      { userId: 'cid', organizationId: null },
    ],
    [
      { userId: null, organizationId: 'south' },
      { userId: null, organizationId: 'south' },
    ],
  ])('asked for by %j belongs to %j', async (asked, owner) => {
    expect(await create({ owner: asked })).toMatchObject({ outcome: 'CREATED', ticket: { owner } });
  });

  it('is opened once, however often it is tried', async () => {
    const first = await create();
    await store.tickets.update(
      {
        backend: BACKEND,
        nativeId: `tick${attemptId}`,
        changes: { status: 'OPEN' },
        expectedVersion: null,
        findIssues: () => [],
      },
      NEVER_ABORTED,
    );
    const before = await countTickets(provider);
    now += 60_000;

    const second = await create({ attempt: { ...makeAttempt(attemptId), isRepeat: true } });

    expect(first).toMatchObject({ ticket: { status: 'NEW', revision: '1' } });
    expect(second).toMatchObject({ outcome: 'CREATED', ticket: { status: 'OPEN', revision: '2', createdAt: NOW } });
    expect(await countTickets(provider)).toBe(before);
    expect(await readMessages()).toHaveLength(1);
  });

  it('is one of two tries at a time', async () => {
    const [first, second] = await Promise.all([create(), create()]);

    expect(first).toMatchObject({ outcome: 'CREATED' });
    expect(second).toEqual(first);
    expect(await readMessages()).toHaveLength(1);
  });

  it('is not opened for a caller who is gone', async () => {
    const reason = new Error('gone');
    const before = await countTickets(provider);

    const creating = provider.createTicket?.(toRequest(), { ...call, signal: AbortSignal.abort(reason) });

    await expect(creating).rejects.toBe(reason);
    expect(await countTickets(provider)).toBe(before);
    expect(provider.status().health).toBe('HEALTHY');
  });
});

describe('an owner', () => {
  const unknown = (field: string) => ({ path: [field], message: 'is not in the directory' });
  const isAnn = ({ userId }: Owner) => userId === 'ann';
  const isNorth = ({ organizationId }: Owner) => organizationId === 'north';
  const isAnybody = () => true;

  it.each<[string, string | null, string | null, string[], (owner: Owner) => boolean]>([
    ['no user', 'nobody', null, ['user'], isAnybody],
    ['no user at all', '\0', null, ['user'], isAnybody],
    ['no user with an empty name', '', null, ['user'], isAnybody],
    ['no organization', null, 'nowhere', ['organization'], isAnybody],
    ['no organization of a user', 'ann', '\ud800', ['organization'], isAnybody],
    ['neither', 'nobody', 'nowhere', ['user', 'organization'], isAnybody],
    ['somebody else', 'bob', null, ['user'], isAnn],
    ['nobody, for somebody', 'nobody', null, ['user'], isAnn],
    ['an organization, for somebody', null, 'north', ['organization'], isAnn],
    ['no organization, for somebody', null, 'nowhere', ['organization'], isAnn],
    ['somebody else of an organization', 'bob', 'south', ['user', 'organization'], isAnn],
    ['nobody of an organization, for somebody', 'nobody', 'south', ['user', 'organization'], isAnn],
    ['another organization’s user', 'bob', null, ['user'], isNorth],
    ['nobody, for an organization', 'nobody', null, ['user'], isNorth],
    ['another organization’s user under the own one', 'bob', 'north', ['user'], isNorth],
    ['nobody under the own organization', 'nobody', 'north', ['user'], isNorth],
    ['the own user under another organization', 'ann', 'south', ['organization'], isNorth],
    ['a user of no organization', 'cid', null, ['user'], isNorth],
    ['another organization', null, 'south', ['organization'], isNorth],
  ])('that is %s is refused', async (_name, userId, organizationId, fields, mayOwn) => {
    const before = await countTickets(provider);

    const outcome = await create({ owner: { userId, organizationId }, mayOwn });

    expect(outcome).toEqual({ outcome: 'INVALID', issues: fields.map(unknown) });
    expect(await countTickets(provider)).toBe(before);
  });

  it.each<[string | null, string | null, (owner: Owner) => boolean]>([
    ['ann', null, isAnn],
    ['ann', 'south', isAnn],
    ['ann', null, isNorth],
    ['cid', 'north', isNorth],
    [null, 'north', isNorth],
  ])('%s of %s can be named by who may see it', async (userId, organizationId, mayOwn) => {
    expect(await create({ owner: { userId, organizationId }, mayOwn })).toMatchObject({ outcome: 'CREATED' });
  });

  it('must be named by who sees nobody’s tickets', async () => {
    const outcome = await create({ owner: NOBODY, mayOwn: isAnn });

    const issue = { path: ['user'], message: 'must be named, or the organization' };
    expect(outcome).toEqual({ outcome: 'INVALID', issues: [issue] });
  });
});

describe('what cannot be opened', () => {
  const line = (longest: number) => `must be 1 to ${longest} characters, none of them a control character`;
  const email = 'must be an e-mail address of at most 254 characters';

  it.each<[Partial<CreateRequest>, string, string]>([
    [{ subject: '' }, 'subject', line(500)],
    [{ subject: 'x'.repeat(501) }, 'subject', line(500)],
    [{ text: '' }, 'text', 'must be 1 to 65536 characters'],
    [{ text: 'x'.repeat(65_537) }, 'text', 'must be 1 to 65536 characters'],
    [{ fields: { requesterName: 'a\0' } }, 'requesterName', line(200)],
    [{ fields: { externalTicketId: 'x'.repeat(3000) } }, 'externalTicketId', line(200)],
    [{ fields: { requesterEmail: 'zoe' } }, 'requesterEmail', email],
    [{ fields: { requesterEmail: 'zoe@example.test\nBcc: all@example.test' } }, 'requesterEmail', email],
    [{ fields: { requesterEmail: `${'x'.repeat(251)}@a.b` } }, 'requesterEmail', email],
    [{ fields: { tags: [''] } }, 'tags', 'must be at most 50 tags of 1 to 64 characters each'],
  ])('is a ticket %#', async (request, field, message) => {
    const before = await countTickets(provider);

    const outcome = await create(request);

    expect(outcome).toEqual({ outcome: 'INVALID', issues: [{ path: [field], message }] });
    expect(await countTickets(provider)).toBe(before);
  });

  it('is told all at once', async () => {
    const outcome = await create({
      owner: { userId: 'nobody', organizationId: null },
      subject: '',
      text: '',
      fields: { customFields: { 'no name': 1 } },
    });

    const paths = outcome?.outcome === 'INVALID' ? outcome.issues.map(({ path }) => path) : [];
    expect(paths).toEqual([['user'], ['subject'], ['text'], ['customFields', 'no name']]);
  });

  it('is not a text at the limit', async () => {
    const text = '\u0007\0'.repeat(32_768);

    expect(await create({ text })).toMatchObject({ outcome: 'CREATED' });
    expect(await readMessages()).toMatchObject([{ text: '\u0007\uFFFD'.repeat(32_768) }]);
  });
});
