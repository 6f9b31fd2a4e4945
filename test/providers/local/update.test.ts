import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Call, Provider } from '../../../src/provider/provider.js';
import { createLocalProviderDefinition } from '../../../src/providers/local/index.js';
import { createStore, type Store } from '../../../src/store/store.js';
import { toInstant } from '../../../src/ticket/instant.js';
import type { Ticket } from '../../../src/ticket/ticket.js';
import { NEVER_ABORTED, NOW_MS } from '../../store/stores.js';
import { makeTicket } from '../../ticket/tickets.js';
import type { TicketChanges, UpdateOutcome, UpdateRequest } from '../../../src/provider/writes.js';

const BACKEND = 'local';
const NOW = toInstant(NOW_MS);
const call: Call = { signal: NEVER_ABORTED, onUpstreamRequest: () => {} };
const CATEGORIES = [
  { value: 'CHARGER', label: 'Charger', subcategories: [{ value: 'OFFLINE', label: 'Offline' }] },
  { value: 'VEHICLE', label: 'Vehicle', subcategories: toSubcategories(12) },
  { value: 'OTHER', label: 'Other', subcategories: [] },
];

let store: Store;
let provider: Provider;
let ticket: Ticket;
let made = 0;

beforeAll(async () => {
  store = await createStore({ dataDirectory: null, clock: () => NOW_MS });
  const context = { key: BACKEND, directory: store.directory };
  provider = createLocalProviderDefinition(store).create({ categories: CATEGORIES }, context);
});

beforeEach(async () => {
  made += 1;
  ticket = makeTicket({
    backend: BACKEND,
    nativeId: `t${made}`,
    humanVerifiedCategory: 'CHARGER',
    humanVerifiedSubcategory: 'OFFLINE',
    aiGeneratedSubcategory: 'OFFLINE',
    updatedAt: '2026-03-02T09:14:05.000Z',
    revision: '1',
  });
  await store.tickets.insert([{ ticket }]);
});

afterAll(() => store.close());

function toSubcategories(count: number) {
  return Array.from({ length: count }, (_, number) => ({ value: `V${number}`, label: `Vehicle ${number}` }));
}

async function update(changes: TicketChanges, request: Partial<UpdateRequest> = {}): Promise<UpdateOutcome> {
  const whole = { nativeId: ticket.nativeId, changes, expectedVersion: null, ...request };
  const outcome = await provider.updateTicket?.(whole, call);
  if (!outcome) throw new Error('The provider does not write.');
  return outcome;
}

async function read(): Promise<Ticket | undefined> {
  const [slot] = await provider.getTickets([ticket.nativeId], { user: false, messages: false }, call);
  return slot && 'ticket' in slot ? slot.ticket : undefined;
}

describe('an update', () => {
  it('writes what is given, clears what is null and leaves the rest', async () => {
    const outcome = await update({ humanVerifiedSubcategory: null, aiGeneratedCategory: 'VEHICLE' });

    const written = {
      ...ticket,
      humanVerifiedSubcategory: null,
      aiGeneratedCategory: 'VEHICLE',
      updatedAt: NOW,
      revision: '2',
    };
    expect(outcome).toEqual({ outcome: 'UPDATED', ticket: written });
    expect(await read()).toEqual(written);
  });

  it('needs the version that is expected', async () => {
    const [first, second] = await Promise.all([
      update({ humanVerifiedCategory: 'OTHER', humanVerifiedSubcategory: null }, { expectedVersion: '1' }),
      update({ humanVerifiedCategory: 'VEHICLE', humanVerifiedSubcategory: 'V3' }, { expectedVersion: '1' }),
    ]);

    expect(first.outcome).toBe('UPDATED');
    expect(second).toEqual({ outcome: 'CONFLICT', current: await read() });
    expect((await read())?.humanVerifiedCategory).toBe('OTHER');
    expect((await update({ humanVerifiedCategory: null }, { expectedVersion: '2' })).outcome).toBe('UPDATED');
  });

  it.each(['', '0', '01', '1 ', 'x', '\0', "1' or '1'='1"])(
    'takes %j for no version of it',
    async (expectedVersion) => {
      const outcome = await update({ humanVerifiedCategory: null }, { expectedVersion });

      expect(outcome).toEqual({ outcome: 'CONFLICT', current: ticket });
      expect(await read()).toEqual(ticket);
    },
  );

  it('of nothing changes nothing', async () => {
    expect(await update({})).toEqual({ outcome: 'UPDATED', ticket });
    expect(await read()).toEqual(ticket);
  });

  it.each(['missing', '\0', '\ud800', ''])('finds no ticket %j', async (nativeId) => {
    expect(await update({ humanVerifiedCategory: null }, { nativeId })).toEqual({ outcome: 'NOT_FOUND' });
  });

  it('does not reach into another backend', async () => {
    await store.tickets.insert([{ ticket: makeTicket({ backend: 'another', nativeId: `other${made}` }) }]);

    const outcome = await update({ humanVerifiedCategory: null }, { nativeId: `other${made}` });

    expect(outcome).toEqual({ outcome: 'NOT_FOUND' });
  });
});

