import { describe, expect, it } from 'vitest';
import type { Provider } from '../../../src/provider/provider.js';
import type { UpdateOutcome, UpdateRequest } from '../../../src/provider/writes.js';
import { versionOf } from '../../../src/ticket/version.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { json, type Answer } from '../../provider/http/test-server.js';
import { ACCOUNT_A, ACCOUNT_B, ACCOUNT_C, getOf, NO_EXPAND, open, row, THREE_ACCOUNTS, ticketId } from './upstream.js';

const GET = getOf(ACCOUNT_A, 1);
const PATCH = GET.replace('GET', 'PATCH');
const CLOSED = row(1, { status: 'closed', closedOn: '2026-03-02T08:30:00Z' });
const missing = json(404, {});

function update(provider: Provider, rest: Partial<UpdateRequest> = {}): Promise<UpdateOutcome> {
  if (!provider.updateTicket) throw new Error('The provider cannot update.');
  const request = { nativeId: ticketId(1), changes: { status: 'CLOSED' }, expectedVersion: null } as const;
  return provider.updateTicket({ ...request, ...rest }, createCall());
}

async function versionIn(provider: Provider): Promise<string> {
  const [slot] = await provider.getTickets([ticketId(1)], NO_EXPAND, createCall());
  if (!slot || !('ticket' in slot)) throw new Error('The ticket was not found.');
  return versionOf(slot.ticket);
}

describe('closing a ticket', () => {
  it('is one request where there is one account', async () => {
    const { provider, received, log } = await open({ [PATCH]: json(200, CLOSED) });

    const outcome = await update(provider);

    expect(outcome).toMatchObject({
      outcome: 'UPDATED',
      ticket: {
        nativeId: ticketId(1),
        owner: { userId: 'user-a', organizationId: null },
        status: 'CLOSED',
        closedAt: '2026-03-02T08:30:00.000Z',
        resolvedAt: '2026-03-02T08:30:00.000Z',
      },
    });
    expect(log()).toEqual([PATCH]);
    expect(received[0]).toMatchObject({
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-moov-version': 'v2026.07.00',
      },
      body: '{"status":"closed"}',
    });
  });

  it('looks for the account first where nobody knows it', async () => {
    const patch = getOf(ACCOUNT_B, 1).replace('GET', 'PATCH');
    const { provider, log } = await open(
      {
        [GET]: missing,
        [getOf(ACCOUNT_B, 1)]: json(200, row(1)),
        [getOf(ACCOUNT_C, 1)]: missing,
        [patch]: json(200, CLOSED),
      },
      { options: { accounts: THREE_ACCOUNTS } },
    );

    const outcome = await update(provider);

    expect(outcome).toMatchObject({ outcome: 'UPDATED', ticket: { status: 'CLOSED' } });
    expect(log().at(-1)).toBe(patch);
  });

  it('takes place while the version is the expected one', async () => {
    const { provider, log } = await open({ [GET]: json(200, row(1)), [PATCH]: json(200, CLOSED) });
    const expectedVersion = await versionIn(provider);

    const { outcome } = await update(provider, { expectedVersion });

    expect([outcome, log()]).toEqual(['UPDATED', [GET, GET, PATCH]]);
  });

  it('gives the current ticket back and writes nothing when the version is another one', async () => {
    const { provider, log } = await open({ [GET]: json(200, row(1, { title: 'Now' })) });

    const outcome = await update(provider, { expectedVersion: 'old' });

    expect(outcome).toMatchObject({ outcome: 'CONFLICT', current: { subject: 'Now' } });
    expect(log()).toEqual([GET]);
  });

  it.each<[string, Answer, object]>([
    ['done when the ticket is closed', json(200, CLOSED), { outcome: 'UPDATED', ticket: { status: 'CLOSED' } }],
    ['a conflict when it is not', json(200, row(1)), { outcome: 'CONFLICT', current: { status: 'NEW' } }],
    ['NOT_FOUND when it is gone', missing, { outcome: 'NOT_FOUND' }],
  ])('that meets a 409 is %s', async (_name, answer, expected) => {
    const { provider, log } = await open({ [PATCH]: json(409, { error: 'secret text' }), [GET]: answer });

    expect(await update(provider)).toMatchObject(expected);
    expect(log()).toEqual([PATCH, GET]);
  });

  it.each([
    ['the look before', GET, 'old'],
    ['the write', PATCH, null],
  ])('is NOT_FOUND when %s finds none', async (_name, key, expectedVersion) => {
    const { provider } = await open({ [key]: missing });

    expect(await update(provider, { expectedVersion })).toEqual({ outcome: 'NOT_FOUND' });
  });

  it('is NOT_FOUND for an id of another form, without a call', async () => {
    const { provider, log } = await open({});

    const outcome = await update(provider, { nativeId: '../files' });

    expect([outcome, log()]).toEqual([{ outcome: 'NOT_FOUND' }, []]);
  });

  it('is an issue of the status when Moov does not take it', async () => {
    const { provider } = await open({ [PATCH]: json(422, { status: 'secret text' }) });

    expect(await update(provider)).toEqual({
      outcome: 'INVALID',
      issues: [{ path: ['status'], message: 'cannot be changed to CLOSED as the ticket is' }],
    });
  });

  it.each<[string, Answer, string, boolean]>([
    ['a malformed request', json(400, { error: 'secret text' }), 'BAD_RESPONSE', false],
    ['a refusal', json(403, {}), 'FORBIDDEN', false],
    ['a limit', json(429, {}), 'RATE_LIMITED', false],
    ['another ticket', json(200, row(2)), 'BAD_RESPONSE', true],
    ['no ticket', json(200, {}), 'BAD_RESPONSE', true],
    ['a failure', json(500, {}), 'UNAVAILABLE', true],
    ['a lost answer', (_received, response) => response.socket?.destroy(), 'UNAVAILABLE', true],
  ])('that meets %s fails, and is sent once', async (_name, answer, code, outcomeUnknown) => {
    const { provider, log } = await open({ [PATCH]: answer });

    const error = await errorOf(update(provider));

    expect([error.code, error.outcomeUnknown, log()]).toEqual([code, outcomeUnknown, [PATCH]]);
  });
});

describe('a change', () => {
  it.each<[UpdateRequest['changes'], string]>([
    [{ status: null }, 'cannot be cleared'],
    [{ status: 'OPEN' }, 'must be CLOSED: Moov takes no other'],
  ])('to %j is refused without a call', async (changes, message) => {
    const { provider, log } = await open({});

    const outcome = await update(provider, { changes });

    expect([outcome, log()]).toEqual([{ outcome: 'INVALID', issues: [{ path: ['status'], message }] }, []]);
  });

  it('of nothing is a read', async () => {
    const { provider, log } = await open({ [GET]: json(200, row(1)) });

    const outcome = await update(provider, { changes: {} });

    expect(outcome).toMatchObject({ outcome: 'UPDATED', ticket: { nativeId: ticketId(1) } });
    expect(log()).toEqual([GET]);
  });
});
