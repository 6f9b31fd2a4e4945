import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSirportlyUpdate } from '../../../src/simulators/sirportly/index.js';
import { createContact, createDesk, createTicket, startSimulator, type Started } from './start.js';

const at = (time: string): number => Date.parse(time);

const contacts = [
  createContact({ id: 18, name: 'Pat Doe', company: 'Acme Ltd' }),
  createContact({ id: 19, name: "Grace O'Hara", company: '' }),
];

const reply = createSirportlyUpdate({
  id: 1,
  message: 'Hello',
  author: { type: 'user', id: 1 },
  postedAtMs: at('2026-03-01T09:30:00Z'),
});

const tickets = [
  createTicket({
    id: 1,
    subject: "It's 5 o'clock",
    contactId: 18,
    contactMethodId: 180,
    tags: ['offline', 'VIP'],
    firstResponseMinutes: 30,
    userId: 1,
    updates: [reply],
    customFields: { company_reference: 'AC-114' },
  }),
  createTicket({
    id: 2,
    contactId: 19,
    statusId: 2,
    tags: ['vip'],
    departmentId: 3,
    firstResponseMinutes: 45,
    submittedAtMs: at('2026-02-27T12:00:00Z'),
    source: { type: 'ApiToken', id: 1, name: 'Portal', token: 'token', secret: 'secret' },
  }),
  createTicket({ id: 3, contactId: 18, statusId: 2, submittedAtMs: at('2025-11-30T11:00:00Z') }),
  createTicket({ id: 4, statusId: 6, priorityId: 4, submittedAtMs: at('2026-03-31T11:30:00Z') }),
];

let started: Started;

beforeAll(async () => {
  started = await startSimulator({ data: createDesk(tickets, contacts) });
});

afterAll(() => started.simulator.close());

async function query(spql: string): Promise<{ fields: unknown; results: readonly unknown[][] }> {
  return started.read('tickets/spql', { spql });
}

async function idsWhere(where: string): Promise<unknown[]> {
  const { results } = await query(`SELECT id FROM tickets WHERE ${where}`);
  return results.map(([id]) => id);
}