describe('a classification', () => {
  it.each<[TicketChanges, ...[string, string][]]>([
    [
      { humanVerifiedCategory: 'charger' },
      ['humanVerifiedCategory', 'is not a category of this backend; it can be CHARGER, VEHICLE, OTHER'],
    ],
    [
      { aiGeneratedCategory: '\0' },
      ['aiGeneratedCategory', 'is not a category of this backend; it can be CHARGER, VEHICLE, OTHER'],
    ],
    [
      { humanVerifiedSubcategory: 'V1' },
      ['humanVerifiedSubcategory', 'is not a subcategory of CHARGER; it can be OFFLINE'],
    ],
    [
      { humanVerifiedCategory: 'OTHER', humanVerifiedSubcategory: 'OFFLINE' },
      ['humanVerifiedSubcategory', 'is not a subcategory of OTHER; there is none'],
    ],
    [
      { humanVerifiedCategory: 'VEHICLE', humanVerifiedSubcategory: 'OFFLINE' },
      [
        'humanVerifiedSubcategory',
        'is not a subcategory of VEHICLE; it can be V0, V1, V2, V3, V4, V5, V6, V7 and 4 more',
      ],
    ],
    [
      { humanVerifiedCategory: 'X', aiGeneratedSubcategory: 'Y' },
      ['humanVerifiedCategory', 'is not a category of this backend; it can be CHARGER, VEHICLE, OTHER'],
      [
        'aiGeneratedSubcategory',
        'is not a subcategory of this backend; it can be OFFLINE, V0, V1, V2, V3, V4, V5, V6 and 5 more',
      ],
    ],
  ])('refuses %j', async (changes, ...expected) => {
    const outcome = await update(changes);

    const issues = expected.map(([field, message]) => ({ path: [field], message }));
    expect(outcome).toEqual({ outcome: 'INVALID', issues });
    expect(await read()).toEqual(ticket);
  });

  it.each<[TicketChanges]>([
    [{ humanVerifiedCategory: 'VEHICLE', humanVerifiedSubcategory: 'V11' }],
    [{ humanVerifiedCategory: 'OTHER' }],
    [{ humanVerifiedCategory: null }],
    [{ humanVerifiedSubcategory: 'OFFLINE' }],
    [{ aiGeneratedSubcategory: 'V2' }],
    [{ aiGeneratedCategory: null, aiGeneratedSubcategory: null }],
  ])('lets %j pass', async (changes) => {
    const outcome = await update(changes);

    expect(outcome).toEqual({ outcome: 'UPDATED', ticket: { ...ticket, ...changes, updatedAt: NOW, revision: '2' } });
  });

  it('is listed in its order', async () => {
    expect(await provider.listCategories?.(call)).toEqual(CATEGORIES);
  });

  it('that is missing lets nothing pass', async () => {
    const bare = createLocalProviderDefinition(store).create({}, { key: 'bare', directory: store.directory });
    await store.tickets.insert([{ ticket: makeTicket({ backend: 'bare', nativeId: `t${made}` }) }]);
    const request = { nativeId: `t${made}`, changes: { humanVerifiedCategory: 'CHARGER' }, expectedVersion: null };

    expect(await bare.updateTicket?.(request, call)).toEqual({
      outcome: 'INVALID',
      issues: [{ path: ['humanVerifiedCategory'], message: 'is not a category of this backend; there is none' }],
    });
  });
});
