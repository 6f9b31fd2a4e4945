import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/auth/viewer.js';
import type { Session } from '../../src/federation/session.js';
import type { Capabilities, Support } from '../../src/provider/capabilities.js';
import type { MessageFilter, TicketFilter } from '../../src/ticket/filter.js';
import { makeMessage } from '../ticket/tickets.js';
import { DECLARES_NOTHING, makeStored } from './script.js';
import { createScriptedBackend } from './scripted-provider.js';
import { asUser, createWorld, EVERYTHING, namesOf, STAFF, toQuestion } from './world.js';

const ref = { backend: 'a', nativeId: '1' };
const messages = [
  makeMessage({ id: 'open', text: 'It hums' }),
  makeMessage({
    id: 'note',
    position: 1,
    visibility: 'INTERNAL',
    type: 'HUMAN_AGENT_RESPONSE',
    text: 'Fraud?',
    createdAt: '2026-03-02T10:00:00.000Z',
  }),
];
const stored = [makeStored({ ...ref, owner: { userId: 'u', organizationId: null } }, { messages })];

const UPSTREAMS: readonly [name: string, capabilities: Capabilities][] = [
  ['reads them in batches', DECLARES_NOTHING],
  ['carries them', { ...DECLARES_NOTHING, carries: ['messages'] }],
  ['searches them itself', searching('exact')],
  ['searches them nearly', searching('inexact')],
];

function searching(support: Support): Capabilities {
  const filters = { search: { words: support }, messages: { some: support } };
  return { ...DECLARES_NOTHING, filters, composes: true };
}

function search(word: string): TicketFilter {
  return [{ field: 'search', operator: 'words', value: { words: [word], messages: 'ALL' } }];
}

function some(value: MessageFilter): TicketFilter {
  return [{ field: 'messages', operator: 'some', value }];
}

/** Questions that only the internal message answers with yes. */
const TELLING: readonly [name: string, filter: TicketFilter][] = [
  ['its words', search('fraud')],
  ['its type', some([{ field: 'type', operator: 'in', value: ['HUMAN_AGENT_RESPONSE'] }])],
  ['its place', some([{ field: 'position', operator: 'gte', value: 1 }])],
  ['its time', some([{ field: 'createdAt', operator: 'gt', value: '2026-03-01T00:00:00.000Z' }])],
  ['its visibility', some([{ field: 'visibility', operator: 'eq', value: 'INTERNAL' }])],
  ['or', [{ or: [search('fraud'), search('absent')] }]],
  ['not not', [{ not: [{ not: search('fraud') }] }]],
];

const insider = asUser('u', { scopes: new Set(['support:internal']) });

describe.each(UPSTREAMS)('internal messages of a backend that %s', (_name, capabilities) => {
  function ask(viewer: Viewer): Session {
    return createWorld([createScriptedBackend({ key: 'a', stored, capabilities })]).ask(viewer);
  }

  it.each(TELLING)('are not found by %s by who may not read them', async (_question, filter) => {
    const list = await ask(asUser('u')).listTickets(toQuestion({ filter, count: true }));

    expect(list).toMatchObject({ rows: [], total: { value: 0, precision: 'EXACT' } });
  });

  it.each(TELLING)('are found by %s by who may read them', async (_question, filter) => {
    const list = await ask(insider).listTickets(toQuestion({ filter, count: true }));

    expect(namesOf(list)).toEqual(['a/1']);
    expect(list.total).toEqual({ value: 1, precision: 'EXACT' });
  });

  it.each([
    ['a user', asUser('u'), ['open']],
    ['a user with support:internal', insider, ['open', 'note']],
    ['everybody', STAFF, ['open', 'note']],
  ] as const)('are read as the token allows: %s', async (_viewer, viewer, visible) => {
    const session = ask(viewer);
    const list = await session.listTickets(toQuestion({ expand: EVERYTHING }));

    const conversations = await Promise.all(list.rows.map(({ ticket }) => session.loadMessages(ticket)));
    const byId = await Promise.all(['open', 'note', 'absent'].map((id) => session.loadMessage(ref, id)));

    expect(conversations.flat().map(({ message }) => message.id)).toEqual(visible);
    expect(byId.flatMap((found) => found?.message.id ?? [])).toEqual(visible);
  });
});
