import { describe, expect, it } from 'vitest';
import { addMilliseconds } from '../../src/ticket/instant.js';
import { ORDER_DIRECTIONS, TICKET_ORDER_FIELDS } from '../../src/ticket/order.js';
import { createRandom } from '../../src/demo/random.js';
import { sortNaively } from './naive-order.js';
import { makeBackend, makeManyStored, PROFILES } from './random-world.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored } from './script.js';
import { createScriptedBackend } from './scripted-provider.js';
import { walk } from './walk.js';
import { createWorld, nameOf, namesOf, STAFF, toQuestion } from './world.js';

const ORDERS = TICKET_ORDER_FIELDS.flatMap((field) => ORDER_DIRECTIONS.map((direction) => ({ field, direction })));

describe('a list over several backends', () => {
  it.each(ORDERS)('is the sorted whole, by $field $direction', async (order) => {
    const random = createRandom(20_260_302);
    for (let count = 1; count <= 4; count += 1) {
      const backends = PROFILES.slice(0, count).map((profile, index) =>
        makeBackend(random, { key: `b${index}`, profile, count: 20, pageSize: 3 }),
      );

      const list = await createWorld(backends).ask().listTickets(toQuestion({ order }));

      const stored = backends.flatMap((backend) => backend.stored);
      expect(namesOf(list)).toEqual(sortNaively(stored, order).map(nameOf));
    }
  });

  it('puts equal values in the order of backend and native id, and those without a value lowest', async () => {
    const t = '2026-01-01T00:00:00.000Z';
    const backends = [
      createScriptedBackend({ key: 'b', stored: [makeUpdated('b', '1', t), makeUpdated('b', '2', null)] }),
      createScriptedBackend({
        key: 'a',
        capabilities: { ...DECLARES_NOTHING, orders: EVERY_ORDER },
        stored: [makeUpdated('a', '10', t), makeUpdated('a', '9', t), makeUpdated('a', 'x', null)],
      }),
    ];
    const { ask } = createWorld(backends);

    const ascending = await ask().listTickets(toQuestion({ order: { field: 'UPDATED_AT', direction: 'ASC' } }));
    const descending = await ask().listTickets(toQuestion({ order: { field: 'UPDATED_AT', direction: 'DESC' } }));

    expect(namesOf(ascending)).toEqual(['a/x', 'b/2', 'a/10', 'a/9', 'b/1']);
    expect(namesOf(descending)).toEqual(['b/1', 'a/9', 'a/10', 'b/2', 'a/x']);
  });

  it.each(ORDER_DIRECTIONS)('takes in a loose order of times that some rows lack: %s', async (direction) => {
    const order = { field: 'UPDATED_AT', direction } as const;
    const capabilities = { ...DECLARES_NOTHING, orders: { UPDATED_AT: { maxOutOfOrdernessMs: 4000 } }, maxPageSize: 3 };
    for (let seed = 0; seed < 20; seed += 1) {
      const random = createRandom(seed);
      const stored = makeManyStored(random, 'a', 20).map(({ ticket }) => {
        const storedAt = ticket.updatedAt && addMilliseconds(ticket.updatedAt, random.below(4001));
        return makeStored(ticket, { storedAt });
      });
      const world = createWorld([createScriptedBackend({ key: 'a', stored, capabilities })]);

      const { names } = await walk(world, STAFF, { order, size: 2 });

      expect(names, `seed ${seed}`).toEqual(sortNaively(stored, order).map(nameOf));
    }
  });

  it('comes in its order when it is read backwards too', async () => {
    const backends = ['a', 'b'].map((key) =>
      createScriptedBackend({ key, stored: ['1', '2'].map((nativeId) => makeStored({ backend: key, nativeId })) }),
    );
    const order = { field: 'CREATED_AT', direction: 'ASC' } as const;

    const list = await createWorld(backends)
      .ask()
      .listTickets(toQuestion({ order, direction: 'BACKWARD', size: 3 }));

    expect(namesOf(list)).toEqual(['a/2', 'b/1', 'b/2']);
  });
});

function makeUpdated(backend: string, nativeId: string, updatedAt: string | null) {
  return makeStored({ backend, nativeId, updatedAt });
}
