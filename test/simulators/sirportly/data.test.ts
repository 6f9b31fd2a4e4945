import { describe, expect, it } from 'vitest';
import {
  createSirportlyData,
  type SirportlyData,
  type SirportlyTicket,
} from '../../../src/simulators/sirportly/index.js';
import { startSimulator } from './start.js';

const data = createSirportlyData({ tickets: 300, seed: 7 });

function pathOf({ departments, escalationPaths }: SirportlyData, ticket: SirportlyTicket): readonly number[] {
  const department = departments.find(({ id }) => id === ticket.departmentId);
  return escalationPaths.find(({ id }) => id === department?.escalationPathId)?.teamIds ?? [];
}

describe('made-up data', () => {
  it('is the same for the same options, and different for another seed', () => {
    expect(createSirportlyData({ tickets: 300, seed: 7 })).toEqual(data);
    expect(createSirportlyData({ tickets: 300, seed: 8 })).not.toEqual(data);
  });

  it('has tickets with unique references of the right form, oldest first', () => {
    const references = new Set(data.tickets.map(({ reference }) => reference));

    expect(references.size).toBe(300);
    expect([...references].filter((reference) => !/^[A-Z]{2}-\d{6}$/.test(reference))).toEqual([]);
    expect(data.tickets.map(({ id }) => id)).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
    expect(data.tickets).toEqual(data.tickets.toSorted((left, right) => left.submittedAtMs - right.submittedAtMs));
  });

  it('has nothing later than now, and whole seconds only', () => {
    const now = Date.parse('2026-01-15T10:20:30.400Z');
    const { tickets } = createSirportlyData({ tickets: 100, seed: 3, now: new Date(now) });
    const times = tickets.flatMap(({ submittedAtMs, updatedAtMs, updates }) => [
      submittedAtMs,
      updatedAtMs,
      ...updates.map(({ postedAtMs }) => postedAtMs),
    ]);

    expect(times.filter((ms) => ms > now || ms % 1000 !== 0)).toEqual([]);
  });

  it('keeps to the escalation paths and the teams', () => {
    const strange = data.tickets.filter((ticket) => {
      const team = data.teams.find(({ id }) => id === ticket.teamId);
      const isMember = ticket.userId === null || team?.userIds.includes(ticket.userId);
      return !team || !pathOf(data, ticket).includes(team.id) || !isMember;
    });

    expect(strange).toEqual([]);
  });

  it('has every status, priority and kind of source, and every kind of author', () => {
    const authors = data.tickets.flatMap(({ updates }) => updates.map(({ author }) => author?.type ?? null));

    expect(new Set(data.tickets.map(({ statusId }) => statusId))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(new Set(data.tickets.map(({ priorityId }) => priorityId))).toEqual(new Set([1, 2, 3, 4]));
    expect(new Set(data.tickets.map(({ source }) => source?.type ?? null))).toEqual(
      new Set(['IncomingAddress', 'ApiToken', null]),
    );
    expect(new Set(authors)).toEqual(new Set(['contact', 'user', null]));
  });

  it('has tickets without updates, private notes, tags and resolution times', () => {
    const updates = data.tickets.flatMap((ticket) => ticket.updates);

    expect(data.tickets.some((ticket) => ticket.updates.length === 0)).toBe(true);
    expect(updates.some(({ isPrivate }) => isPrivate)).toBe(true);
    expect(data.tickets.some(({ tags }) => tags.length > 1)).toBe(true);
    expect(
      data.tickets.filter(({ statusId, resolutionMinutes }) => statusId > 4 !== (resolutionMinutes !== null)),
    ).toEqual([]);
  });

  it('has no company and no reference in both ways', () => {
    const companies = data.contacts.map(({ company }) => company);
    const references = data.contacts.map(({ reference }) => reference);

    expect(companies).toEqual(expect.arrayContaining([null, '', 'Acme Logistics']));
    expect(references).toEqual(expect.arrayContaining([null, '', 'C-1002']));
  });

  it('leaves out updated_at in some tickets when told to', async () => {
    const some = createSirportlyData({ tickets: 10, seed: 1, omitsUpdatedAt: true });
    const { simulator, read } = await startSimulator({ data: some });

    const { records } = await read<{ records: object[] }>('tickets/all');
    await simulator.close();

    expect(records.filter((record) => !('updated_at' in record))).toHaveLength(2);
    expect(data.tickets.some(({ omitsUpdatedAt }) => omitsUpdatedAt)).toBe(false);
  });

  it('is about the people given', () => {
    const people = [
      { name: 'Ann', email: 'ann@one.example', company: 'One', companyReference: 'org-1' },
      { name: 'Ben', email: null, company: 'Two' },
      { name: 'Cas', email: 'cas@nowhere.example', company: null },
    ];

    const { contacts, tickets } = createSirportlyData({ tickets: 60, seed: 2, people });

    const referencesByContact = contacts.map(({ id }) => [
      ...new Set(
        tickets
          .filter(({ contactId }) => contactId === id)
          .map(({ customFields }) => customFields['company_reference'] ?? null),
      ),
    ]);
    expect(contacts.map(({ name, company }) => [name, company])).toEqual([
      ['Ann', 'One'],
      ['Ben', 'Two'],
      ['Cas', null],
    ]);
    expect(contacts.map(({ contactMethods }) => contactMethods.map((method) => method.data))).toEqual([
      ['ann@one.example', '+44 7700 900000'],
      ['+44 7700 900001'],
      ['cas@nowhere.example'],
    ]);
    expect(referencesByContact).toEqual([['org-1'], ['CO-102'], [null]]);
  });

  it('needs somebody to write the tickets', () => {
    expect(() => createSirportlyData({ tickets: 1, seed: 1, people: [] })).toThrow(RangeError);
    expect(createSirportlyData({ tickets: 0, seed: 1, people: [] }).tickets).toEqual([]);
  });
});

describe('a simulator', () => {
  it('has two hundred tickets when it is not told otherwise', async () => {
    const { simulator, read } = await startSimulator();

    const body = await read('tickets/all');
    await simulator.close();

    expect(body).toMatchObject({ pagination: { pages: 7, total_records: 200 } });
  });

  it('answers every ticket that it made up', async () => {
    const { simulator, read } = await startSimulator({ data });

    const { results } = await read<{ results: unknown[] }>('tickets/spql', { spql: 'SELECT reference FROM tickets' });
    const tickets = await Promise.all(
      data.tickets.slice(0, 30).map(({ reference }) => read('tickets/ticket', { reference })),
    );
    await simulator.close();

    expect(results).toEqual(data.tickets.map(({ reference }) => [reference]));
    expect(tickets.filter(({ status, department, contact }) => !status || !department || !contact)).toEqual([]);
  });
});
