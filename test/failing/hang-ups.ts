import { request, type ClientRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../../src/http/server.js';
import { quantile, times } from './figures.js';
import { silence } from './scripted-backend.js';
import { createScriptedWorld, toListQuery, type ScriptedWorld } from './scripted-world.js';

export interface HangUpsOptions {
  readonly clients: number;
  /** How many of them at the same time. */
  readonly width: number;
  /** From the end of the last caller's connection to the end of the gateway's, for the slowest. */
  readonly mostMs: number;
  readonly report: (line: string) => void;
}

/** Clients that hang up over real connections, while a backend lets them wait. */
export function describeHangUps({ clients, width, mostMs, report }: HangUpsOptions): void {
  describe('a client that hangs up', () => {
    let scripted: ScriptedWorld;
    let listening: Listening;
    let token: string;
    beforeAll(async () => {
      scripted = await createScriptedWorld({ limits: { deadlineMs: 60_000 }, connection: { timeoutMs: 60_000 } });
      const { world, list } = scripted;
      listening = await listen(world.gateway.yoga, { host: '127.0.0.1', port: 0, onError: () => {} });
      token = await world.token({ scope: 'support:read access_all_areas' });
      await list();
      scripted.script.behave(silence);
    });
    afterAll(async () => {
      await listening.stop(0);
      await scripted.close();
    });

    function ask(query: string): ClientRequest {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const client = request(`${listening.url}/graphql`, { method: 'POST', headers, agent: false });
      client.on('error', () => {});
      client.end(JSON.stringify({ query }));
      return client;
    }

    it('ends what goes to the backend only when nobody else waits for it', async () => {
      const { script } = scripted;
      script.forgetArrivals();
      const shared = toListQuery(1_000_001, { backend: 'ev' });
      const first = ask(shared);
      await script.arrived(1);
      // What it asks besides shows that it has come.
      const second = ask(`{ shared: ${unwrap(shared)} own: ${unwrap(toListQuery(1_000_002, { backend: 'ev' }))} }`);
      await script.arrived(2);

      first.destroy();
      const own = ask(toListQuery(1_000_003, { backend: 'ev' }));
      await script.arrived(3);
      own.destroy();
      await expect.poll(() => script.abandoned().length).toBe(1);
      const afterFirst = script.underWay();
      second.destroy();

      await expect.poll(() => script.underWay()).toBe(0);
      expect([afterFirst, script.arrivals().length]).toEqual([2, 3]);
    });

    it('leaves nothing behind', async () => {
      const { script } = scripted;
      script.forgetArrivals();
      const handles = countHandles();

      const endedMs = await times(clients, width, async (index) => {
        const query = toListQuery(2_000_000 + index, { backend: 'ev' });
        const [since = ''] = /2020-[^"]*/.exec(query) ?? [];
        const isOfQuery = ({ target }: { target: string }) => decodeURIComponent(target).includes(since.slice(0, -1));
        const client = ask(query);
        await expect.poll(() => script.arrivals().some(isOfQuery), { interval: 2, timeout: 30_000 }).toBe(true);
        const leftAt = performance.now();
        client.destroy();
        await expect.poll(() => script.abandoned().some(isOfQuery), { interval: 2, timeout: 30_000 }).toBe(true);
        return (script.abandoned().find(isOfQuery)?.atMs ?? Number.NaN) - leftAt;
      });

      await expect.poll(() => countHandles(), { timeout: 5000 }).toBeLessThanOrEqual(handles);
      report(
        `${clients} hang-ups: the backend sees it after p50 ${quantile(endedMs, 0.5).toFixed(1)}, p99 ${quantile(endedMs, 0.99).toFixed(1)}, ` +
          `most ${quantile(endedMs, 1).toFixed(1)} ms; handles ${handles} before, ${countHandles()} after`,
      );
      expect(quantile(endedMs, 1)).toBeLessThan(mostMs);
      expect(scripted.breaker()).toBe('CLOSED');
    });
  });
}

function unwrap(query: string): string {
  return query.trim().slice(1, -1);
}

/** Sockets and servers that are open. */
function countHandles(): number {
  return process.getActiveResourcesInfo().filter((kind) => /TCP|Pipe/.test(kind)).length;
}
