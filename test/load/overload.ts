import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLoadShedding, type LoadShedding } from '../../src/http/load-shedding.js';
import { listen, type Listening } from '../../src/http/server.js';
import { createWorld, type World } from '../gateway/world.js';
import { generate, type Load } from './generate.js';

export interface Overload {
  readonly forMs: number;
  /** Whether the figures are held to what is wanted, or only to what a busy machine can promise. */
  readonly isStrict: boolean;
}

const HONEST = JSON.stringify({
  query: '{ tickets(first: 20, filter: { backend: { eq: "desk" } }) { nodes { id } } }',
});
const ATTACKS = [
  `{ ${Array.from({ length: 20_000 }, (_, at) => `a${at}: stats { total }`).join(' ')} }`.slice(0, 100_000),
  `{ ${'viewer { visibility } '.repeat(200)} }`,
  `{ nodes(ids: ["${'x'.repeat(50_000)}"]) { id } }`,
].map((query) => JSON.stringify({ query }));

/** A gateway behind a port, asked from other processes. */
export function describeOverload({ forMs, isStrict }: Overload): void {
  describe('a gateway under load', () => {
    let world: World;
    let shedding: LoadShedding;
    let listening: Listening;
    let load: Pick<Load, 'url' | 'token' | 'forMs'>;
    beforeAll(async () => {
      // Each answer is made anew: of those that are shared, the server can send more than the other process can ask for.
      const limits = { pointsPerMinute: 0, answersKeptBytes: 0 };
      world = await createWorld({ tickets: 10, bounds: 'default', limits });
      const options = {
        requestsInFlight: 200,
        busyMs: 100,
        deadlineMs: 10_000,
        longestWaitMs: world.gateway.longestWaitMs,
        exempt: new Set(['/livez']),
        corsOrigins: [],
        onRefused: () => {},
      };
      shedding = withLoadShedding(world.gateway.handle, options);
      listening = await listen(shedding.handle, { host: '127.0.0.1', port: 0, onError: () => {} });
      const token = await world.token({ user: 'somebody', scope: 'support:read' });
      load = { url: `${listening.url}/graphql`, token, forMs };
      await generate({ ...load, bodies: [HONEST], connections: 4, perSecond: null });
    });
    afterAll(async () => {
      shedding.stop();
      await listening.stop(0);
      await world.close();
    });

    it('answers as many as it can when twice as many ask, and the others 503 at once', async () => {
      const peak = await generate({ ...load, bodies: [HONEST], connections: 20, perSecond: null });
      const most = peak.perSecond[200] ?? 0;
      const twice = await generate({ ...load, bodies: [HONEST], connections: 2000, perSecond: 2 * most });

      const goodput = (twice.perSecond[200] ?? 0) / most;
      const refusedMs = twice.percentile(503, 0.99);
      if (isStrict) console.log({ most, twice: twice.perSecond, goodput, refusedMs, p99: twice.percentile(200, 0.99) });
      expect(twice.perSecond[503] ?? 0).toBeGreaterThan(0);
      expect(goodput).toBeGreaterThan(isStrict ? 0.9 : 0.3);
      expect(refusedMs).toBeLessThan(isStrict ? 100 : 5000);
    });

    it('answers an honest query while it is attacked', async () => {
      const [honest, attack] = await Promise.all([
        generate({ ...load, bodies: [HONEST], connections: 10, perSecond: 10 }),
        generate({ ...load, bodies: ATTACKS, connections: 8, perSecond: null }),
      ]);

      const worstMs = honest.percentile(200, 1);
      if (isStrict) console.log({ honest: honest.perSecond, worstMs, attack: attack.perSecond });
      expect(honest.perSecond[200] ?? 0).toBeGreaterThan(0);
      expect(worstMs).toBeLessThan(isStrict ? 250 : 5000);
    });
  });
}
