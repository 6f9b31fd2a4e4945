import { describe, expect, it } from 'vitest';
import { createEvEnergyData, formatInstant, parseInstant } from '../../../src/simulators/ev-energy/index.js';

const thirtyFiveMinutesMicros = 35 * 60_000_000;
const endMicros = Date.parse('2026-07-01T00:00:00Z') * 1000;
const data = createEvEnergyData({ tickets: 400, seed: 7 });

describe('made-up data', () => {
  it('is the same for the same seed and differs for another', () => {
    expect(createEvEnergyData({ tickets: 400, seed: 7 })).toEqual(data);
    expect(createEvEnergyData({ tickets: 400, seed: 8 }).tickets).not.toEqual(data.tickets);
  });

  it('has unique ids of the published patterns, tickets in id order', () => {
    const ids = data.tickets.map(({ id }) => id);
    const messageIds = data.tickets.flatMap(({ messages }) => messages.map(({ id }) => id));

    expect(new Set(ids).size).toBe(400);
    expect(ids).toEqual(ids.toSorted());
    expect(ids.filter((id) => !/^tick[A-Z\d]{26}$/.test(id))).toEqual([]);
    expect(new Set(messageIds).size).toBe(messageIds.length);
    expect(messageIds.filter((id) => !/^tmsg[A-Z\d]{26}$/.test(id))).toEqual([]);
    expect(data.users.filter(({ id }) => !/^user[A-Z\d]{26}$/.test(id))).toEqual([]);
    expect(data.organizations.filter(({ id }) => !/^orgn[A-Z\d]{26}$/.test(id))).toEqual([]);
    expect(new Set(data.tickets.map((ticket) => ticket.externalTicketId)).size).toBe(400);
  });

  it('stores tickets shortly after they were created, within 180 days of the end', () => {
    const lags = data.tickets.map(({ id, createdAtMicros }) => storedAtMs(id) * 1000 - createdAtMicros);
    const storedAt = data.tickets.map(({ id }) => storedAtMs(id));

    expect(Math.min(...lags)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...lags)).toBeLessThan(thirtyFiveMinutesMicros);
    expect(Math.max(...storedAt) * 1000).toBeLessThanOrEqual(endMicros);
    expect(Math.min(...storedAt) * 1000).toBeGreaterThan(endMicros - 180 * 24 * 3_600_000_000 - 1);
  });

  it('has tickets created in another order than stored, and at the same time', () => {
    const created = data.tickets.map(({ createdAtMicros }) => createdAtMicros);

    expect(created.some((micros, index) => micros < (created[index - 1] ?? 0))).toBe(true);
    expect(new Set(created).size).toBeLessThan(created.length);
  });

  it('leaves each nullable field null in some tickets and set in others', () => {
    const nullable = [
      'userId',
      'subject',
      'status',
      'priority',
      'source',
      'humanVerifiedCategory',
      'humanVerifiedSubcategory',
      'aiGeneratedCategory',
      'aiGeneratedSubcategory',
      'typeDeprecated',
      'conversationSummary',
      'ticketUpdatedAtMicros',
      'resolvedAtMicros',
    ] as const;

    const mixed = nullable.filter((field) => new Set(data.tickets.map((ticket) => ticket[field] === null)).size === 2);

    expect(mixed).toEqual(nullable);
  });

  it('has unusual statuses, tags with a comma, markup and text beyond ASCII', () => {
    const text = JSON.stringify(data.tickets);

    expect(data.tickets.some(({ status }) => status === 'Waiting on Customer')).toBe(true);
    expect(data.tickets.some(({ tags }) => tags.includes('vip, gold'))).toBe(true);
    expect(text).toContain('<script>');
    expect(text).toContain('充電');
  });

  it('has one to six messages in order, the first being the request', () => {
    const counts = new Set(data.tickets.map(({ messages }) => messages.length));
    const types = new Set(data.tickets.map(({ messages }) => messages[0]?.messageType));
    const disordered = data.tickets.filter(({ messages, createdAtMicros }) =>
      messages.some(
        (message, index) =>
          message.position !== index ||
          message.createdAtMicros < (messages[index - 1]?.createdAtMicros ?? createdAtMicros) ||
          message.createdAtMicros > endMicros,
      ),
    );

    expect([...counts].toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...types]).toEqual(['INITIAL_REQUEST']);
    expect(disordered).toEqual([]);
  });

  it('moves with the given end of time', () => {
    const now = new Date('2030-01-01T00:00:00Z');

    const { tickets } = createEvEnergyData({ tickets: 20, seed: 1, now });

    const latest = Math.max(...tickets.map(({ createdAtMicros }) => createdAtMicros));
    expect(formatInstant(latest)).toMatch(/^2029-12/);
  });

  it('uses the people it is given', () => {
    const people = {
      users: [
        {
          id: 'user01K1A2B3C4D5E6F7G8H9J0KMNP',
          email: 'sam@example.com',
          fullName: 'Sam Example',
          joinedAt: '2026-01-05T10:00:00Z',
          organizationId: 'orgn01K1A2B3C4D5E6F7G8H9J0KMNP',
        },
      ],
      organizations: [{ id: 'orgn01K1A2B3C4D5E6F7G8H9J0KMNP', name: 'Example Energy' }],
    };

    const { tickets, users, organizations } = createEvEnergyData({ tickets: 30, seed: 1, people });

    expect({ users, organizations }).toEqual(people);
    expect(new Set(tickets.map(({ userId }) => userId))).toEqual(new Set([null, people.users[0]?.id]));
  });

  it('refuses people whose ids the API could not have made', () => {
    const user = { id: 'sam', email: null, fullName: 'Sam', joinedAt: '2026-01-05T10:00:00Z', organizationId: null };
    const people = { users: [user], organizations: [] };

    expect(() => createEvEnergyData({ tickets: 1, seed: 1, people })).toThrow(RangeError);
  });
});

describe('instants', () => {
  it.each([
    ['2026-03-02T09:14:05Z', '2026-03-02T09:14:05Z'],
    ['2026-03-02T09:14:05.5Z', '2026-03-02T09:14:05.500000Z'],
    ['2026-03-02T09:14:05.000001Z', '2026-03-02T09:14:05.000001Z'],
    ['2026-03-02T09:14:05.1234567899Z', '2026-03-02T09:14:05.123456Z'],
    ['2026-03-02T09:14:05+05:30', '2026-03-02T03:44:05Z'],
    ['2026-03-02T23:14:05.25-01:00', '2026-03-03T00:14:05.250000Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(formatInstant(parseInstant(text) ?? NaN)).toBe(expected);
  });

  it.each(['', 'yesterday', '2026-03-02', '2026-03-02T09:14:05', '2026-02-30T00:00:00Z', '2026-03-02T09:14:60Z'])(
    'refuses %j',
    (text) => {
      expect(parseInstant(text)).toBeNull();
    },
  );
});

function storedAtMs(id: string): number {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  return Array.from(id.slice(4, 14)).reduce((ms, letter) => ms * 32 + alphabet.indexOf(letter), 0);
}
