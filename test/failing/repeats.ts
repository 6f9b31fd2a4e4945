import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUpstreamClient } from '../../src/provider/http/upstream-client.js';
import { createCall, get } from '../provider/http/calls.js';
import { quantile, times } from './figures.js';
import { inTurn, reply, startScriptedBackend, withTickets } from './scripted-backend.js';
import { createScriptedWorld, type ScriptedWorld } from './scripted-world.js';

export interface RepeatsOptions {
  /** Reads whose delays are measured. */
  readonly reads: number;
  /** Lists asked of a backend that fails now and then. */
  readonly lists: number;
  readonly report: (line: string) => void;
}

/** The bounds of the delay before the second and the third try. */
const BOUNDS_MS = [100, 200] as const;
/** Retries that an idle backend has saved. */
const SAVED = 10;

/** Reads that are tried again. */
export function describeRepeats({ reads, lists, report }: RepeatsOptions): void {
  describe('a read that fails', () => {
    let scripted: ScriptedWorld;
    beforeAll(async () => {
      scripted = await createScriptedWorld({ connection: { breakMs: 60_000 } });
      await scripted.list();
    });
    afterAll(() => scripted.close());

    it('comes to the backend three times for one query, whatever stands between', async () => {
      const { script, list } = scripted;
      script.forgetArrivals();
      script.behave(inTurn(reply(503), reply(503), withTickets));

      const mended = await list();
      const arrivals = script.arrivals().length;
      script.behave(reply(503));
      const failed = await list();

      expect(mended).toMatchObject({ outcomes: { ev: 'COMPLETE' }, counts: { ev: 3 } });
      expect(failed.codes).toEqual({ desk: undefined, ev: 'UNAVAILABLE' });
      expect([arrivals, script.arrivals().length - arrivals]).toEqual([3, 3]);
      script.behave(withTickets);
    });

    it('is tried again after any delay from nothing up to a bound that doubles', async () => {
      const gaps = await measureGaps(reads);

      for (const [index, boundMs] of BOUNDS_MS.entries()) {
        const of = gaps.map((each) => each[index] ?? Number.NaN);
        const quantiles = [0, 0.25, 0.5, 0.75, 1].map((part) => quantile(of, part).toFixed(0));
        report(
          `delay before try ${index + 2} of ${reads} reads, up to ${boundMs} ms: quartiles ${quantiles.join(', ')} ms`,
        );
        // Delays as they are seen are longer by what the machine takes, never shorter.
        expect(quantile(of, 0)).toBeLessThan(boundMs * 0.4);
        expect(quantile(of, 0.9)).toBeGreaterThan(boundMs * 0.5);
      }
    });

    it('is tried again within a tenth of the reads, however long a backend fails now and then', async () => {
      const { script, list, breaker } = scripted;
      // What the breaker has seen of the tests before is no part of this.
      await times(12, 4, () => list({ backend: 'ev' }));
      let count = 0;
      script.forgetArrivals();
      script.behave((response, arrival) => {
        count += 1;
        (count % 5 < 2 ? reply(503) : withTickets)(response, arrival);
      });

      await times(lists, 4, () => list({ backend: 'ev' }));

      const asked = script.arrivals().length;
      report(`${asked} requests for ${lists} lists, two of five of which fail: ${(asked / lists).toFixed(3)} ×`);
      expect(breaker()).toBe('CLOSED');
      expect(asked).toBeLessThanOrEqual(Math.ceil(lists * 1.1) + SAVED);
      script.behave(withTickets);
    });
  });
}

/** What lies between the tries of reads that fail twice, as the backend sees it; each by a client of its own. */
async function measureGaps(reads: number): Promise<readonly (readonly number[])[]> {
  const script = await startScriptedBackend();
  const tries = new Map<string, number[]>();
  script.behave((response, arrival) => {
    const soFar = tries.get(arrival.target) ?? [];
    tries.set(arrival.target, [...soFar, arrival.atMs]);
    (soFar.length < 2 ? reply(503) : reply(200))(response, arrival);
  });
  await times(reads, 20, async (index) => {
    const client = createUpstreamClient();
    await client.send(get(script.origin, `/things/${index}`), createCall());
    await client.close();
  });
  await script.close();
  return [...tries.values()].map(([first = 0, second = 0, third = 0]) => [second - first, third - second]);
}
