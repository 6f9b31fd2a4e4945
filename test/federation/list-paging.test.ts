import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/demo/random.js';
import { makeQuestion } from './random-question.js';
import { makeBackend, makeManyStored, PROFILES, type Profile } from './random-world.js';
import type { ScriptedBackend } from './scripted-provider.js';
import { createWorld, nameOf, STAFF, toQuestion } from './world.js';
import { walk } from './walk.js';

const SIZES = [1, 2, 7, 25, 100];
const SEEDS = Array.from({ length: 24 }, (_, index) => index);

function makeBackends(random: Random, size: number): ScriptedBackend[] {
  const most = size < 7 ? 8 : 30;
  return Array.from({ length: 1 + random.below(4) }, (_, index) =>
    makeBackend(random, {
      key: `b${index}`,
      profile: random.pick(PROFILES),
      count: random.below(most),
      pageSize: 1 + random.below(9),
    }),
  );
}

describe.each(SIZES)('pages of %i', (size) => {
  it('together are the whole list, forwards and backwards, and as many as counted', async () => {
    for (const seed of SEEDS) {
      const random = createRandom(seed * 1000 + size);
      const backends = makeBackends(random, size);
      const { viewer, answer, ...question } = makeQuestion(random);
      // Nothing is selected: what places and judges rows is looked at all the same.
      const world = createWorld(backends, { ticketFields: new Set() });

      const forward = await walk(world, viewer, { ...question, size, direction: 'FORWARD' });
      const backward = await walk(world, viewer, { ...question, size, direction: 'BACKWARD' });
      const { total } = await world.ask(viewer).listTickets(toQuestion({ ...question, size, count: true }));

      const whole = answer(backends);
      expect(forward.names, `seed ${seed}`).toEqual(whole);
      expect(backward.names, `seed ${seed}`).toEqual(whole);
      expect(total, `seed ${seed}`).toEqual({ value: whole.length, precision: 'EXACT' });
      expect(forward.pages.slice(0, -1).every(({ rows }) => rows.length === size)).toBe(true);
    }
  });
});

describe.each(PROFILES)('between the pages of a list over %s backends', (profile: Profile) => {
  it('rows may come and go, and no row that stays is passed over or comes twice', async () => {
    for (const seed of SEEDS) {
      const random = createRandom(seed);
      const keys = ['b0', 'b1'];
      const backends = keys.map((key) => makeBackend(random, { key, profile, count: 15, pageSize: 4 }));
      const staying = new Set(backends.flatMap(({ stored }) => stored).map(nameOf));
      const change = () => {
        const { stored, key } = random.pick(backends);
        const [removed] = stored.splice(random.below(stored.length), 1);
        if (removed) staying.delete(nameOf(removed));
        const [added] = makeManyStored(random, key, 1);
        if (added) stored.splice(random.below(stored.length), 0, { ...added, ticket: renew(added, random) });
      };

      const { names } = await walk(createWorld(backends), STAFF, { size: 3 }, change);

      expect(new Set(names).size, `seed ${seed}`).toBe(names.length);
      expect([...staying].filter((name) => !names.includes(name))).toEqual([]);
    }
  });
});

/** A ticket that was not there before. */
function renew({ ticket }: ReturnType<typeof makeManyStored>[number], random: Random) {
  return { ...ticket, nativeId: `new${random.below(1e9)}` };
}
