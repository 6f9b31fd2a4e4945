import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATION_CASES } from './operation-cases.js';
import { createListeningWorld, type ListeningWorld } from './world.js';

const TIMES = 50;
const MOST_MS = 50;
const deep = OPERATION_CASES.NESTING.filter(([name]) => /200|5000/.test(name));

describe('a query that is nested too deep', () => {
  let listening: ListeningWorld;
  beforeAll(async () => {
    listening = await createListeningWorld();
    for (const [, request] of deep) await listening.send(request);
  });
  afterAll(() => listening.close());

  it.each(deep.map(([name, request]) => [name, request] as const))(
    `as %s is refused within ${MOST_MS} ms`,
    async (name, request) => {
      const took: number[] = [];
      for (let time = 0; time < TIMES; time += 1) {
        const startedAt = performance.now();
        const { status } = await listening.send(request);
        took.push(performance.now() - startedAt);
        expect(status).toBe(400);
      }
      took.sort((one, other) => one - other);
      const [median = 0, slowest = 0] = [took[TIMES / 2], took[Math.ceil(TIMES * 0.95)]];
      console.log(`${name}: median ${median.toFixed(1)} ms, 95th percentile ${slowest.toFixed(1)} ms`);

      expect(slowest).toBeLessThan(MOST_MS);
    },
  );
});
