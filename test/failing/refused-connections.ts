import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quantile } from './figures.js';
import { createScriptedWorld, type Listed, type ScriptedWorld } from './scripted-world.js';

export interface RefusedConnectionsOptions {
  readonly backends: 'two' | 'four';
  readonly lists: number;
  /** How much longer the slowest hundredth may take than with every backend well. */
  readonly mostLaterMs: number;
  readonly report: (line: string) => void;
}

/** Lists while one of the backends refuses connections. */
export function describeRefusedConnections({ backends, lists, mostLaterMs, report }: RefusedConnectionsOptions): void {
  describe('a backend that refuses connections', () => {
    let well: ScriptedWorld;
    let ill: ScriptedWorld;
    beforeAll(async () => {
      const connection = { breakMs: 60_000 };
      [well, ill] = (await Promise.all([1, 2].map(() => createScriptedWorld({ backends, connection })))) as [
        ScriptedWorld,
        ScriptedWorld,
      ];
      await Promise.all([well.list(), ill.list()]);
    });
    afterAll(() => Promise.all([well.close(), ill.close()]));

    it('costs its own tickets, and no time once its breaker is open', async () => {
      const whole = await well.list();
      await ill.script.refuse();
      const first: Listed[] = [];
      while (ill.breaker() !== 'OPEN') first.push(await ill.list());

      const [before, after]: [Listed[], Listed[]] = [[], []];
      // By turns, so that whatever else the machine does falls on both.
      for (let count = 0; count < lists; count += 1) {
        before.push(await well.list());
        after.push(await ill.list());
      }

      const { ev: _own, ...others } = whole.counts;
      const healthy = Object.keys(whole.outcomes).filter((key) => key !== 'ev');
      for (const { status, hasErrors, counts, outcomes, codes } of [...first, ...after]) {
        expect([status, hasErrors, counts]).toEqual([200, false, others]);
        expect(outcomes).toEqual({ ...Object.fromEntries(healthy.map((key) => [key, 'COMPLETE'])), ev: 'FAILED' });
        expect(codes['ev']).toBe('UNAVAILABLE');
      }
      const p99 = (of: readonly Listed[]) =>
        quantile(
          of.map(({ tookMs }) => tookMs),
          0.99,
        );
      const [wellMs, illMs] = [p99(before), p99(after)];
      report(
        `${first.length + lists} of ${first.length + lists} lists answered with the others' ${Object.values(others).reduce((a, b) => a + b, 0)} tickets ` +
          `and FAILED; p99 ${illMs.toFixed(1)} ms with the breaker open, ${wellMs.toFixed(1)} ms with every backend well`,
      );
      expect(illMs - wellMs).toBeLessThan(mostLaterMs);
    });
  });
}