describe('a query', () => {
  it('is answered with itself, its fields as written, and positional rows', async () => {
    const spql = 'SELECT COUNT, status.name FROM tickets GROUP BY status.name';

    const body = await started.read('tickets/spql', { spql });

    expect(body).toEqual({
      query: spql,
      fields: ['COUNT', 'status.name'],
      results: [
        [1, 'New'],
        [2, 'Waiting for Staff'],
        [1, 'Closed'],
      ],
    });
  });

  it('may come in the address of a GET', async () => {
    const { simulator } = started;
    const { token, secret } = simulator.credentials.account;
    const parameters = new URLSearchParams({ spql: 'SELECT COUNT FROM tickets' });

    const response = await fetch(`${simulator.baseUrl}/api/v2/tickets/spql?${parameters}`, {
      headers: { 'X-Auth-Token': token, 'X-Auth-Secret': secret },
    });

    expect(await response.json()).toMatchObject({ results: [[4]] });
  });

  it.each([
    { select: 'COUNT', fields: ['COUNT'], first: [4] },
    { select: 'count', fields: ['count'], first: [4] },
    {
      select: 'AVERAGE  first_response_time , COUNT',
      fields: ['AVERAGE  first_response_time', 'COUNT'],
      first: ['37.500000', 4],
    },
    { select: 'AVERAGE resolution_time', fields: ['AVERAGE resolution_time'], first: [null] },
    {
      select: 'tickets.id, submitted_at, first_response_time, resolution_time',
      fields: ['tickets.id', 'submitted_at', 'first_response_time', 'resolution_time'],
      first: [1, '2026-03-01T09:00:00+00:00', '30.00', null],
    },
    {
      select: 'reference, message_id, update_count, last_respondant, status_type, source_type',
      fields: ['reference', 'message_id', 'update_count', 'last_respondant', 'status_type', 'source_type'],
      first: ['AA-000001', null, 1, 'user', 0, null],
    },
    {
      select: 'reply_due_at, resolution_due_at, updated_at, last_update_posted_at, first_resolution_time, subject',
      fields: [
        'reply_due_at',
        'resolution_due_at',
        'updated_at',
        'last_update_posted_at',
        'first_resolution_time',
        'subject',
      ],
      first: [null, null, '2026-03-01T09:00:00+00:00', '2026-03-01T09:30:00+00:00', null, "It's 5 o'clock"],
    },
    {
      select: 'status.name, statuses.colour, status.status_type, priorities.name, departments.name',
      fields: ['status.name', 'statuses.colour', 'status.status_type', 'priorities.name', 'departments.name'],
      first: ['New', '9fc92d', 0, 'Normal', 'Technical Support'],
    },
    {
      select: 'brand.id, brands.name, users.first_name, users.last_name, users.full_name',
      fields: ['brand.id', 'brands.name', 'users.first_name', 'users.last_name', 'users.full_name'],
      first: [1, 'Northgate Charging', 'Sam', 'Lee', 'Sam Lee'],
    },
    {
      select: 'contact.id, contacts.name, customers.company, contact_methods.method_type, contact_methods.data',
      fields: [
        'contact.id',
        'contacts.name',
        'customers.company',
        'contact_methods.method_type',
        'contact_methods.data',
      ],
      first: [18, 'Pat Doe', 'Acme Ltd', 'email', 'contact18@acme.example'],
    },
    {
      select: 'customer_contact_methods.data, custom_field.company_reference, custom_field.vehicle',
      fields: ['customer_contact_methods.data', 'custom_field.company_reference', 'custom_field.vehicle'],
      first: ['contact18@acme.example', 'AC-114', null],
    },
  ])('selects $select', async ({ select, fields, first }) => {
    const body = await query(`SELECT ${select} FROM tickets`);

    expect(body.fields).toEqual(fields);
    expect(body.results[0]).toEqual(first);
  });

  it.each([
    ['id = 2', [2]],
    ["id = '2'", [2]],
    ['id != 2', [1, 3, 4]],
    ['id > 2', [3, 4]],
    ['id >= 2', [2, 3, 4]],
    ['id < 2', [1]],
    ['status.name = "waiting for STAFF"', [2, 3]],
    ["status_type = 0 AND priorities.name = 'normal'", [1, 2, 3]],
    ['contacts.company = "Acme Ltd"', [1, 3]],
    ['contacts.company != "Acme Ltd"', [2]],
    [`contact.name = "Grace O'Hara"`, [2]],
    ["brand.id = 1 AND (contact.id = '18' OR contact.id = '19')", [1, 3]],
    ['id = 1 OR id = 2 AND id = 3', [1]],
    ['(id = 1 OR id = 2) AND id = 2', [2]],
    ['((id = 4))', [4]],
    ["custom_field.company_reference = 'AC-114'", [1]],
    ["source_type = 'ApiToken'", [2]],
    ['submitted_at >= 1.month.ago', [1, 4]],
    ['submitted_at >= 32.days.ago', [1, 2, 4]],
    ['submitted_at >= 1.hour.ago', [4]],
    ['submitted_at < 4.months.ago', [3]],
    ['submitted_at < 1.year.ago', []],
    ['submitted_at > 5.WEEKS.ago AND submitted_at < Time.now', [1, 2, 4]],
    ['submitted_at >= 30.minutes.ago', [4]],
    ['reply_due_at < Time.now', []],
    ['first_response_time > 40.5', [2]],
    ['custom_field.vehicle != "Zoe"', []],
  ])('narrows by %s', async (where, ids) => {
    expect(await idsWhere(where)).toEqual(ids);
  });

  it('has a row for each tag of a ticket when it names the tags', async () => {
    const selected = await query('SELECT reference, ticket_tags.tag FROM tickets');
    const narrowed = await idsWhere("ticket_tags.tag = 'VIP'");
    const repeated = await idsWhere("ticket_tags.tag = 'VIP' OR ticket_tags.tag = 'offline'");

    expect(selected.results).toEqual([
      ['AA-000001', 'offline'],
      ['AA-000001', 'VIP'],
      ['AA-000002', 'vip'],
      ['AA-000003', null],
      ['AA-000004', null],
    ]);
    expect(narrowed).toEqual([1, 2]);
    expect(repeated).toEqual([1, 1, 2]);
  });

  it.each([
    ['SELECT id FROM tickets ORDER BY submitted_at', [[3], [2], [1], [4]]],
    ['SELECT id FROM tickets ORDER BY subject DESC', [[4], [3], [2], [1]]],
    ['SELECT id FROM tickets ORDER BY first_response_time ASC LIMIT 3', [[3], [4], [1]]],
    ['SELECT id FROM tickets ORDER BY id LIMIT 2,1', [[3]]],
    ['SELECT id FROM tickets LIMIT 9,3', []],
    ['SELECT id FROM tickets LIMIT 0', []],
    [
      'SELECT status_type, COUNT FROM tickets GROUP BY status_type ORDER BY status_type DESC',
      [
        [1, 1],
        [0, 3],
      ],
    ],
    [
      'SELECT brand.name, status_type, COUNT FROM tickets WHERE id < 4 GROUP BY brand.name, status_type',
      [
        ['Northgate Charging', 0, 2],
        ['Voltway Fleet', 0, 1],
      ],
    ],
    ['SELECT COUNT FROM tickets WHERE id > 9', [[0]]],
    ['SELECT COUNT, status.name FROM tickets WHERE id > 9 GROUP BY status.name', []],
    ['select id from tickets where id = 1 group by id order by id asc limit 1', [[1]]],
  ])('answers %s', async (spql, results) => {
    const body = await query(spql);

    expect(body.results).toEqual(results);
  });
});

