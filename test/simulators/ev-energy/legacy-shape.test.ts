import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvEnergyData } from '../../../src/simulators/ev-energy/index.js';
import { startSimulator, walk, type Caller, type Started, type TicketBody } from './start.js';

const data = createEvEnergyData({ tickets: 40, seed: 13 });
const messageCount = data.tickets.flatMap(({ messages }) => messages).length;
let started: Started;
let caller: Caller;

beforeAll(async () => {
  started = await startSimulator({ data, legacyShape: true });
  caller = await started.connect(started.simulator.credentials.allAreas);
});

afterAll(() => started.simulator.close());

describe('the older shape', () => {
  it('lists one row per message, in id order, its content inline', async () => {
    const rows = await walk(caller, '/support_tickets?page_size=30&expand=messages');

    const ids = rows.map(({ id }) => id);
    const ticket = data.tickets[3];
    const ofTicket = rows.filter((row) => row['external_ticket_id'] === ticket?.externalTicketId);
    expect(new Set(ids).size).toBe(messageCount);
    expect(ids).toEqual(ids.toSorted());
    expect(rows.filter((row) => 'messages' in row)).toEqual([]);
    expect(ofTicket.map((row) => [row['position'], row['message_type'], row['message'], row['message_clean']])).toEqual(
      ticket?.messages.map((message) => [message.position, message.messageType, message.message, message.messageClean]),
    );
  });

  it.each(['INITIAL_REQUEST', 'Initial Request'])('filters rows by message type %s', async (type) => {
    const query = new URLSearchParams({ message_type: type, page_size: '100' });

    const rows = await caller.get<TicketBody[]>(`/support_tickets?${query}`);

    expect(rows.map(({ id }) => id)).toEqual(data.tickets.map(({ id }) => id));
  });

  it('reads a single row and has no message resource', async () => {
    const [row] = await caller.get<TicketBody[]>('/support_tickets?position=1&page_size=1');
    const path = `/support_tickets/${row?.id}`;

    expect(await caller.get(path)).toEqual(row);
    expect((await caller.send(`${path}/messages`)).status).toBe(404);
  });

  it('counts distinct tickets in the statistics', async () => {
    const body = await caller.get<Record<string, number>>('/support-ticket-stats/resolution');

    expect((body['total_resolved'] ?? 0) + (body['total_unresolved'] ?? 0)).toBe(data.tickets.length);
  });
});
