import { describe, expect, it } from 'vitest';
import type { Provider } from '../../../src/provider/provider.js';
import type { CreateOutcome, CreateRequest } from '../../../src/provider/writes.js';
import type { Owner } from '../../../src/ticket/ticket.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { json, silence, type Answer } from '../../provider/http/test-server.js';
import {
  ACCOUNT_A,
  ACCOUNT_B,
  ACCOUNT_C,
  inTurn,
  listOf,
  open,
  page,
  row,
  SECRET_KEY,
  THREE_ACCOUNTS,
  ticketId,
} from './upstream.js';

const ATTEMPT = '01JQ0000000000000000000001';
const POST_A = `POST /accounts/${ACCOUNT_A}/tickets`;
const LOOK_A = listOf(ACCOUNT_A, `count=200&foreignID=${ATTEMPT}`);
const EMAIL = { requesterEmail: 'pat@example.test' };
const THREE = { options: { accounts: THREE_ACCOUNTS } };
const NOBODY: Owner = { userId: null, organizationId: null };
const REPEAT = { isRepeat: true };

type Given = Partial<Omit<CreateRequest, 'attempt'>> & { readonly isRepeat?: boolean };

function create(provider: Provider, given: Given = {}, call = createCall()): Promise<CreateOutcome> {
  if (!provider.createTicket) throw new Error('The provider opens no tickets.');
  const { isRepeat = false, ...rest } = given;
  const saveProgress = async () => {};
  const attempt = { id: ATTEMPT, startedAt: '2026-03-01T10:00:30.000Z', isRepeat, progress: null, saveProgress };
  const request = { subject: 'Payout delayed', text: 'It is late.', owner: NOBODY, mayOwn: () => true, fields: EMAIL };
  return provider.createTicket({ ...request, ...rest, attempt }, call);
}

/** Answers with the ticket that was asked for. */
const opened: Answer = (received, response) => {
  const { title, contact, foreignID } = JSON.parse(received.body);
  json(200, row(1, { title, contact, foreignID }))(received, response);
};

function issue(path: readonly string[], message: string) {
  return { outcome: 'INVALID', issues: [{ path, message }] };
}

describe('a new ticket', () => {
  it('is posted with its mark, and comes back mapped', async () => {
    const { provider, received, log } = await open({ [POST_A]: opened });

    const outcome = await create(provider, { fields: { ...EMAIL, requesterName: 'Pat' } });

    expect(outcome).toMatchObject({
      outcome: 'CREATED',
      ticket: {
        nativeId: ticketId(1),
        subject: 'Payout delayed',
        externalTicketId: ATTEMPT,
        owner: { userId: 'user-a', organizationId: null },
        details: { accountId: ACCOUNT_A },
      },
    });
    expect(log()).toEqual([POST_A]);
    expect(received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
      'x-moov-version': 'v2026.07.00',
    });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      title: 'Payout delayed',
      body: 'It is late.',
      contact: { email: 'pat@example.test', name: 'Pat' },
      foreignID: ATTEMPT,
    });
  });

  it('has the external id that was asked for', async () => {
    const { provider, received } = await open({ [POST_A]: opened });

    const outcome = await create(provider, { fields: { ...EMAIL, externalTicketId: 'case-77' } });

    expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { externalTicketId: 'case-77' } });
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ foreignID: 'case-77' });
  });

  it.each(['', ' case', 'a\nb', 'x'.repeat(201)])(
    'has no external id %j, which could not be looked for',
    async (id) => {
      const { provider } = await open({});

      const outcome = await create(provider, { fields: { ...EMAIL, externalTicketId: id } });

      expect(outcome).toEqual(
        issue(['externalTicketId'], 'must be 1 to 200 characters, without outer white space and control characters'),
      );
    },
  );

  it('is known from then on', async () => {
    const { provider, log } = await open(
      {
        [`POST /accounts/${ACCOUNT_C}/tickets`]: opened,
        [`PATCH /accounts/${ACCOUNT_C}/tickets/${ticketId(1)}`]: json(200, row(1, { status: 'closed' })),
      },
      THREE,
    );
    await create(provider, { fields: { ...EMAIL, 'moov.accountId': ACCOUNT_C } });

    const changes = { status: 'CLOSED' } as const;
    await provider.updateTicket?.({ nativeId: ticketId(1), changes, expectedVersion: null }, createCall());

    expect(log()).toHaveLength(2);
  });
});

