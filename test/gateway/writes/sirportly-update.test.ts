import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listWritten, writeUpdate } from './documents.js';
import { askFor } from '../ask.js';
import { commonHeaders, SECRET } from './sent.js';
import { createSirportlyDesk, type SirportlyDesk } from './sirportly-desk.js';
import { ticketOf, toTicketId, type Input } from './writing.js';

const READ = '/tickets/ticket';
const WRITE = '/tickets/update';
const TIME = '2026-07-03T08:00:00.000Z';
const STATUSES = '"New", "Waiting for Staff", "Waiting for Customer", "On Hold", "Resolved", "Closed"';
const PRIORITIES = '"Low", "Normal", "High", "Urgent"';
const CLEARED = 'cannot be cleared';

describe('updateTicket of Sirportly', () => {
  let desk: SirportlyDesk;
  beforeAll(async () => {
    desk = await createSirportlyDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.forget());

  const writesSent = () => desk.sent().filter(({ path }) => path.endsWith(WRITE));

  it('sends one form between two reads, and nothing else', async () => {
    const { id, reference } = desk.place();
    const { url } = desk.world.together.sirportly;

    await desk.update(desk.callers.staff, { id, subject: 'Ünder a new näme & more' });

    const form = `ticket=${reference}&subject=%C3%9Cnder+a+new+n%C3%A4me+%26+more`;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-auth-token': SECRET,
      'x-auth-secret': SECRET,
    };
    const read = {
      method: 'POST',
      path: `/api/v2${READ}`,
      headers: { ...headers, ...commonHeaders(url, `ticket=${reference}`) },
      body: { ticket: reference },
    };
    expect(desk.sent()).toEqual([
      read,
      {
        method: 'POST',
        path: `/api/v2${WRITE}`,
        headers: { ...headers, ...commonHeaders(url, form) },
        body: { ticket: reference, subject: 'Ünder a new näme & more' },
      },
      read,
    ]);
  });

  it.each<[name: string, input: Input, form: Input, after: Input]>([
    ['a status', { status: 'PENDING' }, { status: '3' }, { status: 'PENDING', statusName: 'Waiting for Customer' }],
    [
      'a closing status',
      { status: 'CLOSED' },
      { status: '6' },
      { statusName: 'Closed', closedAt: '2026-07-02T00:00:00.000Z', resolvedAt: '2026-07-02T00:00:00.000Z' },
    ],
    ['a status by name', { statusName: 'resolved' }, { status: '5' }, { status: 'RESOLVED', statusName: 'Resolved' }],
    [
      'a status and its name',
      { status: 'ON_HOLD', statusName: 'On Hold' },
      { status: '4' },
      { status: 'ON_HOLD', statusName: 'On Hold' },
    ],
    ['a priority', { priority: 'HIGH' }, { priority: '3' }, { priority: 'HIGH', priorityName: 'High' }],
    [
      'a priority by name',
      { priorityName: 'Urgent' },
      { priority: '4' },
      { priority: 'URGENT', priorityName: 'Urgent' },
    ],
    ['a subject', { subject: 'After' }, { subject: 'After' }, { subject: 'After' }],
    ['tags', { tags: ['vip', 'späť'] }, { tag_list: 'vip,späť' }, { tags: ['vip', 'späť'] }],
    ['no tags', { tags: [] }, { tag_list: '' }, { tags: [] }],
    ['cleared tags', { tags: null }, { tag_list: '' }, { tags: [] }],
    [
      'custom fields, leaving the others',
      { customFields: { vehicle: 'Tesla Model 3' } },
      { 'custom[vehicle]': 'Tesla Model 3' },
      { customFields: { vehicle: 'Tesla Model 3', summary: 'Before' } },
    ],
    [
      'custom fields of every kind',
      { customFields: { company_reference: 42, vehicle: true, summary: null } },
      { 'custom[company_reference]': '42', 'custom[vehicle]': 'true', 'custom[summary]': '' },
      { customFields: { company_reference: '42', vehicle: 'true', summary: '' } },
    ],
    [
      'whom it is with',
      { sirportly: { department: 'Billing', team: 'accounts', user: 'Priya Nair' } },
      { department: '2', team: '3', user: '4' },
      { assignee: { nativeId: '4', name: 'Priya Nair' }, details: { department: 'Billing', team: 'Accounts' } },
    ],
    [
      'a department by id',
      { sirportly: { department: '3' } },
      { department: '3' },
      { details: { department: 'Technical Support', brand: 'Voltway Fleet' } },
    ],
    [
      'a team and its member',
      { sirportly: { team: '2nd Line', user: 'aoife' } },
      { team: '2', user: '2' },
      { assignee: { nativeId: '2', name: "Aoife O'Neill" }, details: { team: '2nd Line' } },
    ],
    [
      'nobody',
      { sirportly: { team: null, user: null } },
      { team: '', user: '' },
      { assignee: null, details: { team: null } },
    ],
    ['an SLA', { sirportly: { sla: 'Next day' } }, { sla: '2' }, { details: { sla: 'Next day' } }],
    ['no SLA', { sirportly: { sla: null } }, { sla: '' }, { details: { sla: null } }],
    [
      'times with an offset',
      { sirportly: { replyDueAt: '2026-07-03T09:00:00+01:00', resolutionDueAt: TIME } },
      { reply_due_at: TIME, resolution_due_at: TIME },
      { details: { replyDueAt: TIME, resolutionDueAt: TIME } },
    ],
    [
      'no times',
      { sirportly: { replyDueAt: null, resolutionDueAt: null } },
      { reply_due_at: '', resolution_due_at: '' },
      { details: { replyDueAt: null, resolutionDueAt: null } },
    ],
    [
      'the time of the change',
      { sirportly: { updatedAt: '2026-06-30T12:00:00Z' } },
      { updated_at: '2026-06-30T12:00:00.000Z' },
      { updatedAt: '2026-06-30T12:00:00.000Z' },
    ],
    [
      'further addresses',
      { sirportly: { additionalContactMethods: ['robin.strange@example.com', 'noor.haddad@example.com'] } },
      { additional_contact_methods: 'robin.strange@example.com,noor.haddad@example.com' },
      { details: { additionalRecipients: ['robin.strange@example.com', 'noor.haddad@example.com'] } },
    ],
    [
      'no further addresses',
      { sirportly: { additionalContactMethods: null } },
      { additional_contact_methods: '' },
      { details: { additionalRecipients: [] } },
    ],
    [
      'several things at once',
      { subject: 'After', status: 'OPEN', priority: 'LOW', tags: ['x'], sirportly: { sla: '2' } },
      { status: '2', priority: '1', sla: '2', subject: 'After', tag_list: 'x' },
      { subject: 'After', status: 'OPEN', priority: 'LOW', tags: ['x'], details: { sla: 'Next day' } },
    ],
  ])('writes %s, and everybody who may see it sees it', async (_name, input, form, after) => {
    const { id, reference } = desk.place();
    const { staff, customer, company, stranger } = desk.callers;

    const written = ticketOf(await desk.update(staff, { id, ...input }));

    expect(desk.verbs()).toEqual([READ, WRITE, READ]);
    expect(writesSent().map(({ body }) => body)).toEqual([{ ticket: reference, ...form }]);
    const { messages, ...seen } = (await desk.read(id, staff)) ?? {};
    expect(seen).toMatchObject(after);
    expect(written).toEqual(seen);
    expect(await desk.read(id, customer)).toEqual({ ...seen, messages });
    expect(await desk.read(id, company)).toEqual({ ...seen, messages });
    expect(await desk.read(id, stranger)).toBeNull();
  });

  it('tells further addresses to nobody without the scope for addresses', async () => {
    const { id } = desk.place();
    const addresses = ['robin.strange@example.com', 'noor.haddad@example.com'];
    await desk.update(desk.callers.staff, { id, sirportly: { additionalContactMethods: addresses } });
    const tell = async (scope: string) => {
      const token = await desk.world.token({ scope: `support:read access_all_areas ${scope}` });
      const query = `{ ticket(id: "${id}") { details { ... on SirportlyTicketDetails { additionalRecipients } } } }`;
      return askFor(desk.world.gateway, query, { token });
    };

    expect(await tell('user:read')).toEqual({ ticket: { details: { additionalRecipients: addresses } } });
    expect(await tell('support:internal')).toEqual({ ticket: { details: { additionalRecipients: [] } } });
  });

  it('lets the customer write their own ticket', async () => {
    const { id } = desk.place();

    await desk.update(desk.callers.customer, { id, subject: 'By the customer' });

    expect(desk.verbs()).toEqual([READ, WRITE, READ]);
    expect(await desk.read(id, desk.callers.staff)).toMatchObject({ subject: 'By the customer' });
  });

  describe('whose the ticket is', () => {
    it.each<[name: string, input: Input, form: Input, requester: Input]>([
      [
        'a contact method',
        { contactMethod: '3' },
        { contact_method: '3' },
        { name: 'Zoë Okafor', email: 'zoe.okafor.2@example.com' },
      ],
      [
        'a known address',
        { contactMethodData: 'zoe.okafor.2@example.com', contactName: 'Anybody' },
        { contact_method_data: 'zoe.okafor.2@example.com', contact_name: 'Anybody' },
        { name: 'Zoë Okafor', email: 'zoe.okafor.2@example.com' },
      ],
    ])('changes with %s', async (_name, sirportly, form, requester) => {
      const { id, reference } = desk.place();
      const { staff, customer, stranger } = desk.callers;

      const written = ticketOf(await desk.update(staff, { id, sirportly }));

      expect(writesSent().map(({ body }) => body)).toEqual([{ ticket: reference, ...form }]);
      expect(written).toMatchObject({ requester, user: { fullName: requester['name'] } });
      expect(await desk.read(id, customer)).toBeNull();
      expect(await desk.read(id, stranger)).toMatchObject(written);
    });

    it('is nobody’s with the address of a stranger, who becomes a contact', async () => {
      const { id } = desk.place();
      const { staff, customer, company } = desk.callers;
      const sirportly = { contactMethodData: 'new.person@example.com', contactName: 'New Person' };

      const written = ticketOf(await desk.update(staff, { id, sirportly }));

      const requester = { name: 'New Person', email: 'new.person@example.com', company: null };
      expect(written).toMatchObject({ requester, user: null, organization: null });
      expect(await desk.read(id, staff)).toMatchObject(written);
      expect(await Promise.all([customer, company].map((token) => desk.read(id, token)))).toEqual([null, null]);
    });

    it.each([
      { contactMethod: '3' },
      { contactMethodData: 'zoe.okafor.2@example.com' },
      { contactName: 'Zoë' },
      { additionalContactMethods: [] },
    ])('is not for customers to change: %o', async (sirportly) => {
      const { id } = desk.place();
      const { customer, company } = desk.callers;

      const results = await Promise.all([customer, company].map((by) => desk.update(by, { id, sirportly })));

      const requiredScopes = ['access_all_areas'];
      expect(results).toMatchObject(results.map(() => ({ __typename: 'ForbiddenError', requiredScopes })));
      expect(desk.verbs()).toEqual([]);
    });
  });

  describe('refuses without a write', () => {
    const noName = (kind: string, names: string) => `is no ${kind} of this backend; there are ${names}`;
    const unnamed = (kind: string) => `is no ${kind} of this backend: give a name or an id`;
    const sirportly = (field: string) => ['sirportly', field];

    it.each<[name: string, input: Input, path: string[], message: string]>([
      ['an unknown status', { statusName: 'Nope' }, ['statusName'], noName('status', STATUSES)],
      ['an unknown priority', { priorityName: 'Nope' }, ['priorityName'], noName('priority', PRIORITIES)],
      [
        'names that contradict the value',
        { status: 'OPEN', statusName: 'Closed' },
        ['statusName'],
        'stands for CLOSED, which contradicts status',
      ],
      ['an unknown department', { sirportly: { department: 'Nope' } }, sirportly('department'), unnamed('department')],
      [
        'a department of two brands',
        { sirportly: { department: 'Technical Support' } },
        sirportly('department'),
        'stands for several: give one id, of 1, 3',
      ],
      ['an unknown team', { sirportly: { team: 'Nope' } }, sirportly('team'), unnamed('team')],
      ['an unknown user', { sirportly: { user: 'Nope' } }, sirportly('user'), unnamed('user')],
      ['an unknown SLA', { sirportly: { sla: 'Nope' } }, sirportly('sla'), unnamed('sla')],
      ['a long subject', { subject: 'x'.repeat(256) }, ['subject'], 'has more than 255 characters'],
      ['a blank subject', { subject: ' ' }, ['subject'], CLEARED],
      ['a subject of two lines', { subject: 'a\nb' }, ['subject'], 'must be one line of whole characters'],
      [
        'a bad name of a custom field',
        { customFields: { 'a b': 'x' } },
        ['customFields', 'a b'],
        'is no system name: letters, digits and underscores',
      ],
      [
        'an unknown custom field',
        { customFields: { colour: 'red' } },
        ['customFields', 'colour'],
        'is no custom field of this backend',
      ],
      [
        'a custom field that is an object',
        { customFields: { vehicle: { make: 'x' } } },
        ['customFields', 'vehicle'],
        'must be a text, a number, true, false or null',
      ],
      ['custom fields in a list', { customFields: ['x'] }, ['customFields'], 'must be an object of names and values'],
      [
        'a tag of two words',
        { tags: ['two words'] },
        ['tags'],
        'must not hold an empty element, nor one with a comma or a space',
      ],
      ['no status', { status: null }, ['status'], CLEARED],
      ['no name of a status', { statusName: null }, ['statusName'], CLEARED],
      ['no priority', { priority: null }, ['priority'], CLEARED],
      ['no name of a priority', { priorityName: null }, ['priorityName'], CLEARED],
      ['no subject', { subject: null }, ['subject'], CLEARED],
      ['no custom fields', { customFields: null }, ['customFields'], `${CLEARED} as a whole: set single ones to null`],
      ['no department', { sirportly: { department: null } }, sirportly('department'), CLEARED],
      ['no time of the change', { sirportly: { updatedAt: null } }, sirportly('updatedAt'), CLEARED],
      ['no contact method', { sirportly: { contactMethod: null } }, sirportly('contactMethod'), CLEARED],
      ['no address', { sirportly: { contactMethodData: null } }, sirportly('contactMethodData'), CLEARED],
      [
        'a contact’s name alone',
        { sirportly: { contactName: 'Pat' } },
        sirportly('contactName'),
        'goes only with contactMethodData',
      ],
      ['no Sirportly part', { sirportly: null }, ['sirportly'], 'must not be null; give the fields to clear'],
    ])('%s', async (_name, input, path, message) => {
      const { id } = desk.place();

      const result = await desk.update(desk.callers.staff, { id, ...input });

      expect(result).toEqual({
        __typename: 'ValidationError',
        message: 'The input cannot be taken as it is.',
        issues: [{ path, message }],
      });
      expect(writesSent()).toEqual([]);
    });

    it.each(['replyDueAt', 'resolutionDueAt', 'updatedAt'])('a %s that is no time', async (field) => {
      const { id } = desk.place();

      const { errors } = await desk.answerTo(writeUpdate, desk.callers.staff, {
        input: {
          id,
          sirportly: { [field]: 'tomorrow' },
        },
      });

      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(errors?.[0]?.message).toContain(`sirportly.${field}`);
      expect(desk.verbs()).toEqual([]);
    });
  });

  it.each<[name: string, input: Input, column: string, path: string[]]>([
    ['a priority', { priority: 'HIGH' }, 'priority_id', ['priority']],
    ['a priority by name', { priorityName: 'High' }, 'priority_id', ['priorityName']],
    ['a status by name', { statusName: 'Closed' }, 'status_id', ['statusName']],
    ['a tag', { tags: ['x'] }, 'tag_list', ['tags']],
  ])('tells where the upstream refused %s, not in its words', async (_name, input, column, path) => {
    const { id } = desk.place();
    desk.world.together.sirportly.fail({
      match: (request) => request.path.endsWith(WRITE),
      times: 1,
      with: { status: 422, body: { errors: { [column]: ['words of theirs'] } } },
    });

    const result = await desk.update(desk.callers.staff, { id, ...input });

    expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path }] });
    expect(JSON.stringify(result)).not.toContain('words of theirs');
    expect(desk.verbs()).toEqual([READ, WRITE]);
  });

  it('tells that a team is not on the department’s path', async () => {
    const { id } = desk.place();

    const result = await desk.update(desk.callers.staff, { id, sirportly: { team: 'Accounts', user: null } });

    expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path: ['sirportly', 'team'] }] });
    expect(await desk.read(id, desk.callers.staff)).toMatchObject({ details: { team: '1st Line' } });
  });

  it('writes only while the ticket is the version that a list showed', async () => {
    const { id } = desk.place();
    const { staff, customer } = desk.callers;
    const variables = { backend: 'sirportly', first: 50 };
    const list = await askFor(desk.world.gateway, listWritten, { token: customer, variables });
    const expectedVersion = list.tickets.nodes.find((node) => node.id === id)?.version;
    desk.forget();

    const first = await desk.update(staff, { id, expectedVersion, subject: 'First' });
    const firstVerbs = desk.verbs();
    const second = await desk.update(staff, { id, expectedVersion, subject: 'Second' });

    const current = await desk.look(id, staff);
    expect(first).toEqual({ __typename: 'UpdateTicketPayload', ticket: current });
    expect(firstVerbs).toEqual([READ, READ, WRITE, READ]);
    const message = 'The ticket has changed in the meantime.';
    expect(second).toEqual({ __typename: 'ConflictError', message, current });
    expect(current).toMatchObject({ subject: 'First' });
    expect(writesSent()).toHaveLength(1);
  });

  it.each<Input>([{ subject: 'Mine' }, { statusName: 'Nope' }, { subject: 'Mine', expectedVersion: 'x' }])(
    'answers a hidden ticket like one that is not there: %o',
    async (input) => {
      const { id } = desk.place();
      const { stranger } = desk.callers;
      const absent = toTicketId('sirportly', 'ZZ-999999');

      const hidden = await desk.answerTo(writeUpdate, stranger, { input: { id, ...input } });
      const verbs = desk.verbs();
      const missing = await desk.answerTo(writeUpdate, stranger, { input: { id: absent, ...input } });

      const message = 'There is no such ticket.';
      expect(hidden.data).toEqual({ updateTicket: { __typename: 'NotFoundError', message } });
      expect(JSON.stringify(hidden.data)).toBe(JSON.stringify(missing.data));
      expect(verbs).toEqual([READ]);
      expect(desk.verbs()).toEqual([READ, READ]);
    },
  );
});
