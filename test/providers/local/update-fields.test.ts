import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Call, Provider } from '../../../src/provider/provider.js';
import type { TicketChanges, UpdateOutcome } from '../../../src/provider/writes.js';
import { createLocalProviderDefinition } from '../../../src/providers/local/index.js';
import { createStore, type Store } from '../../../src/store/store.js';
import { toInstant } from '../../../src/ticket/instant.js';
import type { JsonValue, Ticket } from '../../../src/ticket/ticket.js';
import { NEVER_ABORTED, NOW_MS } from '../../store/stores.js';
import { makeMessage, makeTicket } from '../../ticket/tickets.js';
import { countTickets } from '../../provider/counts.js';

const BACKEND = 'local';
const NOW = toInstant(NOW_MS);
const call: Call = { signal: NEVER_ABORTED, onUpstreamRequest: () => {} };

let store: Store;
let provider: Provider;
let ticket: Ticket;
let made = 0;

beforeAll(async () => {
  store = await createStore({ dataDirectory: null, clock: () => NOW_MS });
  provider = createLocalProviderDefinition(store).create({}, { key: BACKEND, directory: store.directory });
});

beforeEach(async () => {
  made += 1;
  ticket = makeTicket({
    backend: BACKEND,
    nativeId: `t${made}`,
    subject: `charger dead${made}`,
    conversationSummary: `summary${made}`,
    status: 'OPEN',
    statusName: 'In work',
    priority: 'LOW',
    tags: ['a'],
    customFields: { kept: 1, 'odd key': 2 },
    updatedAt: '2026-03-02T09:14:05.000Z',
    revision: '1',
  });
  const messages = [
    makeMessage({ text: `public${made}` }),
    makeMessage({ id: 'm2', position: 1, visibility: 'INTERNAL', text: `internal${made} dead${made}` }),
  ];
  await store.tickets.insert([{ ticket, messages }]);
});

afterAll(() => store.close());

async function update(changes: TicketChanges): Promise<UpdateOutcome | undefined> {
  return provider.updateTicket?.({ nativeId: ticket.nativeId, changes, expectedVersion: null }, call);
}

async function read(): Promise<Ticket | undefined> {
  const [slot] = await provider.getTickets([ticket.nativeId], { user: false, messages: false }, call);
  return slot && 'ticket' in slot ? slot.ticket : undefined;
}

async function isFound(word: string, messages: 'PUBLIC' | 'ALL'): Promise<boolean> {
  const search = { field: 'search', operator: 'words', value: { words: [word], messages } } as const;
  return (await countTickets(provider, [search], call)) === 1;
}

describe('an update', () => {
  it('writes every field at once', async () => {
    const changes = {
      status: 'RESOLVED',
      statusName: 'Gelöst "jetzt"',
      priority: 'URGENT',
      priorityName: 'P1',
      subject: '\u{1f600} it works',
      tags: ['x,y', '{z}', 'x,y'],
      customFields: { kept: null, serial_2: { deep: [1.5, null, true] } },
    } as const;

    const outcome = await update(changes);

    const written = {
      ...ticket,
      ...changes,
      tags: ['x,y', '{z}'],
      customFields: { 'odd key': 2, serial_2: { deep: [1.5, null, true] } },
      updatedAt: NOW,
      resolvedAt: NOW,
      revision: '2',
    };
    expect(outcome).toEqual({ outcome: 'UPDATED', ticket: written });
    expect(await read()).toEqual(written);
  });

  it('clears every field at once', async () => {
    const nothing = { status: null, statusName: null, priority: null, priorityName: null, subject: null } as const;

    const outcome = await update({ ...nothing, tags: null, customFields: null });

    const cleared = { ...ticket, ...nothing, tags: [], customFields: null, updatedAt: NOW, revision: '2' };
    expect(outcome).toEqual({ outcome: 'UPDATED', ticket: cleared });
    expect(await read()).toEqual(cleared);
  });

  it('of the subject changes what the ticket is found by', async () => {
    await update({ subject: `solar internal${made}` });

    expect(await isFound('solar', 'PUBLIC')).toBe(true);
    expect(await isFound(`dead${made}`, 'PUBLIC')).toBe(false);
    expect(await isFound(`dead${made}`, 'ALL')).toBe(true);
    expect(await isFound(`internal${made}`, 'PUBLIC')).toBe(true);
    expect(await isFound(`public${made}`, 'PUBLIC')).toBe(true);
    expect(await isFound(`summary${made}`, 'PUBLIC')).toBe(true);

    await update({ subject: null });

    expect(await isFound('solar', 'ALL')).toBe(false);
    expect(await isFound(`internal${made}`, 'PUBLIC')).toBe(false);
    expect(await isFound(`internal${made}`, 'ALL')).toBe(true);
  });

  it('of anything else does not', async () => {
    await update({ status: 'PENDING', customFields: { note: 'unseen' }, tags: ['unseen'] });

    expect(await isFound(`dead${made}`, 'PUBLIC')).toBe(true);
    expect(await isFound(`internal${made}`, 'PUBLIC')).toBe(false);
    expect(await isFound('unseen', 'ALL')).toBe(false);
  });

  it('stores U+FFFD for what cannot be stored', async () => {
    const outcome = await update({ subject: 'a\ud800', tags: ['b\0'], customFields: { c: '\0' } });

    const written = { subject: 'a\uFFFD', tags: ['b\uFFFD'], customFields: { ...ticket.customFields, c: '\uFFFD' } };
    expect(outcome).toMatchObject({ outcome: 'UPDATED', ticket: written });
  });

  it('can change fields that it could not add', async () => {
    const outcome = await update({ customFields: { 'odd key': 3 } });

    expect(outcome).toMatchObject({ outcome: 'UPDATED', ticket: { customFields: { kept: 1, 'odd key': 3 } } });
  });
});

