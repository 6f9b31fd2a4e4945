import { describe, expect, it } from 'vitest';
import type { CreateOutcome, CreateRequest } from '../../../src/provider/writes.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import {
  createAttempt,
  detail,
  open,
  pages,
  PLANTED,
  PRIORITIES,
  reference,
  reply,
  row,
  STATUSES,
  update,
  type Opened,
  type Script,
} from './upstream.js';

const NOBODY = { userId: null, organizationId: null };
const PAT = { userId: 'user-1', organizationId: null };
const FIELDS = { requesterEmail: 'pat@acme.example', requesterName: 'Pat Doe' };
const TABLES: Script = { '/objects/statuses': () => STATUSES, '/objects/priorities': () => PRIORITIES };
const SUBMITTED = row(1, { update_count: 0 });
const WHOLE = detail(1, { updates: [update(1, { message: 'It is broken.\r\n' })] });
const OPENING: Script = {
  ...TABLES,
  '/tickets/submit': () => reply(201, SUBMITTED),
  '/tickets/post_update': () => reply(201, update(1)),
  '/tickets/ticket': () => WHOLE,
};

function create({ provider }: Pick<Opened, 'provider'>, rest: Partial<CreateRequest> = {}): Promise<CreateOutcome> {
  if (!provider.createTicket) throw new Error('The provider cannot open tickets.');
  const request = {
    attempt: createAttempt().attempt,
    subject: 'Charger offline',
    text: 'It is broken.',
    owner: NOBODY,
    mayOwn: () => true,
    fields: FIELDS,
  };
  return provider.createTicket({ ...request, ...rest }, createCall());
}

function formOf({ received }: Opened, verb: string): Record<string, string> {
  const found = received.find(({ target }) => target.endsWith(verb));
  return Object.fromEntries(new URLSearchParams(found?.body));
}

function verbs({ received }: Opened): string[] {
  return received.map(({ target }) => target.replace('/api/v2', '')).filter((verb) => !verb.startsWith('/objects'));
}

