import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectGarbage } from '../collect-garbage.js';
import { times } from './figures.js';
import { flood } from './scripted-backend.js';
import { createScriptedWorld, type ScriptedWorld } from './scripted-world.js';

export interface HugeAnswersOptions {
  /** How many of them, and how many at the same time. */
  readonly answers: number;
  readonly width: number;
  /** Memory that the process may grow by; null does not measure it. */
  readonly mostGrownBytes: number | null;
  readonly report: (line: string) => void;
}

const FLOOD_BYTES = 100_000_000;
const CAP_BYTES = 10_000_000;
/** What the network of one machine holds between the two. */
const ON_THE_WAY_BYTES = 20_000_000;

/** Answers that are larger than anybody wants. */
export function describeHugeAnswers({ answers, width, mostGrownBytes, report }: HugeAnswersOptions): void {
  describe('a backend whose answer is huge', () => {
    let scripted: ScriptedWorld;
    beforeAll(async () => {
      scripted = await createScriptedWorld({ limits: { deadlineMs: 60_000 }, connection: { timeoutMs: 60_000 } });
      await scripted.list();
    });
    afterAll(() => scripted.close());

    it('is cut off at 10 megabytes when it sends 100', async () => {
      const { script, list } = scripted;
      let sent = 0;
      script.behave(flood(FLOOD_BYTES, (bytes) => (sent += bytes)));
      await list();
      const [sentBefore, before] = [sent, memory()];
      let most = before;
      const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);

      const listed = await times(answers, width, () => list());
      clearInterval(watch);
      const after = memory();

      for (const { counts, codes } of listed) {
        expect(counts).toEqual({ desk: 20 });
        expect(codes['ev']).toBe('BAD_RESPONSE');
      }
      const each = (sent - sentBefore) / answers;
      report(
        `${answers} answers of 100 MB, ${width} at a time: cut off after ${(each / 1e6).toFixed(1)} MB sent each; ` +
          `memory grew by ${((most - before) / 1e6).toFixed(1)} MB at most, ${((after - before) / 1e6).toFixed(1)} MB in the end`,
      );
      expect(each).toBeGreaterThanOrEqual(CAP_BYTES * 0.9);
      expect(each).toBeLessThan(CAP_BYTES + ON_THE_WAY_BYTES);
      if (mostGrownBytes !== null) expect(most - before).toBeLessThan(mostGrownBytes);
      await expect.poll(() => script.underWay(), { timeout: 5000 }).toBe(0);
    });
  });
}

function memory(): number {
  collectGarbage();
  return process.memoryUsage.rss();
}
