import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/provider/provider-error.js';
import type { Viewer } from '../../../src/auth/viewer.js';
import { versionOf } from '../../../src/ticket/version.js';
import { failAlways, failAt } from '../faults.js';
import { DECLARES_NOTHING, makeStored, type Script } from '../script.js';
import { createScriptedBackend, type ScriptedBackend } from '../scripted-provider.js';
import { asUser, createWorld, NOTHING, STAFF, toQuestion } from '../world.js';

const UNAVAILABLE = new ProviderError('UNAVAILABLE', 'PATCH /tickets: 503.', { outcomeUnknown: true });
const ref = { backend: 'a', nativeId: '1' };
const changes = { humanVerifiedCategory: 'BILLING' };
const request = { ref, changes, expectedVersion: null };
const mine = asUser('u');

const { ticket: before } = makeStored({ ...ref, owner: { userId: 'u', organizationId: null } });
const after = { ...before, ...changes };
const handedOn = { ...before, owner: { userId: 'x', organizationId: null } };

function makeBackend(script: Partial<Script> = {}): ScriptedBackend {
  const capabilities = { ...DECLARES_NOTHING, updatableFields: ['humanVerifiedCategory'] } as const;
  return createScriptedBackend({ key: 'a', stored: [makeStored(before)], capabilities, ...script });
}

function methodsOf({ calls }: ScriptedBackend): string[] {
  return calls.map(({ method }) => method);
}

