import { describe, expect, it } from 'vitest';
import type { TicketFields } from '../../src/ticket/ticket.js';
import { makeFive, OPEN } from './five-tickets.js';
import { EVERY_ORDER } from './script.js';
import type { ScriptedBackend } from './scripted-provider.js';
import { createWorld, NOTHING, toQuestion } from './world.js';

const ORDER = { field: 'UPDATED_AT', direction: 'ASC' } as const;
const SELECTED: TicketFields = new Set(['subject', 'tags'] as const);

/** A request that looks at what is selected. */
function open(backend: ScriptedBackend) {
  return createWorld([backend], { ticketFields: SELECTED }).ask();
}

function fieldsOfCalls({ calls }: ScriptedBackend) {
  return calls.map(({ method, ticketFields }) => ({ method, fields: ticketFields && [...ticketFields].toSorted() }));
}

describe('what of tickets a backend is asked for', () => {
  it('is what the request selects, and what a row of the list is judged and ordered by', async () => {
    const pushed = makeFive({ orders: EVERY_ORDER, filters: { status: { eq: 'exact' } } });
    const remaining = makeFive({});
    const filter = [{ not: [{ or: [OPEN, [{ field: 'source', operator: 'in', value: ['CHAT'] }]] }] }] as const;
    const fields = ['source', 'status', 'subject', 'tags', 'updatedAt'];

    await open(pushed).listTickets(toQuestion({ filter: OPEN, order: ORDER, count: true }));
    await open(remaining).listTickets(toQuestion({ filter, order: ORDER }));

    const list = (names: readonly string[]) => ({ method: 'listTickets', fields: names });
    const withoutSource = fields.filter((name) => name !== 'source');
    expect(fieldsOfCalls(pushed)).toEqual([list(withoutSource), list(withoutSource)]);
    expect(fieldsOfCalls(remaining)).toEqual([list(fields)]);
  });

  it('is what the request selects of a ticket by its id', async () => {
    const backend = makeFive({});

    await open(backend).loadTicket({ backend: 'a', nativeId: '1' }, NOTHING);

    expect(fieldsOfCalls(backend)).toEqual([{ method: 'getTickets', fields: ['subject', 'tags'] }]);
  });

  it('is everything where a statistic is made of them', async () => {
    const backend = makeFive({});

    await open(backend).openStatistics([]).load({ measure: 'status' });

    expect(fieldsOfCalls(backend)).toEqual([{ method: 'listTickets', fields: undefined }]);
  });

  it('is everything where a write depends on them', async () => {
    const backend = makeFive({ updatableFields: ['status'] });
    const ref = { backend: 'a', nativeId: '1' };

    await open(backend).updateTicket({ ref, changes: { status: 'CLOSED' }, expectedVersion: null });

    expect(fieldsOfCalls(backend)[0]).toEqual({ method: 'getTickets', fields: undefined });
  });

  it('is everything where nobody says what is looked at', async () => {
    const backend = makeFive({});
    const session = createWorld([backend]).ask();

    await session.listTickets(toQuestion());
    await session.loadTicket({ backend: 'a', nativeId: '6' }, NOTHING);

    expect(fieldsOfCalls(backend).map(({ fields }) => fields)).toEqual([undefined, undefined]);
  });
});