describe('a new ticket', () => {
  it('is submitted, kept, given its text and read back', async () => {
    const { attempt, saved } = createAttempt();
    const opened = await open(OPENING);

    const outcome = await create(opened, { attempt });

    expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { nativeId: reference(1), customFields: {} } });
    expect(verbs(opened)).toEqual(['/tickets/submit', '/tickets/post_update', '/tickets/ticket']);
    expect(saved).toEqual([reference(1)]);
    expect(formOf(opened, '/tickets/submit')).toEqual({
      subject: 'Charger offline',
      status: '1',
      priority: '3',
      contact_method_type: 'email',
      contact_method_data: 'pat@acme.example',
      contact_name: 'Pat Doe',
    });
    expect(formOf(opened, '/tickets/post_update')).toEqual({
      ticket: reference(1),
      message: 'It is broken.',
      contact: '88',
    });
  });

  it('takes what the caller gives, and the configured defaults for the rest', async () => {
    const opened = await open(
      {
        ...OPENING,
        '/objects/teams': () => [{ id: 2, name: '1st Line' }],
        '/objects/departments': () => [
          { id: 3, name: 'Support', brand: { id: 1, name: 'Acme' } },
          { id: 4, name: 'Support', brand: { id: 2, name: 'Volt' } },
        ],
        '/objects/users': () => [{ id: 5, username: 'sam' }],
      },
      {
        options: {
          defaultStatus: 'Waiting for staff',
          defaultPriority: 'Low',
          defaultTeam: '1st line',
          defaultDepartment: 'Support',
          defaultBrand: 'volt',
        },
      },
    );
    const fields = { ...FIELDS, priority: 'HIGH', tags: ['offline'], 'sirportly.user': 'sam' } as const;

    await create(opened, { fields });

    expect(formOf(opened, '/tickets/submit')).toMatchObject({
      status: '2',
      priority: '5',
      team: '2',
      department: '4',
      user: '5',
      tag_list: 'offline',
    });
  });

  it.each([
    [
      'the linked contact',
      { identities: { 'contact:88': 'user-1' }, emails: { 'p@x.example': 'user-1' } },
      { contact: '88' },
    ],
    ['the contact of a linked reference', { identities: { 'reference:AC-7': 'user-1' } }, { contact: 'AC-7' }],
    [
      'the verified address',
      { emails: { 'p@x.example': 'user-1' }, organizations: { 'user-1': null } },
      { contact_method_type: 'email', contact_method_data: 'p@x.example', contact_name: 'Name of user-1' },
    ],
  ])('of a user is from %s', async (_name, people, expected) => {
    const contact = { id: 88, reference: 'AC-7', name: 'Pat Doe' };
    const answer = row(1, { contact, contact_method: { method_type: 'email', data: 'p@x.example' } });
    const opened = await open({ ...OPENING, '/tickets/submit': () => reply(201, answer) }, { people });

    await create(opened, { owner: PAT, fields: {} });

    expect(formOf(opened, '/tickets/submit')).toMatchObject(expected);
  });

  it('needs somebody whom it is from', async () => {
    const opened = await open({});

    const outcomes = [await create(opened, { fields: {} }), await create(opened, { owner: PAT, fields: {} })];

    const message = 'is needed: nobody is linked to a contact of this backend or has a verified address';
    const invalid = { outcome: 'INVALID', issues: [{ path: ['requesterEmail'], message }] };
    expect(outcomes).toEqual([invalid, invalid]);
  });

  it('of an organization needs one of its users', async () => {
    const options = { organizationField: 'company_reference' };
    const opened = await open({}, { options });

    const outcome = await create(opened, { owner: { userId: null, organizationId: 'org-a' }, fields: {} });

    const message = 'is needed: a ticket of this backend is from a person, so give one of the organization’s users';
    expect(outcome).toEqual({ outcome: 'INVALID', issues: [{ path: ['user'], message }] });
  });

  it("is not from another's address than the user's whose it is to be", async () => {
    const opened = await open({}, { people: { emails: { 'pat@acme.example': 'user-2' } } });

    const outcome = await create(opened, { owner: PAT });

    expect(outcome).toMatchObject({ outcome: 'INVALID', issues: [{ path: ['requesterEmail'] }] });
  });

  it('of an organization alone carries its custom field', async () => {
    const options = { organizationField: 'company_reference', organizations: { 'AC-114': 'org-a' } };
    const opened = await open(OPENING, { options });

    await create(opened, { owner: { userId: null, organizationId: 'org-a' } });

    expect(formOf(opened, '/tickets/submit')).toMatchObject({ 'custom[company_reference]': 'AC-114' });
  });

  it('of an organization that no field tells is not opened', async () => {
    const opened = await open({});

    const outcome = await create(opened, { owner: { userId: null, organizationId: 'org-a' } });

    expect(outcome).toMatchObject({ outcome: 'INVALID', issues: [{ path: ['user'] }] });
  });

  it('that is refused is told in our words', async () => {
    const errors = { subject: [PLANTED], base: [PLANTED] };
    const opened = await open({ ...TABLES, '/tickets/submit': () => reply(422, { errors }) });

    const outcome = await create(opened);

    expect(outcome).toMatchObject({ outcome: 'INVALID', issues: [{ path: ['subject'] }, { path: [] }] });
    expect(JSON.stringify(outcome)).not.toContain(PLANTED);
  });

  it.each<[string, Partial<CreateRequest['fields']>, string, readonly string[]]>([
    ['the default status', FIELDS, 'status_id', []],
    ['the requester', FIELDS, 'contact_method_data', ['requesterEmail']],
    [
      'the requester',
      { 'sirportly.contactMethodData': 'pat@acme.example' },
      'contact_id',
      ['sirportly', 'contactMethodData'],
    ],
    ['the owner', {}, 'customer', ['user']],
    ['the name', FIELDS, 'contact_name', ['requesterName']],
  ])('is told of %s by what the caller can give (%j, %s)', async (_name, fields, column, path) => {
    const people = { identities: { 'contact:88': 'user-1' }, emails: { 'pat@acme.example': 'user-1' } };
    const errors = { [column]: [PLANTED] };
    const opened = await open({ ...TABLES, '/tickets/submit': () => reply(422, { errors }) }, { people });

    const outcome = await create(opened, { owner: PAT, fields });

    expect(outcome).toEqual({ outcome: 'INVALID', issues: [{ path, message: expect.stringContaining('refused') }] });
  });

  it('needs a configuration whose defaults exist', async () => {
    const opened = await open({ '/objects/statuses': () => STATUSES }, { options: { defaultStatus: 'Gone' } });

    const error = await errorOf(create(opened));

    expect([error.code, error.outcomeUnknown]).toEqual(['BAD_RESPONSE', false]);
  });
});

describe('a new ticket that stays half done', () => {
  it('says that a repeat finishes it', async () => {
    const { attempt, saved } = createAttempt();
    const { '/tickets/ticket': _unasked, ...script } = OPENING;
    const opened = await open({ ...script, '/tickets/post_update': () => reply(503, {}) });

    const error = await errorOf(create(opened, { attempt }));

    expect([error.code, error.outcomeUnknown, saved]).toEqual(['UNAVAILABLE', true, [reference(1)]]);
    expect(error.message).toBe(
      'POST /tickets/post_update: answered 503. Try again later. Ticket KD-000001 was opened, but perhaps without its ' +
        'text. A repeat with the same key finishes it.',
    );
  });

  it('is finished by a repeat', async () => {
    const { attempt } = createAttempt({ isRepeat: true, progress: reference(1) });
    const answers = [detail(1, { updates: [] }), WHOLE];
    const opened = await open({
      '/tickets/ticket': () => answers.shift(),
      '/tickets/post_update': () => reply(201, update(1)),
    });

    const outcome = await create(opened, { attempt });

    expect(outcome.outcome).toBe('CREATED');
    expect(verbs(opened)).toEqual(['/tickets/ticket', '/tickets/post_update', '/tickets/ticket']);
  });

  it('is given its text once', async () => {
    const { attempt } = createAttempt({ isRepeat: true, progress: reference(1) });
    const opened = await open({ '/tickets/ticket': () => WHOLE });

    const outcome = await create(opened, { attempt });

    expect([outcome.outcome, verbs(opened)]).toEqual(['CREATED', ['/tickets/ticket']]);
  });

  it('is not opened again after it was deleted', async () => {
    const { attempt } = createAttempt({ isRepeat: true, progress: reference(1) });
    const opened = await open({ '/tickets/ticket': () => reply(404, {}) });

    expect(await create(opened, { attempt })).toMatchObject({
      outcome: 'INVALID',
      issues: [{ path: ['idempotencyKey'] }],
    });
  });
});

