import { describe, expect, it } from 'vitest';
import { DECLARES_NOTHING, makeStored } from './script.js';
import { createScriptedBackend } from './scripted-provider.js';
import { asUser, createWorld, NOTHING, STAFF, toQuestion } from './world.js';

const ref = { backend: 'a', nativeId: '1' };
const FIELDS = { size: 'L', colour: 'red' };

function open(publicCustomFields?: readonly string[]) {
  const stored = [makeStored({ ...ref, owner: { userId: 'u', organizationId: null }, customFields: FIELDS })];
  const capabilities = { ...DECLARES_NOTHING, ...(publicCustomFields && { publicCustomFields }) };
  return createWorld([createScriptedBackend({ key: 'a', stored, capabilities })]);
}

async function readFields(world: ReturnType<typeof open>, viewer: Parameters<typeof world.ask>[0]) {
  const session = world.ask(viewer);
  const { rows } = await session.listTickets(toQuestion());
  const one = await session.loadTicket(ref, NOTHING);
  const tickets = [...rows.map(({ ticket }) => ticket), ...(one ? [one] : [])];
  return Promise.all(tickets.map((ticket) => session.loadCustomFields(ticket)));
}

describe('custom fields', () => {
  it('are everybody’s who sees the ticket where nothing else is said', async () => {
    expect(await readFields(open(), asUser('u'))).toEqual([FIELDS, FIELDS]);
  });

  it('are staff’s but for the public ones', async () => {
    const world = open(['size']);

    expect(await readFields(world, asUser('u'))).toEqual([{ size: 'L' }, { size: 'L' }]);
    expect(await readFields(world, STAFF)).toEqual([FIELDS, FIELDS]);
    expect(await readFields(world, asUser('u', { scopes: new Set(['support:internal']) }))).toEqual([FIELDS, FIELDS]);
  });
});
