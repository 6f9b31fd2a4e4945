import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quantile, times } from './figures.js';
import { drip, silence, withTickets, type Answer } from './scripted-backend.js';
import { createScriptedWorld, type ScriptedWorld } from './scripted-world.js';

export interface SilenceOptions {
  readonly deadlineMs: number;
  readonly lists: number;
  /** Lists that wait at the same time. */
  readonly width: number;
  /** Lists that go well before each, so that a run of many does not open the breaker. */
  readonly wellBetween: number;
  /** How late the latest answer may be, beyond what timers of this process are late at the time. */
  readonly mostLateMs: number;
  readonly report: (line: string) => void;
}

const [SILENT_YEAR, DRIPPING_YEAR] = [2019, 2018];
/** So that not all are due in the same moment. */
const APART_MS = 100;
/** Reads get three in five of all connections. */
const CONNECTIONS_PER_LIST = 4;

/** Lists while one of the backends accepts every request and never answers some, or drips its answer for ever. */
export function describeSilence(options: SilenceOptions): void {
  const { deadlineMs, lists, width, wellBetween, mostLateMs, report } = options;
  describe(`a backend that never ends an answer, and a deadline of ${deadlineMs} ms`, () => {
    let scripted: ScriptedWorld;
    beforeAll(async () => {
      // One try outlasts the deadline. What goes well finds a connection though others are held, or the breaker would hear
      // of failures alone.
      const connection = { timeoutMs: 60_000, maxConnections: CONNECTIONS_PER_LIST * width };
      scripted = await createScriptedWorld({ limits: { deadlineMs }, connection });
      await scripted.list();
    });
    afterAll(() => scripted.close());

    it('costs its own tickets at the deadline, and no connection after it', async () => {
      const { script, list } = scripted;
      script.behave((response, arrival) => answerOf(arrival.target)(response, arrival));

      const late = await times(lists, width, async (index) => {
        if (index < width) await sleep(index * APART_MS);
        await times(wellBetween, wellBetween, () => list({ backend: 'ev' }));
        const [answer, timerMs] = await Promise.all([
          list({ year: index % 2 === 0 ? SILENT_YEAR : DRIPPING_YEAR }),
          timeTimer(deadlineMs),
        ]);
        return { answer, lateMs: answer.tookMs - deadlineMs, beyondTimerMs: answer.tookMs - timerMs };
      });
      const held = script.underWay();
      await expect.poll(() => script.underWay(), { timeout: 1000 }).toBe(0);

      const part = (of: readonly number[]) =>
        `p50 ${quantile(of, 0.5).toFixed(1)}, most ${quantile(of, 1).toFixed(1)} ms`;
      const [lateMs, beyondMs] = [late.map((each) => each.lateMs), late.map((each) => each.beyondTimerMs)];
      const inTime = lateMs.filter((ms) => ms <= 50).length;
      report(
        `deadline ${deadlineMs} ms: ${inTime} of ${lists} answered within 50 ms of it; later than it by ${part(lateMs)}; ` +
          `later than a bare timer by ${part(beyondMs)}; connections with a request 1 s later: 0 (${held} right after)`,
      );
      for (const { answer } of late) {
        expect(answer.codes).toEqual({ desk: undefined, ev: 'TIMEOUT' });
        expect(answer.outcomes).toEqual({ desk: 'COMPLETE', ev: 'FAILED' });
        expect(answer.counts).toEqual({ desk: 20 });
      }
      expect(Math.min(...lateMs)).toBeGreaterThan(-5);
      expect(Math.max(...beyondMs)).toBeLessThan(mostLateMs);
    });
  });
}

function answerOf(target: string): Answer {
  if (target.includes(String(SILENT_YEAR))) return silence;
  return target.includes(String(DRIPPING_YEAR)) ? drip(20) : withTickets;
}

async function timeTimer(durationMs: number): Promise<number> {
  const startedAt = performance.now();
  await sleep(durationMs);
  return performance.now() - startedAt;
}
