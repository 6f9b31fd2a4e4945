import { EventEmitter, once } from 'node:events';
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
    const lines: string[] = [];
    beforeAll(async () => {
      scripted = await createScriptedWorld({
        limits: { deadlineMs: 60_000 },
        connection: { timeoutMs: 60_000 },
        logTo: { write: (line) => void lines.push(line) },
      });
      const { world, list } = scripted;
      listening = await listen(world.gateway.handle, { host: '127.0.0.1', port: 0, onError: () => {} });
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
      const gone = () => lines.filter((line) => line.includes('"outcome":"CLIENT_GONE"')).length;
      await expect.poll(gone).toBe(3);
    });

    it('leaves nothing behind', async () => {
      const { script } = scripted;
      script.forgetArrivals();
      const handles = countHandles();
      const seen = new EventEmitter();
      script.behave((response, { target }) => {
        const since = sinceOf(decodeURIComponent(target));
        response.on('close', () => seen.emit(`abandoned ${since}`));
        seen.emit(`arrived ${since}`);
      });

      const endedMs = await times(clients, width, async (index) => {
        const query = toListQuery(2_000_000 + index, { backend: 'ev' });
        const arrived = once(seen, `arrived ${sinceOf(query)}`);
        const abandoned = once(seen, `abandoned ${sinceOf(query)}`);
        const client = ask(query);
        await arrived;
        const leftAt = performance.now();
        client.destroy();
        await abandoned;
        return performance.now() - leftAt;
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

/** What tells one query, and its request to the backend, from another. */
function sinceOf(text: string): string | undefined {
  return /2020-[\d-]+T[\d:]+\.\d{3}/.exec(text)?.[0];
}

function unwrap(query: string): string {
  return query.trim().slice(1, -1);
}

/** Sockets and servers that are open. */
function countHandles(): number {
  return process.getActiveResourcesInfo().filter((kind) => /TCP|Pipe/.test(kind)).length;
}