describe('the account of a new ticket', () => {
  const USER_A = { userId: 'user-a', organizationId: 'org-9' };
  const USER_B = { userId: 'user-b', organizationId: 'org-1' };
  const USER_Z = { userId: 'user-z', organizationId: 'org-1' };
  const ORGANIZATION = { userId: null, organizationId: 'org-1' };

  it.each<[string, Given, string]>([
    ['the one that is named', { fields: { ...EMAIL, 'moov.accountId': ACCOUNT_B } }, ACCOUNT_B],
    [
      "the one that is named, of several of the organization's",
      { owner: ORGANIZATION, fields: { ...EMAIL, 'moov.accountId': ACCOUNT_B } },
      ACCOUNT_B,
    ],
    ["the user's", { owner: USER_A }, ACCOUNT_A],
    ["the user's before the organization's", { owner: USER_B }, ACCOUNT_B],
    ["the organization's where the user has none", { owner: USER_Z }, ACCOUNT_C],
    ['the only one that may be used', { mayOwn: ({ userId }) => userId === null }, ACCOUNT_C],
  ])('is %s', async (_name, given, accountId) => {
    const { provider, log } = await open({ [`POST /accounts/${accountId}/tickets`]: opened }, THREE);

    const outcome = await create(provider, given);

    expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { details: { accountId } } });
    expect(log()).toEqual([`POST /accounts/${accountId}/tickets`]);
  });

  const UNCLEAR = 'must be given: there is not just one account that the ticket could be opened in';
  const UNUSABLE = 'is not an account that you can use here';

  it.each<[string, Given, string]>([
    ['several fit', {}, UNCLEAR],
    ["several are the organization's", { owner: ORGANIZATION }, UNCLEAR],
    ['none fits', { owner: { userId: 'user-z', organizationId: null } }, UNCLEAR],
    ['none may be used', { mayOwn: () => false }, UNCLEAR],
    ['there is none such', { fields: { ...EMAIL, 'moov.accountId': 'acc-9' } }, UNUSABLE],
    [
      'it may not be used',
      { fields: { ...EMAIL, 'moov.accountId': ACCOUNT_A }, mayOwn: ({ userId }) => userId !== 'user-a' },
      UNUSABLE,
    ],
    ["it is somebody else's", { owner: USER_Z, fields: { ...EMAIL, 'moov.accountId': ACCOUNT_B } }, UNUSABLE],
  ])('is an issue when %s, and nothing is sent', async (_name, given, message) => {
    const { provider, log } = await open({}, THREE);

    const outcome = await create(provider, given);

    expect([outcome, log()]).toEqual([issue(['moov', 'accountId'], message), []]);
  });
});

describe('the contact of a new ticket', () => {
  const verifiedEmails = { 'user-a': 'verified@example.test' };
  const emails = { 'user-a': 'known@example.test', 'user-b': null };

  it.each<[string, object, Given, object]>([
    ['as given', { verifiedEmails, emails }, {}, { email: 'pat@example.test' }],
    [
      'the verified address of the user',
      { verifiedEmails, emails },
      { owner: { userId: 'user-a', organizationId: null }, fields: { requesterName: 'Pat' } },
      { email: 'verified@example.test', name: 'Pat' },
    ],
    ['else the address that is known', { emails }, { fields: {} }, { email: 'known@example.test' }],
  ])('is %s', async (_name, settings, given, contact) => {
    const { provider, received } = await open({ [POST_A]: opened }, settings);

    await create(provider, given);

    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ contact });
  });

  it.each<[string, Owner, string, string]>([
    [
      'nobody knows the user',
      { userId: 'user-b', organizationId: 'org-1' },
      'requesterEmail',
      'must be given: Moov answers by e-mail, and no address is known of the user whose ticket it is',
    ],
    [
      'there is no user',
      { userId: null, organizationId: 'org-1' },
      'user',
      'must be given: Moov answers by e-mail, and an organization has no address but those of its users',
    ],
  ])('is an issue when %s', async (_name, owner, path, message) => {
    const fields = { 'moov.accountId': owner.userId === null ? ACCOUNT_C : ACCOUNT_B };
    const { provider, log } = await open({}, { ...THREE, emails });

    const outcome = await create(provider, { owner, fields });

    expect([outcome, log()]).toEqual([issue([path], message), []]);
  });
});

