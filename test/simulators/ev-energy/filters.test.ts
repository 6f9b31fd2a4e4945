import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvEnergyData, formatInstant, type EvEnergyTicket } from '../../../src/simulators/ev-energy/index.js';
import { startSimulator, walk, type Caller, type Started } from './start.js';

const data = createEvEnergyData({ tickets: 200, seed: 5 });
const middle = pick(100);
const later = pick(160);
const start = formatInstant(middle.createdAtMicros);
const end = formatInstant(later.createdAtMicros);
const updatedAtMicros = data.tickets.find((ticket) => ticket.ticketUpdatedAtMicros)?.ticketUpdatedAtMicros ?? 0;
const resolvedAtMicros = data.tickets.findLast((ticket) => ticket.resolvedAtMicros)?.resolvedAtMicros ?? 0;
const updatedAt = formatInstant(updatedAtMicros);
const resolvedAt = formatInstant(resolvedAtMicros);
const userId = data.tickets.find((ticket) => ticket.userId)?.userId ?? '';

let started: Started;
let caller: Caller;

beforeAll(async () => {
  started = await startSimulator({ data, quota: 100_000 });
  caller = await started.connect(started.simulator.credentials.allAreas);
});

afterAll(() => started.simulator.close());

type Parameters = Record<string, string>;
type Expected = (ticket: EvEnergyTicket) => boolean;

const cases: readonly [Parameters, Expected][] = [
  [{ external_ticket_id: middle.externalTicketId }, (ticket) => ticket === middle],
  [{ human_verified_category: 'CHARGER' }, (ticket) => ticket.humanVerifiedCategory === 'CHARGER'],
  [{ human_verified_category__isnull: 'true' }, (ticket) => ticket.humanVerifiedCategory === null],
  [{ human_verified_category__isnull: 'false' }, (ticket) => ticket.humanVerifiedCategory !== null],
  [{ human_verified_subcategory: 'OFFLINE' }, (ticket) => ticket.humanVerifiedSubcategory === 'OFFLINE'],
  [{ human_verified_subcategory__isnull: 'true' }, (ticket) => ticket.humanVerifiedSubcategory === null],
  [{ ai_generated_category: 'VEHICLE' }, (ticket) => ticket.aiGeneratedCategory === 'VEHICLE'],
  [{ ai_generated_category__isnull: 'true' }, (ticket) => ticket.aiGeneratedCategory === null],
  [{ ai_generated_subcategory: 'REWARDS' }, (ticket) => ticket.aiGeneratedSubcategory === 'REWARDS'],
  [{ ai_generated_subcategory__isnull: 'false' }, (ticket) => ticket.aiGeneratedSubcategory !== null],
  [{ status: 'Waiting on Customer' }, (ticket) => ticket.status === 'Waiting on Customer'],
  [{ status__in: 'Open,Pending' }, (ticket) => ['Open', 'Pending'].includes(ticket.status ?? '')],
  [{ priority: 'High' }, (ticket) => ticket.priority === 'High'],
  [{ priority__in: 'Low,Urgent' }, (ticket) => ['Low', 'Urgent'].includes(ticket.priority ?? '')],
  [{ priority__isnull: 'true' }, (ticket) => ticket.priority === null],
  [{ source: 'Feedback Widget' }, (ticket) => ticket.source === 'Feedback Widget'],
  [{ source__in: 'Phone,Chat' }, (ticket) => ['Phone', 'Chat'].includes(ticket.source ?? '')],
  [{ created_at__gte: start }, (ticket) => ticket.createdAtMicros >= middle.createdAtMicros],
  [{ created_at__lte: start }, (ticket) => ticket.createdAtMicros <= middle.createdAtMicros],
  [
    { created_at__range: `${start},${end}` },
    (ticket) => ticket.createdAtMicros >= middle.createdAtMicros && ticket.createdAtMicros <= later.createdAtMicros,
  ],
  [{ ticket_updated_at__gte: updatedAt }, (ticket) => (ticket.ticketUpdatedAtMicros ?? -1) >= updatedAtMicros],
  [{ ticket_updated_at__lte: updatedAt }, (ticket) => (ticket.ticketUpdatedAtMicros ?? Infinity) <= updatedAtMicros],
  [
    { ticket_updated_at__range: `${updatedAt},${updatedAt}` },
    (ticket) => ticket.ticketUpdatedAtMicros === updatedAtMicros,
  ],
  [{ ticket_updated_at__isnull: 'true' }, (ticket) => ticket.ticketUpdatedAtMicros === null],
  [{ resolved_at__gte: resolvedAt }, (ticket) => (ticket.resolvedAtMicros ?? -1) >= resolvedAtMicros],
  [{ resolved_at__lte: resolvedAt }, (ticket) => (ticket.resolvedAtMicros ?? Infinity) <= resolvedAtMicros],
  [{ resolved_at__range: `${resolvedAt},${resolvedAt}` }, (ticket) => ticket.resolvedAtMicros === resolvedAtMicros],
  [{ resolved_at__isnull: 'false' }, (ticket) => ticket.resolvedAtMicros !== null],
  [{ user: userId }, (ticket) => ticket.userId === userId],
  [{ user: `https://api.ev.energy/v2/users/${userId}` }, (ticket) => ticket.userId === userId],
  [{ user__isnull: 'true' }, (ticket) => ticket.userId === null],
  [{ tags: 'escalated' }, (ticket) => ticket.tags.includes('escalated')],
  [{ tags: 'vip, gold' }, (ticket) => ticket.tags.includes('vip, gold')],
  [
    { status: 'Open', priority: 'Medium', user__isnull: 'false' },
    (ticket) => ticket.status === 'Open' && ticket.priority === 'Medium' && ticket.userId !== null,
  ],
];

