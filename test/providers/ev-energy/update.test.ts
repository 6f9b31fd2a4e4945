import { describe, expect, it } from 'vitest';
import type { Provider } from '../../../src/provider/provider.js';
import type { Ticket } from '../../../src/ticket/ticket.js';
import { versionOf } from '../../../src/ticket/version.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { json, silence } from '../../provider/http/test-server.js';
import { open, row, ticketId, userId } from './upstream.js';
import type { UpdateOutcome, UpdateRequest } from '../../../src/provider/writes.js';

const PATH = `/support_tickets/${ticketId(1)}`;
const USER_URL = `https://api.example.test/v2/users/${userId(1)}`;

function update(provider: Provider, rest: Partial<UpdateRequest>, call = createCall()): Promise<UpdateOutcome> {
  const request = { nativeId: ticketId(1), changes: { humanVerifiedCategory: 'CHARGER' }, expectedVersion: null };
  if (!provider.updateTicket) throw new Error('The provider cannot update.');
  return provider.updateTicket({ ...request, ...rest }, call);
}

function problem(field_errors: unknown) {
  return { title: 'Request failed validation.', detail: 'Error on fields: secret text', status: 400, field_errors };
}

async function currentOf(provider: Provider): Promise<Ticket> {
  const [slot] = await provider.getTickets([ticketId(1)], { user: true, messages: true }, createCall());
  if (!slot || !('ticket' in slot)) throw new Error('The ticket was not found.');
  return slot.ticket;
}

