import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quantile, times } from './figures.js';
import { reply, withTickets } from './scripted-backend.js';
import { createScriptedWorld, type ScriptedWorld } from './scripted-world.js';

export interface OutageOptions {
  /** Lists before the outage, and as many callers as ask at the same time all along. */
  readonly listsBefore: number;
  readonly callers: number;
  /** How long an open breaker lets nothing through, and for how many such periods the outage lasts. */
  readonly periodMs: number;
  readonly periods: number;
  /** The median of what a list of a backend takes that is known to be out of order. */
  readonly mostMs: number;
  readonly report: (line: string) => void;
}

const JUDGED = 20;
const REFUSED = 30;

/** A backend that is out of order for long, while callers go on asking. */
export function describeOutage(options: OutageOptions): void {
  const { listsBefore, callers, periodMs, periods, mostMs, report } = options;
  describe('a backend that is out of order under load', () => {
    let scripted: ScriptedWorld;
    beforeAll(async () => {
      // One connection is for reads: all callers but one wait for it when the breaker opens.
      scripted = await createScriptedWorld({ connection: { breakMs: periodMs, maxConnections: 4 } });
    });
    afterAll(() => scripted.close());

    it('is asked no more than a tenth above the queries, then once a period, and again at once when it is well', async () => {
      const { script, list, breaker } = scripted;
      await times(listsBefore, callers, () => list({ backend: 'ev' }));
      const arrivalsBefore = script.arrivals().length;
      script.behave(reply(503));

      let listsUntilOpen = 0;
      const askUntilOpen = async () => {
        while (breaker() === 'CLOSED') {
          listsUntilOpen += 1;
          await list({ backend: 'ev' });
        }
      };
      await Promise.all(Array.from({ length: callers }, askUntilOpen));
      const arrivalsUntilOpen = script.arrivals().length - arrivalsBefore;

      const openSince = performance.now();
      const answeredMs: number[] = [];
      const askUntil = async (isOver: () => boolean) => {
        while (!isOver()) {
          const { tookMs, codes } = await list({ backend: 'ev' });
          if (codes['ev'] !== undefined) answeredMs.push(tookMs);
          await sleep(2);
        }
      };
      await Promise.all(
        Array.from({ length: callers }, () => askUntil(() => performance.now() - openSince > periods * periodMs)),
      );
      const trials = script.arrivals().length - arrivalsBefore - arrivalsUntilOpen;
      const lastedMs = performance.now() - openSince;

      script.behave(withTickets);
      const wellSince = performance.now();
      await askUntil(() => breaker() === 'CLOSED');
      const recoveredMs = performance.now() - wellSince;

      const ratio = (arrivalsBefore + arrivalsUntilOpen) / (listsBefore + listsUntilOpen);
      report(
        `outage: ${arrivalsUntilOpen} requests for ${listsUntilOpen} lists until the breaker opens, ${ratio.toFixed(3)} × with the ${listsBefore} before; ` +
          `then ${trials} in ${(lastedMs / periodMs).toFixed(1)} periods; ${answeredMs.length} lists meanwhile, p50 ${quantile(answeredMs, 0.5).toFixed(2)} ms; ` +
          `closed ${recoveredMs.toFixed(0)} ms after it is well, of a period of ${periodMs} ms`,
      );
      expect(ratio).toBeLessThanOrEqual(1.1);
      expect(arrivalsUntilOpen).toBeLessThanOrEqual(JUDGED + 1);
      expect(trials).toBeLessThanOrEqual(Math.ceil(lastedMs / periodMs));
      expect(answeredMs.length).toBeGreaterThan(trials);
      expect(quantile(answeredMs, 0.5)).toBeLessThan(mostMs);
      expect(recoveredMs).toBeLessThan(periodMs + 1000);
    });

    it('never counts as such for refusing what is asked', async () => {
      const { script, list, breaker } = scripted;
      script.forgetArrivals();
      const statuses = [400, 403, 404, 405, 406, 409, 410, 415, 422, 499];
      let next = 0;
      script.behave((response, arrival) => {
        next += 1;
        reply(statuses[next % statuses.length] ?? 400)(response, arrival);
      });

      const listed = await times(REFUSED, 4, () => list({ backend: 'ev' }));

      expect(listed.every(({ outcomes }) => outcomes['ev'] === 'FAILED')).toBe(true);
      expect(breaker()).toBe('CLOSED');
      expect(script.arrivals()).toHaveLength(REFUSED);
      report(`${REFUSED} refusals of 400 to 499: breaker closed, every list asked`);
    });
  });
}