describe("a new ticket that is opened as another contact's", () => {
  const people = { identities: { 'contact:88': 'user-1' } };
  const others = row(1, { contact: { id: 7, reference: '88', name: 'Lou' } });
  const problem = 'The ticket KD-000001 was opened for another contact; its text was not posted.';

  it('is kept, and given no text', async () => {
    const { attempt, saved } = createAttempt();
    const opened = await open({ ...TABLES, '/tickets/submit': () => reply(201, others) }, { people });

    const error = await errorOf(create(opened, { attempt, owner: PAT, fields: {} }));

    expect([error.code, error.outcomeUnknown, error.message]).toEqual(['BAD_RESPONSE', true, problem]);
    expect([saved, verbs(opened)]).toEqual([[reference(1)], ['/tickets/submit']]);
  });

  it('is given none by a repeat', async () => {
    const { attempt } = createAttempt({ isRepeat: true, progress: reference(1) });
    const opened = await open({ '/tickets/ticket': () => ({ ...others, updates: [] }) }, { people });

    const error = await errorOf(create(opened, { attempt, owner: PAT, fields: {} }));

    expect([error.code, error.outcomeUnknown, error.message]).toEqual(['BAD_RESPONSE', true, problem]);
  });
});

describe('a new ticket whose answer was lost', () => {
  const { attempt } = createAttempt({ isRepeat: true, startedAt: '2026-03-01T08:04:00.000Z' });
  const LOST = { subject: 'Charger offline', update_count: 0 };
  const { '/tickets/submit': _submit, ...unsubmitted } = OPENING;

  it('is found among the newest and finished', async () => {
    const rows = [row(1, LOST), ...[2, 3, 4, 5].map((number) => row(number))];
    const opened = await open({ ...unsubmitted, '/tickets/all': pages(rows) });

    const outcome = await create(opened, { attempt });

    expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { nativeId: reference(1) } });
    expect(verbs(opened)).toEqual(['/tickets/all', '/tickets/all', '/tickets/post_update', '/tickets/ticket']);
  });

  it.each([
    ['has been spoken in', { ...LOST, update_count: 1 }],
    ['is about something else', { ...LOST, subject: 'Other' }],
    ['is from somebody else', { ...LOST, contact_method: { method_type: 'email', data: 'lou@acme.example' } }],
    ['is older', { ...LOST, submitted_at: '2026-03-01T07:58:59Z' }],
  ])('is not taken for one that %s', async (_name, other) => {
    const opened = await open({ ...OPENING, '/tickets/all': pages([row(9, other)]) });

    await create(opened, { attempt });

    expect(verbs(opened)).toContain('/tickets/submit');
  });

  it('is looked for among those of a contact that is known', async () => {
    const people = { identities: { 'contact:88': 'user-1' } };
    const opened = await open({ ...unsubmitted, '/tickets/contact': pages([row(1, LOST)]) }, { people });

    const outcome = await create(opened, { attempt, owner: PAT, fields: {} });

    expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { nativeId: reference(1) } });
    expect(opened.log()).toContain('/tickets/contact contact=88&page=1&sort_by=created_at&order=desc');
  });

  it("is looked for among everybody's with a token of a staff user", async () => {
    const people = { identities: { 'contact:88': 'user-1' } };
    const script = { ...unsubmitted, '/tickets/all': pages([row(1, LOST)]) };
    const opened = await open(script, { people, options: { application: 'app' } });

    const outcome = await create(opened, { attempt, owner: PAT, fields: {} });

    expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { nativeId: reference(1) } });
  });

  it('is not opened again where there are too many to look through', async () => {
    const rows = Array.from({ length: 61 }, (_, index) => row(index + 1));
    const opened = await open({ ...TABLES, '/tickets/all': pages(rows) });

    const error = await errorOf(create(opened, { attempt }));

    expect([error.code, error.outcomeUnknown, error.message]).toEqual([
      'UNAVAILABLE',
      true,
      'There are too many tickets since the first try to look through. Look for the ticket by hand, or take a new key ' +
        'knowing that there may be two.',
    ]);
    expect(verbs(opened)).toEqual(Array.from({ length: 20 }, () => '/tickets/all'));
  });

  it('says that it may be there', async () => {
    const opened = await open({ ...TABLES, '/tickets/submit': () => reply(502, {}) });

    const error = await errorOf(create(opened));

    expect([error.code, error.outcomeUnknown]).toEqual(['UNAVAILABLE', true]);
  });
});