describe('a write', () => {
  it('is sent once, for a ticket that the caller sees', async () => {
    const backend = makeBackend();

    const update = await createWorld([backend])
      .ask(mine)
      .updateTicket({ ...request, expectedVersion: versionOf(before) });

    expect(update).toEqual({ outcome: 'UPDATED', ticket: after });
    expect(backend.calls).toEqual([
      { method: 'getTickets', ids: ['1'], expand: NOTHING },
      { method: 'updateTicket', request: { nativeId: '1', changes, expectedVersion: versionOf(before) } },
    ]);
  });

  it('of an older version is a conflict', async () => {
    const backend = makeBackend();

    const update = await createWorld([backend])
      .ask(mine)
      .updateTicket({ ...request, expectedVersion: 'older' });

    expect(update).toEqual({ outcome: 'CONFLICT', current: before });
    expect(backend.stored[0]?.ticket).toEqual(before);
  });

  it('of a status that the backend cannot write is refused before any call, and says which it can', async () => {
    const capabilities = { ...DECLARES_NOTHING, updatableFields: ['status'], writableStatuses: ['CLOSED'] } as const;
    const backend = makeBackend({ capabilities });

    const open = await createWorld([backend])
      .ask()
      .updateTicket({ ...request, changes: { status: 'OPEN' } });
    const between = [...backend.calls];
    const closed = await createWorld([backend])
      .ask()
      .updateTicket({ ...request, changes: { status: 'CLOSED' } });

    expect(open).toMatchObject({ outcome: 'UNSUPPORTED', fields: ['status'], supported: ['status: CLOSED'] });
    expect([between, closed.outcome]).toEqual([[], 'UPDATED']);
  });

  it('of custom fields that are staff’s takes what their notes take', async () => {
    const capabilities = {
      ...DECLARES_NOTHING,
      updatableFields: ['customFields'] as const,
      publicCustomFields: ['size'],
    };
    const backend = makeBackend({ capabilities });
    const world = createWorld([backend]);
    const write = (viewer: Viewer, customFields: object) =>
      world.ask(viewer).updateTicket({ ...request, changes: { customFields: { ...customFields } } });

    const refused = await write(mine, { size: 'L', colour: 'red' });
    const between = [...backend.calls];
    const allowed = [await write(mine, { size: 'L' }), await write(STAFF, { colour: 'red' })];

    expect(refused).toMatchObject({ outcome: 'FORBIDDEN', requiredScopes: ['support:internal'] });
    expect([between, allowed.map(({ outcome }) => outcome)]).toEqual([[], ['UPDATED', 'UPDATED']]);
  });

  it.each([{ 'sirportly.contactMethod': '7' }, { customFields: { company: 'x', colour: 'red' } }])(
    'does not hand the ticket on, unless by who sees everybody’s: %j',
    async (owning) => {
      const updatableFields = ['customFields', 'sirportly.contactMethod'] as const;
      const capabilities = { ...DECLARES_NOTHING, updatableFields, owningCustomFields: ['company'] };
      const backend = makeBackend({ capabilities });
      const world = createWorld([backend]);

      const refused = await world.ask(mine).updateTicket({ ...request, changes: owning });
      const between = [...backend.calls];
      const allowed = await world.ask().updateTicket({ ...request, changes: owning });
      const harmless = await world.ask(mine).updateTicket({ ...request, changes: { customFields: { colour: 'red' } } });

      expect(refused).toMatchObject({ outcome: 'FORBIDDEN', requiredScopes: ['access_all_areas'] });
      expect(between).toEqual([]);
      expect([allowed.outcome, harmless.outcome]).toEqual(['UPDATED', 'UPDATED']);
    },
  );

  it.each(['1', 'absent'])('of fields that the backend cannot write is refused before any call, for %s', async (id) => {
    const backend = makeBackend();
    const unsupported = { ...changes, aiGeneratedCategory: null, aiGeneratedSubcategory: 'X' };

    const update = await createWorld([backend])
      .ask()
      .updateTicket({ ...request, ref: { ...ref, nativeId: id }, changes: unsupported });

    expect(update).toEqual({
      outcome: 'UNSUPPORTED',
      backend,
      fields: ['aiGeneratedCategory', 'aiGeneratedSubcategory'],
      supported: ['humanVerifiedCategory'],
    });
    expect(backend.calls).toEqual([]);
  });

  it('to no backend finds nothing', async () => {
    const update = await createWorld([makeBackend()])
      .ask()
      .updateTicket({ ...request, ref: { ...ref, backend: 'b' } });

    expect(update).toEqual({ outcome: 'NOT_FOUND' });
  });

  it('of a ticket that is gone meanwhile finds nothing', async () => {
    const backend = makeBackend({ update: () => ({ outcome: 'NOT_FOUND' }) });

    expect(await createWorld([backend]).ask(mine).updateTicket(request)).toEqual({ outcome: 'NOT_FOUND' });
  });

  it('that the upstream finds invalid says where', async () => {
    const invalid = { outcome: 'INVALID', issues: [{ path: ['humanVerifiedCategory'], message: 'Unknown.' }] } as const;

    const update = await createWorld([makeBackend({ update: () => invalid })])
      .ask(mine)
      .updateTicket(request);

    expect(update).toEqual(invalid);
  });

  it.each([
    { outcome: 'CONFLICT', current: handedOn },
    { outcome: 'UPDATED', ticket: handedOn },
  ] as const)('shows no ticket that changed hands meanwhile: $outcome', async (outcome) => {
    const backend = makeBackend({ update: () => outcome });

    expect(await createWorld([backend]).ask(mine).updateTicket(request)).toEqual({ outcome: 'NOT_FOUND' });
  });

  it.each(['getTickets', 'updateTicket'] as const)('that fails at %s is told', async (method) => {
    const backend = makeBackend({ before: failAt(method, 1, UNAVAILABLE) });

    const update = await createWorld([backend]).ask(mine).updateTicket(request);

    expect(update).toEqual({ outcome: 'FAILED', backend, error: UNAVAILABLE });
  });

  it('is not tried when the ticket cannot be read', async () => {
    const backend = makeBackend({ before: failAlways(UNAVAILABLE) });

    await createWorld([backend]).ask(mine).updateTicket(request);

    expect(methodsOf(backend)).toEqual(['getTickets']);
  });
});

describe('after a write', () => {
  it.each([
    ['that worked', {}, after],
    ['that may have worked', { before: failAt('updateTicket', 1, UNAVAILABLE) }, before],
  ])('%s the ticket is read again, as before it', async (_name, script, expected) => {
    const backend = makeBackend(script);
    const session = createWorld([backend]).ask(mine);
    await session.listTickets(toQuestion());
    await session.updateTicket(request);

    const ticket = await session.loadTicket(ref, NOTHING);

    expect(ticket).toEqual(expected);
    expect(methodsOf(backend)).toEqual(['listTickets', 'getTickets', 'updateTicket', 'getTickets']);
  });
});
