import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quantile, times } from './figures.js';
import { silence, withTickets, type Answer } from './scripted-backend.js';
import { createScriptedWorld, type Listed, type ScriptedWorld } from './scripted-world.js';

export interface SlownessOptions {
  /** Turns of each kind, one with every backend well and one with a slow one. */
  readonly turns: number;
  readonly turnMs: number;
  /** What the slow one takes for an answer; as long as that, lists of it come at this rate. */
  readonly slowMs: number;
  readonly listsPerSecond: number;
  /** What the others' p99 may be of what it is with every backend well. */
  readonly mostRatio: number;
  readonly report: (line: string) => void;
}

/** Lists that wait for one backend, beside lists of the others. */
export function describeSlowness(options: SlownessOptions): void {
  const { turns, turnMs, slowMs, listsPerSecond, mostRatio, report } = options;
  describe('a backend that is slow under load', () => {
    let scripted: ScriptedWorld;
    beforeAll(async () => {
      scripted = await createScriptedWorld({ backends: 'four', limits: { deadlineMs: 4 * slowMs } });
      await scripted.list();
    });
    afterAll(() => scripted.close());

    it('leaves the others as fast as they are', async () => {
      const { script, list } = scripted;
      const tookMs: Record<'well' | 'slow', number[]> = { well: [], slow: [] };
      let [waiting, mostWaiting] = [0, 0];

      async function load(over: AbortSignal): Promise<void> {
        const lists: Promise<unknown>[] = [];
        while (!over.aborted) {
          waiting += 1;
          mostWaiting = Math.max(mostWaiting, waiting);
          lists.push(list({ backend: 'ev' }).finally(() => (waiting -= 1)));
          await sleep(1000 / listsPerSecond);
        }
        await Promise.all(lists);
      }
      async function turn(kind: 'well' | 'slow', answer: Answer): Promise<void> {
        script.behave(answer);
        const over = new AbortController();
        const loaded = load(over.signal);
        // The others are measured once the slow one's share is full.
        await sleep(slowMs);
        const until = performance.now() + turnMs;
        while (performance.now() < until)
          for (const backend of ['desk', 'sirportly']) {
            const listed = await list({ backend });
            expect(listed.outcomes).toMatchObject({ [backend]: 'COMPLETE' });
            tookMs[kind].push(listed.tookMs);
          }
        over.abort();
        await loaded;
      }

      for (let count = 0; count < turns; count += 1) {
        await turn('well', withTickets);
        await turn('slow', (response, arrival) => void setTimeout(() => withTickets(response, arrival), slowMs));
      }

      const [wellMs, badMs] = [quantile(tookMs.well, 0.99), quantile(tookMs.slow, 0.99)];
      report(
        `others' lists with one backend at ${slowMs} ms and up to ${mostWaiting} lists waiting for it: p99 ${badMs.toFixed(1)} ms ` +
          `of ${tookMs.slow.length}, ${wellMs.toFixed(1)} ms of ${tookMs.well.length} with every backend well: ${(badMs / wellMs).toFixed(2)} ×`,
      );
      expect(badMs / wellMs).toBeLessThanOrEqual(mostRatio);
    });
  });
}

/** The same without a clock: every connection to one backend is taken, and many lists wait for one. */
export function describeFullShare(lists: number): void {
  describe('a backend whose connections are all taken', () => {
    let scripted: ScriptedWorld;
    beforeAll(async () => {
      // Two of them are for reads.
      const connection = { maxConnections: 5, timeoutMs: 60_000 };
      scripted = await createScriptedWorld({ limits: { deadlineMs: 60_000 }, connection });
      await scripted.list();
    });
    afterAll(() => scripted.close());

    it('lets nobody wait who asks the others', async () => {
      const { script, list } = scripted;
      const held: (() => void)[] = [];
      script.forgetArrivals();
      script.behave((response, arrival) => {
        held.push(() => withTickets(response, arrival));
        silence(response, arrival);
      });
      let answered = 0;
      const waiting = times(lists, lists, async () => {
        const listed = await list({ backend: 'ev' });
        answered += 1;
        return listed;
      });
      await script.arrived(2);

      const others: Listed[] = [];
      for (let count = 0; count < lists; count += 1) others.push(await list({ backend: 'desk' }));
      const answeredMeanwhile = answered;
      script.behave(withTickets);
      for (const answer of held) answer();

      expect(others.every(({ outcomes }) => outcomes['desk'] === 'COMPLETE')).toBe(true);
      expect([answeredMeanwhile, held.length]).toEqual([0, 2]);
      expect((await waiting).every(({ outcomes }) => outcomes['ev'] === 'COMPLETE')).toBe(true);
    });
  });
}
