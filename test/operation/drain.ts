import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTogether, type Together } from '../../src/simulators/together.js';
import { startClients } from './clients.js';
import { startGateway, type Started } from './started.js';

const BREAK_DOWN = `data:text/javascript,process.on('SIGUSR2',()=>setImmediate(()=>{throw new Error('planted fault')}))`;
const LOCAL = { key: 'desk', provider: 'local' };

export interface DrainOptions {
  readonly clients: number;
  /** Answers before the signal. */
  readonly answers: number;
  readonly settings?: Record<string, unknown>;
  /** Whether it is told twice, too, which takes another process. */
  readonly isToldTwice?: boolean;
}

/** What becomes of requests, connections and the process when it is told to stop. */
export function describeDrain({ clients: count, answers, settings = {}, isToldTwice = false }: DrainOptions): void {
  describe('a gateway that is told to stop', () => {
    let together: Together;
    const started: Started[] = [];
    const start = async (...options: Parameters<typeof startGateway>) => {
      const gateway = await startGateway(...options);
      started.push(gateway);
      return gateway;
    };
    beforeAll(async () => {
      together = createTogether({ tickets: 20, seed: 1, quota: 1_000_000 });
      await together.evEnergy.listen(0);
    });
    afterAll(async () => {
      await Promise.all(started.map((gateway) => gateway.dispose()));
      await together.evEnergy.close();
    });

    it('answers all that it took, says at once that it is not ready, and ends with 0', async () => {
      const { baseUrl, tokenUrl, credentials } = together.evEnergy;
      const { clientId, clientSecret } = credentials.allAreas;
      const ev = { key: 'ev', provider: 'ev-energy', baseUrl, tokenUrl, clientId, clientSecret, freshMs: 0 };
      const server = { port: 0, drainDelayMs: 1000, drainMs: 1000, ...settings };
      // Whoever is refused while it is busy is told so; here that would be the machine's doing.
      const limits = { busyMs: 10_000 };
      const gateway = await start({ settings: { server, limits, backends: [LOCAL, ev] } });
      const clients = startClients(gateway, {
        count,
        query: (client) => `{ tickets(first: ${client + 1}) { nodes { id } backends { outcome } } }`,
      });
      await expect.poll(() => clients.gotten.answered, { timeout: 50_000 }).toBeGreaterThan(answers);

      together.evEnergy.fail({ match: () => true, times: 1, with: 'hang' });
      gateway.kill('SIGTERM');
      const readiness = watchReadiness(gateway.url);
      const { code, afterMs } = await gateway.exited;
      const { answered, refused, failed } = await clients.stop();

      expect({ code, refused }).toEqual({ code: 0, refused: [] });
      expect(afterMs).toBeLessThan(10_000);
      expect(await readiness).toContain(503);
      // Whoever came too late was not let in; whatever was let in was answered.
      expect(failed).toHaveLength(count);
      expect(failed.filter((reason) => !/^(ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)$/.test(reason))).toEqual([]);
      const taken = gateway.log().filter(({ msg, path }) => msg === 'request' && path === '/graphql');
      expect(taken).toHaveLength(answered);
      process.stdout.write(`  drained in ${Math.round(afterMs)} ms, ${answered} answers, none lost\n`);
    });

    it('stops by itself after an error that nobody caught: logged, drained, and with 1', async () => {
      const server = { port: 0, drainDelayMs: 0 };
      const gateway = await start({ settings: { server, backends: [LOCAL] }, preload: [BREAK_DOWN] });

      gateway.kill('SIGUSR2');

      expect(await gateway.exited).toMatchObject({ code: 1 });
      expect(gateway.log()).toEqual([
        expect.objectContaining({ level: 60, err: expect.objectContaining({ message: 'planted fault' }) }),
      ]);
    });

    if (isToldTwice) {
      it('ends at once when it is told again, by whichever signal', async () => {
        const gateway = await start({ settings: { server: { port: 0, drainDelayMs: 60_000 }, backends: [LOCAL] } });
        gateway.kill('SIGINT');
        await expect.poll(() => statusOf(gateway.url), { timeout: 20_000 }).toBe(503);

        gateway.kill('SIGTERM');

        expect(await gateway.exited).toMatchObject({ code: 128 + 15 });
      });
    }
  });
}

/** The statuses of `/readyz` until nobody answers any more. */
async function watchReadiness(url: string): Promise<number[]> {
  const statuses: number[] = [];
  for (;;) {
    const status = await statusOf(url);
    if (status === null) return statuses;
    statuses.push(status);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function statusOf(url: string): Promise<number | null> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5000) });
    await response.text();
    return response.status;
  } catch {
    return null;
  }
}