describe('an update', () => {
  it('writes only what is to change, null clearing, without a look before', async () => {
    const written = row(1, { user: USER_URL, human_verified_category: 'CHARGER' });
    const { provider, received, log } = await open(() => ({ [`PATCH ${PATH}`]: json(200, written) }), {
      organizations: { [userId(1)]: 'org-a' },
    });
    const changes = { humanVerifiedCategory: 'CHARGER', humanVerifiedSubcategory: null };

    const outcome = await update(provider, { changes });

    expect(outcome).toMatchObject({
      outcome: 'UPDATED',
      ticket: {
        nativeId: ticketId(1),
        humanVerifiedCategory: 'CHARGER',
        owner: { userId: userId(1), organizationId: 'org-a' },
      },
    });
    expect(log()).toEqual([`PATCH ${PATH}`]);
    expect(received[1]).toMatchObject({
      headers: { 'content-type': 'application/json', accept: 'application/json', 'evenergy-version': '2' },
      body: '{"human_verified_category":"CHARGER","human_verified_subcategory":null}',
    });
  });

  it('writes while the version is the expected one, however that was read', async () => {
    const user = { id: userId(1), url: USER_URL };
    const { provider, log } = await open(() => ({
      [`GET ${PATH}?expand=user&expand=messages`]: json(200, row(1, { user, messages: [] })),
      [`GET ${PATH}`]: json(200, row(1, { user: USER_URL, messages: [] })),
      [`PATCH ${PATH}`]: json(200, row(1, { user: USER_URL, messages: [] })),
    }));
    const expectedVersion = versionOf(await currentOf(provider));

    const { outcome } = await update(provider, { expectedVersion });

    expect(outcome).toBe('UPDATED');
    expect(log().slice(1)).toEqual([`GET ${PATH}`, `PATCH ${PATH}`]);
  });

  it('gives the current ticket back and writes nothing when the version is another one', async () => {
    const { provider, log } = await open(() => ({ [`GET ${PATH}`]: json(200, row(1, { subject: 'Now' })) }));

    const outcome = await update(provider, { expectedVersion: 'old' });

    expect(outcome).toMatchObject({ outcome: 'CONFLICT', current: { subject: 'Now' } });
    expect(log()).toEqual([`GET ${PATH}`]);
  });

  it('of nothing is a read', async () => {
    const { provider } = await open(() => ({ [`GET ${PATH}`]: json(200, row(1)) }));

    const outcome = await update(provider, { changes: {} });

    expect(outcome).toMatchObject({ outcome: 'UPDATED', ticket: { nativeId: ticketId(1) } });
  });

  it.each([
    ['the look before', 'GET', 'old'],
    ['the write', 'PATCH', null],
  ])('is NOT_FOUND when %s finds none', async (_name, method, expectedVersion) => {
    const { provider } = await open(() => ({ [`${method} ${PATH}`]: json(404, {}) }));

    const outcome = await update(provider, { expectedVersion });

    expect(outcome).toEqual({ outcome: 'NOT_FOUND' });
  });

  it('is NOT_FOUND for an id of another form, without a call', async () => {
    const { provider, log } = await open(() => ({}));

    const outcome = await update(provider, { nativeId: '../users' });

    expect([outcome, log()]).toEqual([{ outcome: 'NOT_FOUND' }, []]);
  });

  it('names the refused fields in our words', async () => {
    const field_errors = {
      human_verified_category: ['secret text'],
      human_verified_subcategory: ['secret text'],
      ai_generated_category: ['secret text'],
      ai_generated_subcategory: ['secret text'],
      status: ['secret text'],
      __proto__: [],
    };
    const { provider } = await open(() => ({ [`PATCH ${PATH}`]: json(400, problem(field_errors)) }));
    const changes = { humanVerifiedCategory: 'NONE', humanVerifiedSubcategory: 'NONE', aiGeneratedCategory: null };

    const outcome = await update(provider, { changes });

    expect(outcome).toEqual({
      outcome: 'INVALID',
      issues: [
        { path: ['humanVerifiedCategory'], message: 'is not a category of this backend' },
        { path: ['humanVerifiedSubcategory'], message: 'is not a subcategory of this backend' },
        { path: ['aiGeneratedCategory'], message: 'cannot be cleared' },
        { path: ['aiGeneratedSubcategory'], message: 'does not go with the change' },
      ],
    });
  });

  it.each<unknown>([problem({ status: ['x'] }), problem(['human_verified_category']), problem(null), {}, null])(
    'is a BAD_RESPONSE when the refusal is %j',
    async (body) => {
      const { provider } = await open(() => ({ [`PATCH ${PATH}`]: json(400, body) }));

      const error = await errorOf(update(provider, {}));

      expect([error.code, error.outcomeUnknown]).toEqual(['BAD_RESPONSE', false]);
    },
  );

  it('passes the notification of a refusal on', async () => {
    const notification = { category: 'ACTIONABLE', short_text_title: 'Wait', short_text_body: 'Not now.' };
    const { provider } = await open(() => ({ [`PATCH ${PATH}`]: json(400, { title: 'No', notification }) }));

    const error = await errorOf(update(provider, {}));

    expect(error.notification).toMatchObject({ category: 'ACTIONABLE', title: 'Wait', body: 'Not now.' });
  });

  it.each<[string, unknown]>([
    ['another ticket', row(2)],
    ['no ticket', {}],
  ])('has an unknown outcome when the answer is %s', async (_name, body) => {
    const { provider } = await open(() => ({ [`PATCH ${PATH}`]: json(200, body) }));

    const error = await errorOf(update(provider, {}));

    expect([error.code, error.outcomeUnknown]).toEqual(['BAD_RESPONSE', true]);
  });

  it('has an unknown outcome when the answer is lost, and is sent once', async () => {
    const { provider, log } = await open(() => ({
      [`PATCH ${PATH}`]: (_received, response) => response.socket?.destroy(),
    }));

    const error = await errorOf(update(provider, {}));

    expect([error.code, error.outcomeUnknown]).toEqual(['UNAVAILABLE', true]);
    expect(log()).toEqual([`PATCH ${PATH}`]);
  });

  it('has an unknown outcome when no answer comes in time', async () => {
    const { provider, arrived } = await open(() => ({ [`PATCH ${PATH}`]: silence }));
    const deadline = new AbortController();
    const writing = errorOf(update(provider, {}, createCall(deadline.signal)));
    await arrived(2);

    deadline.abort(new DOMException('The time is up.', 'TimeoutError'));
    const error = await writing;

    expect([error.code, error.outcomeUnknown]).toEqual(['TIMEOUT', true]);
  });
});
