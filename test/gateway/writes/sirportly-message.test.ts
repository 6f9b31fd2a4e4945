import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeMessage } from './documents.js';
import { commonHeaders, SECRET } from './sent.js';
import { API, createSirportlyDesk, type SirportlyDesk } from './sirportly-desk.js';
import { newKey, ticketOf, toTicketId, type Input } from './writing.js';

const READ = '/tickets/ticket';
const POST = '/tickets/post_update';

describe('addMessage of Sirportly', () => {
  let desk: SirportlyDesk;
  beforeAll(async () => {
    desk = await createSirportlyDesk();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.forget());

  const posts = () => desk.sent().flatMap(({ path, body }) => (path === `${API}${POST}` ? [body] : []));
  /** What each of them reads in it. */
  const texts = async (id: string, tokens: readonly string[]) =>
    Promise.all(tokens.map(async (token) => (await desk.read(id, token))?.messages.map(({ text }) => text) ?? null));

  it('sends one form between reads, and nothing else', async () => {
    const { id, reference } = desk.place();
    const { url } = desk.world.together.sirportly;

    await desk.say(desk.callers.customer, { ticket: id, text: 'Über & out' });

    const read = { ticket: reference };
    const post = { ticket: reference, message: 'Über & out', contact: String(desk.contact.id) };
    const sent = [
      [READ, read],
      [READ, read],
      [POST, post],
      [READ, read],
    ] as const;
    expect(desk.sent()).toEqual(
      sent.map(([verb, body]) => ({
        method: 'POST',
        path: `${API}${verb}`,
        headers: {
          ...commonHeaders(url, String(new URLSearchParams(body))),
          'content-type': 'application/x-www-form-urlencoded',
          'x-auth-token': SECRET,
          'x-auth-secret': SECRET,
        },
        body,
      })),
    );
  });

  it.each<[by: 'customer' | 'company' | 'staff', input: Input, form: Input, said: Input]>([
    ['customer', {}, { contact: '1' }, { type: 'CUSTOMER_RESPONSE', authorName: 'Amelia Hughes' }],
    ['company', {}, { contact: '1' }, { type: 'CUSTOMER_RESPONSE', authorName: 'Amelia Hughes' }],
    ['staff', {}, { user: 'sam' }, { type: 'HUMAN_AGENT_RESPONSE', authorName: 'Sam Lee' }],
    ['staff', { type: 'CUSTOMER_RESPONSE' }, { contact: '1' }, { type: 'CUSTOMER_RESPONSE' }],
  ])('says what %s says %o, for everybody to read who sees the ticket', async (by, input, form, said) => {
    const { id, reference } = desk.place();
    const { staff, customer, company, stranger } = desk.callers;
    await desk.say(customer, { ticket: id, text: 'First.' });
    desk.forget();

    const answer = await desk.say(desk.callers[by], { ticket: id, text: 'Second.', ...input });

    expect(posts()).toEqual([{ ticket: reference, message: 'Second.', ...form }]);
    expect(desk.verbs()).toEqual([READ, READ, POST, READ]);
    const seen = await desk.read(id, staff);
    expect(seen).toMatchObject(ticketOf(answer));
    expect(answer).toMatchObject({ said: { ...said, position: 1, visibility: 'PUBLIC', text: 'Second.' } });
    expect(seen?.messages[1]).toEqual('said' in answer && answer.said);
    expect(await Promise.all([customer, company, stranger].map((token) => desk.read(id, token)))).toEqual([
      seen,
      seen,
      null,
    ]);
  });

  it('says what the customer says for an address that no contact has', async () => {
    const { id, reference } = desk.place({ contactId: null });

    const answer = await desk.say(desk.callers.customer, { ticket: id, text: 'By address.' });

    const email = 'amelia.hughes.1@example.com';
    const author = { author_name: email, author_email: email };
    expect(posts()).toEqual([{ ticket: reference, message: 'By address.', ...author }]);
    expect(answer).toMatchObject({ __typename: 'AddMessagePayload', said: { text: 'By address.' } });
    expect(await texts(id, [desk.callers.customer])).toEqual([['By address.']]);
  });

  it('cannot speak for a customer where there is none', async () => {
    const { id } = desk.place({ contactId: null, contactMethodId: null });

    const result = await desk.say(desk.callers.staff, { ticket: id, type: 'CUSTOMER_RESPONSE' });

    expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path: ['type'] }] });
    expect(posts()).toEqual([]);
  });

  it('keeps a note from the customer', async () => {
    const { id, reference } = desk.place();
    const { staff, customer, company, stranger } = desk.callers;

    const note = await desk.say(staff, { ticket: id, text: 'A difficult one.', visibility: 'INTERNAL' });
    const reply = await desk.say(staff, { ticket: id, text: 'We look into it.' });

    expect(posts()).toEqual([
      { ticket: reference, message: 'A difficult one.', private: '1', user: 'sam' },
      { ticket: reference, message: 'We look into it.', user: 'sam' },
    ]);
    expect([note, reply]).toMatchObject([{ said: { visibility: 'INTERNAL' } }, { said: { visibility: 'PUBLIC' } }]);
    expect(await texts(id, [staff, customer, company, stranger])).toEqual([
      ['A difficult one.', 'We look into it.'],
      ['We look into it.'],
      ['We look into it.'],
      null,
    ]);
  });

  it('says the same only once for a key', async () => {
    const { id } = desk.place();
    const idempotencyKey = newKey();

    const first = await desk.say(desk.callers.customer, { ticket: id, idempotencyKey });
    const second = await desk.say(desk.callers.customer, { ticket: id, idempotencyKey });

    expect(first.__typename).toBe('AddMessagePayload');
    expect(second).toEqual(first);
    expect(posts()).toHaveLength(1);
    expect(await texts(id, [desk.callers.staff])).toEqual([['Any news?']]);
  });

  it('says the same twice for two keys', async () => {
    const { id } = desk.place();

    await desk.say(desk.callers.customer, { ticket: id });
    await desk.say(desk.callers.customer, { ticket: id });

    expect(await texts(id, [desk.callers.customer])).toEqual([['Any news?', 'Any news?']]);
  });

  it.each<[by: 'customer' | 'staff', input: Input]>([
    ['customer', {}],
    ['staff', {}],
    ['staff', { visibility: 'INTERNAL' }],
  ])('says it once although the answer to %s is lost %o', async (by, input) => {
    const { id } = desk.place();
    const idempotencyKey = newKey();
    const token = desk.callers[by];
    const match = ({ path }: { readonly path: string }) => path.endsWith(POST);
    desk.world.together.sirportly.fail({ match, times: 1, with: 'lose-answer' });

    const lost = await desk.say(token, { ticket: id, idempotencyKey, ...input });
    const found = await desk.say(token, { ticket: id, idempotencyKey, ...input });

    expect(lost).toMatchObject({ __typename: 'UpstreamError', code: 'UNAVAILABLE', outcomeUnknown: true });
    expect(found).toMatchObject({ __typename: 'AddMessagePayload', said: { text: 'Any news?', position: 0 } });
    expect(posts()).toHaveLength(1);
    expect(await texts(id, [desk.callers.staff])).toEqual([['Any news?']]);
  });

  it('says it with the same key after a refusal that wrote nothing', async () => {
    const { id } = desk.place();
    const idempotencyKey = newKey();
    const match = ({ path }: { readonly path: string }) => path.endsWith(POST);
    desk.world.together.sirportly.fail({ match, times: 1, with: { status: 503 } });

    const refused = await desk.say(desk.callers.customer, { ticket: id, idempotencyKey });
    const said = await desk.say(desk.callers.customer, { ticket: id, idempotencyKey });

    expect(refused).toMatchObject({ __typename: 'UpstreamError', outcomeUnknown: false });
    expect(said.__typename).toBe('AddMessagePayload');
    expect(await texts(id, [desk.callers.customer])).toEqual([['Any news?']]);
  });

  it.each<[by: 'customer' | 'staff', input: Input, result: object]>([
    ['customer', { visibility: 'INTERNAL' }, { __typename: 'ForbiddenError', requiredScopes: ['support:internal'] }],
    ['customer', { type: 'HUMAN_AGENT_RESPONSE' }, { __typename: 'ForbiddenError' }],
    [
      'staff',
      { type: 'AI_AGENT_RESPONSE' },
      {
        __typename: 'UnsupportedError',
        fields: ['type: AI_AGENT_RESPONSE'],
        supported: ['type: CUSTOMER_RESPONSE', 'type: HUMAN_AGENT_RESPONSE'],
      },
    ],
    ['staff', { type: 'INITIAL_REQUEST' }, { __typename: 'ValidationError', issues: [{ path: ['type'] }] }],
    ['staff', { text: ' ' }, { __typename: 'ValidationError', issues: [{ path: ['text'] }] }],
  ])('refuses before any call what %s may not say: %o', async (by, input, expected) => {
    const { id } = desk.place();

    const result = await desk.say(desk.callers[by], { ticket: id, ...input });

    expect(result).toMatchObject(expected);
    expect(desk.world.together.sirportly.requests.entries).toEqual([]);
  });

  it('answers a hidden ticket like one that is not there', async () => {
    const { id } = desk.place();
    const rest = { text: 'Any news?' };

    const hidden = await desk.answerTo(writeMessage, desk.callers.stranger, {
      input: {
        ...rest,
        ticket: id,
        idempotencyKey: newKey(),
      },
    });
    const verbs = desk.verbs();
    const missing = await desk.answerTo(writeMessage, desk.callers.stranger, {
      input: {
        ...rest,
        ticket: toTicketId('sirportly', 'ZZ-999999'),
        idempotencyKey: newKey(),
      },
    });

    const message = 'There is no such ticket.';
    expect(hidden.data).toEqual({ addMessage: { __typename: 'NotFoundError', message } });
    expect(JSON.stringify(hidden.data)).toBe(JSON.stringify(missing.data));
    expect(verbs).toEqual([READ]);
    expect(desk.verbs()).toEqual([READ, READ]);
    expect(await texts(id, [desk.callers.staff])).toEqual([[]]);
  });
});