describe('a repeat', () => {
  it('answers the ticket that an earlier try opened', async () => {
    const { provider, log } = await open({ [LOOK_A]: page([row(1, { foreignID: ATTEMPT, title: 'Trimmed' })]) });

    const outcome = await create(provider, REPEAT);

    expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { nativeId: ticketId(1) } });
    expect(log()).toEqual([LOOK_A]);
  });

  it.each<[string, readonly unknown[]]>([
    ['nothing was opened', []],
    ['Moov does not know the filter', [row(2), row(3, { foreignID: 'case-1' })]],
  ])('opens the ticket when %s', async (_name, items) => {
    const { provider, log } = await open({ [LOOK_A]: page(items), [POST_A]: opened });

    const outcome = await create(provider, REPEAT);

    expect(outcome).toMatchObject({ outcome: 'CREATED' });
    expect(log()).toEqual([LOOK_A, POST_A]);
  });

  it('takes a ticket with an id that others could have given for its own only under its subject', async () => {
    const look = listOf(ACCOUNT_A, 'count=200&foreignID=case-77');
    const items = [row(2, { foreignID: 'case-77' }), row(3, { foreignID: 'case-77', title: 'Payout delayed' })];
    const { provider } = await open({ [look]: page(items) });

    const outcome = await create(provider, { ...REPEAT, fields: { ...EMAIL, externalTicketId: 'case-77' } });

    expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { nativeId: ticketId(3) } });
  });

  it('takes no ticket from before its first try for its own', async () => {
    const look = listOf(ACCOUNT_A, 'count=200&foreignID=case-77');
    const older = { foreignID: 'case-77', title: 'Payout delayed', createdOn: '2026-02-01T10:00:00Z' };
    const { provider, log } = await open({ [look]: page([row(3, older)]), [POST_A]: opened });

    const outcome = await create(provider, { ...REPEAT, fields: { ...EMAIL, externalTicketId: 'case-77' } });

    expect(outcome).toMatchObject({ outcome: 'CREATED' });
    expect(log()).toEqual([look, POST_A]);
  });

  it('writes nothing when it cannot look', async () => {
    const { provider, log } = await open({ [LOOK_A]: json(403, {}) });

    const error = await errorOf(create(provider, REPEAT));

    expect([error.code, log()]).toEqual(['FORBIDDEN', [LOOK_A]]);
  });

  it('after a lost answer finds what was opened', async () => {
    const { provider, log } = await open({
      [POST_A]: (_received, response) => response.socket?.destroy(),
      [LOOK_A]: page([row(1, { foreignID: ATTEMPT })]),
    });

    const error = await errorOf(create(provider));
    const outcome = await create(provider, REPEAT);

    expect([error.code, error.outcomeUnknown]).toEqual(['UNAVAILABLE', true]);
    expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { nativeId: ticketId(1) } });
    expect(log()).toEqual([POST_A, LOOK_A]);
  });
});