describe('an update is refused', () => {
  const line = (longest: number) => `must be 1 to ${longest} characters, none of them a control character`;
  const tags = 'must be at most 50 tags of 1 to 64 characters each';
  const key = 'must be named by a letter, followed by at most 63 letters, digits and underscores';

  it.each<[string, TicketChanges, ...[readonly string[], string][]]>([
    ['an empty subject', { subject: '' }, [['subject'], line(500)]],
    ['a long subject', { subject: 'x'.repeat(501) }, [['subject'], line(500)]],
    ['a subject of two lines', { subject: 'a\nb' }, [['subject'], line(500)]],
    ['a wording with a zero', { statusName: '\0' }, [['statusName'], line(200)]],
    ['a long wording', { priorityName: 'x'.repeat(201) }, [['priorityName'], line(200)]],
    ['many tags', { tags: Array.from({ length: 51 }, (_, number) => `${number}`) }, [['tags'], tags]],
    ['an empty tag', { tags: ['a', ''] }, [['tags'], tags]],
    ['a long tag', { tags: ['x'.repeat(65)] }, [['tags'], tags]],
    [
      'custom fields with odd names',
      { customFields: { '1a': 1, fine: 1, ['a'.repeat(65)]: 1, 'a-b': null, '': 1 } },
      [['customFields', '1a'], key],
      [['customFields', 'a'.repeat(65)], key],
      [['customFields', 'a-b'], key],
      [['customFields', ''], key],
    ],
    [
      'large custom fields',
      { customFields: { a: 'x'.repeat(32_768) } },
      [['customFields'], 'must not be larger than 32768 bytes of JSON in all'],
    ],
    [
      'deep custom fields',
      { customFields: { a: nest(16) } },
      [['customFields'], 'must not be nested deeper than 16 levels'],
    ],
    [
      'several at once',
      { aiGeneratedCategory: 'X', subject: '', tags: [''] },
      [['aiGeneratedCategory'], 'is not a category of this backend; there is none'],
      [['subject'], line(500)],
      [['tags'], tags],
    ],
  ])('%s', async (_name, changes, ...expected) => {
    const outcome = await update({ status: 'CLOSED', ...changes });

    const issues = expected.map(([path, message]) => ({ path, message }));
    expect(outcome).toEqual({ outcome: 'INVALID', issues });
    expect(await read()).toEqual(ticket);
  });

  it('not at the limits', async () => {
    const changes = {
      subject: 'x'.repeat(500),
      statusName: 'x'.repeat(200),
      tags: [...Array.from({ length: 50 }, (_, number) => `${number}`.padEnd(64)), '0'.padEnd(64)],
      customFields: { ['a'.repeat(64)]: nest(15) },
    };

    expect(await update(changes)).toMatchObject({ outcome: 'UPDATED', ticket: { tags: changes.tags.slice(0, 50) } });
  });

  it('by what the custom fields become, not by what is taken away', async () => {
    const most = 32_768 - JSON.stringify({ ...ticket.customFields, big: '' }).length;

    expect(await update({ customFields: { big: 'x'.repeat(most) } })).toMatchObject({ outcome: 'UPDATED' });
    expect(await update({ customFields: { more: 1 } })).toMatchObject({ outcome: 'INVALID' });
    expect(await update({ customFields: { more: 1, big: null } })).toMatchObject({ outcome: 'UPDATED' });
  });
});

function nest(levels: number): JsonValue {
  return levels === 0 ? 1 : [nest(levels - 1)];
}