describe('a query that is none', () => {
  it.each([
    ['SELECT xyz FROM tickets', "Invalid column 'tickets.xyz' requested in SELECT"],
    ['SELECT created_at FROM tickets', "Invalid column 'tickets.created_at' requested in SELECT"],
    ['SELECT AVERAGE xyz FROM tickets', "Invalid column 'tickets.xyz' requested in SELECT"],
    ['SELECT updates.message FROM tickets', "Invalid column 'updates.message' requested in SELECT"],
    ['SELECT constructor FROM tickets', "Invalid column 'tickets.constructor' requested in SELECT"],
    ['SELECT constructor.name FROM tickets', "Invalid column 'constructor.name' requested in SELECT"],
    ['SELECT id FROM tickets WHERE a.b = 1', "Invalid column 'a.b' requested in WHERE"],
    ['SELECT id FROM tickets WHERE custom_field.x = 1', "Invalid column 'custom_field.x' requested in WHERE"],
    ['SELECT COUNT FROM tickets GROUP BY xyz', "Invalid column 'tickets.xyz' requested in GROUP BY"],
    ['SELECT id FROM tickets ORDER BY COUNT', "Invalid column 'tickets.COUNT' requested in ORDER BY"],
    ["SELECT id FROM tickets WHERE id = 'two'", "Invalid value for 'tickets.id' in WHERE"],
    ['SELECT AVERAGE subject FROM tickets', 'Cannot take the AVERAGE subject'],
    ['SELECT id FROM tickets WHERE updated_at > "2026-01-01"', "Invalid value for 'tickets.updated_at' in WHERE"],
    ['SELECT id FROM tickets WHERE id > 1.week.ago', "Invalid value for 'tickets.id' in WHERE"],
    ['', 'Unexpected end of query'],
    ['SELECT', 'Unexpected end of query'],
    ['SELECT id', 'Unexpected end of query'],
    ['SELECT id FROM users', "Syntax error near 'FROM users'"],
    ['SELECT * FROM tickets', "Syntax error near '* FROM tickets'"],
    ['SELECT COUNT(id) FROM tickets', "Syntax error near '(id) FROM tickets'"],
    ['SELECT SUM update_count FROM tickets', "Syntax error near 'update_count FROM tickets'"],
    ['SELECT DISTINCT subject FROM tickets', "Syntax error near 'subject FROM tickets'"],
    ['SELECT id FROM tickets WHERE id <= 3', "Syntax error near '= 3'"],
    ['SELECT id FROM tickets WHERE id IN (1, 2)', "Syntax error near 'IN (1, 2)'"],
    ["SELECT id FROM tickets WHERE subject LIKE '%a'", "Syntax error near 'LIKE '%a''"],
    ['SELECT id FROM tickets WHERE userid IS NULL', "Syntax error near 'IS NULL'"],
    ['SELECT id FROM tickets WHERE NOT id = 1', "Syntax error near 'id = 1'"],
    ['SELECT id FROM tickets WHERE id = -1', "Syntax error near '-1'"],
    ['SELECT id FROM tickets WHERE id = 1 AND', 'Unexpected end of query'],
    ['SELECT id FROM tickets WHERE (id = 1', 'Unexpected end of query'],
    ['SELECT id FROM tickets WHERE id = 1)', "Syntax error near ')'"],
    ['SELECT id FROM tickets WHERE submitted_at > 3.fortnights.ago', "Syntax error near 'fortnights.ago'"],
    ['SELECT id FROM tickets WHERE submitted_at > 3.days.hence', "Syntax error near 'hence'"],
    ['SELECT id FROM tickets WHERE submitted_at > Date.today', "Syntax error near 'Date.today'"],
    ['SELECT id FROM tickets LIMIT many', "Syntax error near 'many'"],
    ['SELECT id FROM tickets LIMIT 1.5', "Syntax error near '1.5'"],
    ["SELECT id FROM tickets LIMIT '1'", "Syntax error near ''1''"],
    ['SELECT id FROM tickets ORDER BY id, subject', "Syntax error near ', subject'"],
    ['SELECT id FROM tickets LIMIT 1 WHERE id = 1', "Syntax error near 'WHERE id = 1'"],
    ['SELECT id FROM tickets HAVING COUNT > 1', "Syntax error near 'HAVING COUNT > 1'"],
  ])('is refused: %s', async (spql, message) => {
    const { status, body } = await started.call('tickets/spql', { spql });

    expect({ status, body }).toEqual({ status: 422, body: { errors: [message] } });
  });

  it.each([
    [`contacts.company = 'Acme' OR '1'='1'`, `Syntax error near ''1'='1''`],
    [`contacts.company = '' OR 1 = 1`, `Syntax error near '1 = 1'`],
    [`contacts.company = 'O'Hara'`, `Syntax error near '''`],
    [`contacts.company = 'O''Hara'`, `Syntax error near ''Hara''`],
    [`contacts.company = 'Acme\\'s'`, `Syntax error near '''`],
    [`contacts.company = 'Acme'; DROP TABLE tickets`, `Syntax error near '; DROP TABLE tickets'`],
    [`contacts.company = 'Acme' -- rest`, `Syntax error near '-- rest'`],
    [`contacts.company = 'Acme' /* rest */`, `Syntax error near '/* rest */'`],
    [`contacts.company = 'Acme' UNION SELECT id FROM users`, `Syntax error near 'UNION SELECT id FROM users'`],
    [`contacts.company = "Acme`, `Syntax error near '"Acme'`],
    [`contacts.company = \`Acme\``, "Syntax error near '`Acme`'"],
  ])('is not smuggled in by %s', async (where, message) => {
    const { status, body } = await started.call('tickets/spql', { spql: `SELECT id FROM tickets WHERE ${where}` });

    expect({ status, body }).toEqual({ status: 422, body: { errors: [message] } });
  });

  it('that closes its quotes properly is a query like any other', async () => {
    expect(await idsWhere(`contacts.company = '' OR id > '0'`)).toEqual([1, 2, 3, 4]);
  });
});