describe('a conflict', () => {
  const conflict = json(409, { error: 'secret text' });
  const LOOK_77 = listOf(ACCOUNT_A, 'count=200&foreignID=case-77');
  const own = row(1, { foreignID: 'case-77', title: 'Payout delayed' });
  const fields = { ...EMAIL, externalTicketId: 'case-77' };

  it.each<[string, readonly unknown[]]>([
    ['nothing', []],
    ['another ticket', [row(2, { foreignID: 'case-77' })]],
    ['a ticket of the same subject', [own]],
  ])('of a first try is an id that is taken, by %s that can be seen', async (_name, items) => {
    const { provider, log } = await open({ [POST_A]: conflict, [LOOK_77]: page(items) });

    const outcome = await create(provider, { fields });

    expect(outcome).toEqual(issue(['externalTicketId'], 'is taken'));
    expect(log()).toEqual([POST_A, LOOK_77]);
  });

  it('of a repeat is the ticket that an earlier try opened, if it shows by now', async () => {
    const { provider } = await open({ [LOOK_77]: inTurn(page([]), page([own])), [POST_A]: conflict });

    const outcome = await create(provider, { ...REPEAT, fields });

    expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { nativeId: ticketId(1) } });
  });

  it('of a repeat is an id that is taken by another ticket', async () => {
    const { provider } = await open({ [LOOK_77]: page([row(2, { foreignID: 'case-77' })]), [POST_A]: conflict });

    const outcome = await create(provider, { ...REPEAT, fields });

    expect(outcome).toEqual(issue(['externalTicketId'], 'is taken'));
  });

  it('over a mark that nobody else makes is the ticket itself', async () => {
    const { provider } = await open({ [POST_A]: conflict, [LOOK_A]: page([row(1, { foreignID: ATTEMPT })]) });

    expect(await create(provider)).toMatchObject({ outcome: 'CREATED', ticket: { nativeId: ticketId(1) } });
  });

  it('that is about something else is a BAD_RESPONSE', async () => {
    const { provider } = await open({ [POST_A]: conflict, [LOOK_A]: page([]) });

    const error = await errorOf(create(provider));

    expect([error.code, error.outcomeUnknown]).toEqual(['BAD_RESPONSE', false]);
    expect(error.message).toBe(
      'POST /accounts/{accountID}/tickets: answered 409. Check that the base URL and the API version are right.',
    );
  });
});

describe('a refusal', () => {
  it('names the fields in our words', async () => {
    const text = 'secret text';
    const { provider } = await open({
      [POST_A]: json(422, {
        title: text,
        body: text,
        author: text,
        contact: { email: text, name: text },
        foreignID: text,
      }),
    });

    expect(await create(provider)).toEqual({
      outcome: 'INVALID',
      issues: [
        { path: ['subject'], message: 'is not a subject that Moov takes' },
        { path: ['text'], message: 'is not a text that Moov takes' },
        { path: ['requesterName'], message: 'is not a name that Moov takes' },
        { path: ['requesterEmail'], message: 'is not an e-mail address that Moov takes' },
        { path: ['externalTicketId'], message: 'is not an id that Moov takes' },
      ],
    });
  });

  it.each<[number, unknown]>([
    [400, { error: 'secret text' }],
    [404, {}],
    [422, {}],
    [422, { author: 'secret text' }],
    [422, { contact: 'secret text', title: 7 }],
    [422, null],
  ])('of status %d with %j is a BAD_RESPONSE, and nothing was written', async (status, body) => {
    const { provider } = await open({ [POST_A]: json(status, body) });

    const error = await errorOf(create(provider));

    expect([error.code, error.outcomeUnknown]).toEqual(['BAD_RESPONSE', false]);
    expect(error.message).not.toContain('secret text');
  });

  it.each<[string, Answer, string]>([
    ['500', json(500, { error: SECRET_KEY }), 'UNAVAILABLE'],
    ['504', json(504, {}), 'TIMEOUT'],
    ['no ticket', json(200, { ticketID: 'x' }), 'BAD_RESPONSE'],
    ['no JSON', (_received, response) => response.end('<h1>'), 'BAD_RESPONSE'],
  ])('by %s leaves open whether it was written, and it is sent once', async (_name, answer, code) => {
    const { provider, log } = await open({ [POST_A]: answer });

    const error = await errorOf(create(provider));

    expect([error.code, error.outcomeUnknown, log()]).toEqual([code, true, [POST_A]]);
  });

  it('by silence leaves open whether it was written', async () => {
    const { provider, arrived } = await open({ [POST_A]: silence });
    const deadline = new AbortController();
    const writing = errorOf(create(provider, {}, createCall(deadline.signal)));
    await arrived(1);

    deadline.abort(new DOMException('The time is up.', 'TimeoutError'));

    expect(await writing).toMatchObject({ code: 'TIMEOUT', outcomeUnknown: true });
  });
});