describe('a list filter', () => {
  it.each(cases)('%j keeps exactly the tickets that match', async (parameters, expected) => {
    const query = new URLSearchParams({ ...parameters, page_size: '7' });

    const tickets = await walk(caller, `/support_tickets?${query}`);

    const wanted = data.tickets.filter(expected).map(({ id }) => id);
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(data.tickets.length);
    expect(tickets.map(({ id }) => id)).toEqual(wanted);
  });

  it.each<[Parameters]>([
    [{ status: 'open' }],
    [{ status: '' }],
    [{ status__in: '' }],
    [{ human_verified_category: 'CHARGERS' }],
    [{ user: 'user00000000000000000000000000' }],
    [{ created_at__range: `${end},${start}` }],
  ])('%j matches nothing', async (parameters) => {
    const { status, headers, body } = await caller.send(`/support_tickets?${new URLSearchParams(parameters)}`);

    expect(status).toBe(200);
    expect(body).toEqual([]);
    expect(headers.get('link')).toBe('<about:blank>; rel="previous", <about:blank>; rel="next"');
  });

  it('compares instants to the microsecond, whatever their offset', async () => {
    const instant = data.tickets.find(({ createdAtMicros }) => createdAtMicros % 1000 !== 0)?.createdAtMicros ?? 0;
    const shifted = formatInstant(instant + 3_600_000_000).replace('Z', '+01:00');

    const upTo = await countWhere({ created_at__lte: shifted });
    const below = await countWhere({ created_at__lte: formatInstant(instant - 1) });

    expect(upTo).toBe(data.tickets.filter(({ createdAtMicros }) => createdAtMicros <= instant).length);
    expect(below).toBe(data.tickets.filter(({ createdAtMicros }) => createdAtMicros < instant).length);
    expect(below).toBeLessThan(upTo);
  });

  it('ignores parameters it does not know', async () => {
    const known = await caller.get('/support_tickets');

    expect(await caller.get('/support_tickets?search=charger&status__isnull=maybe&message_type=x&page=2')).toEqual(
      known,
    );
  });

  it.each<[Parameters]>([
    [{ created_at__gte: 'yesterday' }],
    [{ created_at__lte: '2026-02-30T00:00:00Z' }],
    [{ created_at__range: start }],
    [{ resolved_at__range: `${start},${end},${end}` }],
    [{ ticket_updated_at__isnull: 'yes' }],
    [{ user: 'https://api.ev.energy/v2/users/' }],
  ])('%j is a 400 that names the field', async (parameters) => {
    const { status, body } = await caller.send(`/support_tickets?${new URLSearchParams(parameters)}`);

    const name = Object.keys(parameters)[0] ?? '';
    expect(status).toBe(400);
    expect(body).toEqual({
      type: 'https://api.ev.energy/v2/problems/validation-failed-list-support-tickets/',
      title: 'Request failed validation.',
      detail: `Error on fields: ${name}`,
      status: 400,
      field_errors: { [name]: [expect.any(String)] },
    });
  });
});

async function countWhere(parameters: Parameters): Promise<number> {
  const query = new URLSearchParams({ ...parameters, page_size: '100' });
  return (await walk(caller, `/support_tickets?${query}`)).length;
}

function pick(index: number): EvEnergyTicket {
  const ticket = data.tickets[index];
  if (!ticket) throw new Error(`There is no ticket ${index}.`);
  return ticket;
}
