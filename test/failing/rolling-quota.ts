import { describe, expect, it, onTestFinished } from 'vitest';
import { createUpstreamClient } from '../../src/provider/http/upstream-client.js';
import type { Call } from '../../src/provider/provider.js';
import { createCall, get } from '../provider/http/calls.js';
import { times } from './figures.js';
import { reply, startScriptedBackend, type Answer } from './scripted-backend.js';

export interface RollingQuotaOptions {
  /** Requests that the backend takes in any window, and its length. */
  readonly limit: number;
  readonly windowMs: number;
  /** Requests in all, and how many callers make them at the same time. */
  readonly requests: number;
  readonly callers: number;
  readonly report: (line: string) => void;
}

const guidingHeaders = {
  retryAfter: ['retry-after'],
  rateLimit: ['x-ratelimit-limit'],
  rateLimitRemaining: ['x-ratelimit-remaining'],
};

/** A backend that counts exactly what it was asked in the time behind it, and says what is left. */
export function describeRollingQuota({ limit, windowMs, requests, callers, report }: RollingQuotaOptions): void {
  describe('a backend with a quota', () => {
    async function open(windowOfScriptMs: number, elapsed?: () => number) {
      const script = await startScriptedBackend();
      const quota = createExactQuota(limit, windowOfScriptMs, elapsed);
      script.behave(quota.answer);
      const client = createUpstreamClient({
        guidingHeaders,
        quota: { limit: null, windowMs: windowOfScriptMs },
        elapsed,
      });
      onTestFinished(async () => {
        await client.close();
        await script.close();
      });
      const send = (index: number, call: Partial<Call> = {}) =>
        client.send(get(script.origin, `/things/${index}`), { ...createCall(), timeLeftMs: () => 60_000, ...call });
      return { script, quota, send };
    }

    it('never has to refuse what several callers ask at once', async () => {
      const { quota, script, send } = await open(windowMs);
      // The first answer tells what the limit is.
      await send(-1);

      let turnedAway = 0;
      // Who would wait too long is told so here, before anything is sent, and comes again.
      const sendAtLast = async (index: number): Promise<void> => {
        for (;;) {
          const [result] = await Promise.allSettled([send(index)]);
          if (result.status === 'fulfilled') return;
          turnedAway += 1;
          if (quota.refused() > 0) throw result.reason;
        }
      };
      await times(requests, callers, sendAtLast);

      report(
        `quota of ${limit} in any ${windowMs} ms: ${quota.refused()} of ${script.arrivals().length} requests of ${callers} callers refused there, ${turnedAway} told here to wait`,
      );
      expect([quota.refused(), script.arrivals().length]).toEqual([0, requests + 1]);
    });

    it('keeps the last tenth of it for what somebody waits to read', async () => {
      const { quota, script, send } = await open(3_600_000);
      const statistics = { purpose: 'statistics' as const };
      await send(-1);

      const figures = await Promise.allSettled(
        Array.from({ length: limit * 2 }, (_, index) => send(index, statistics)),
      );
      const usedByFigures = script.arrivals().length;
      const reads = await Promise.allSettled(Array.from({ length: limit }, (_, index) => send(1000 + index)));

      const count = (of: readonly PromiseSettledResult<unknown>[]) =>
        of.filter(({ status }) => status === 'fulfilled').length;
      report(
        `quota of ${limit}: ${count(figures)} of ${figures.length} statistics served, then ${count(reads)} of ${reads.length} reads; ${quota.refused()} refused there`,
      );
      expect(usedByFigures).toBeLessThanOrEqual(limit * 0.9);
      expect(count(reads)).toBe(limit - usedByFigures);
      expect(quota.refused()).toBe(0);
    });
  });
}

/** Takes so many requests in the time behind each; says what is left in every answer. */
function createExactQuota(limit: number, windowMs: number, elapsed = () => performance.now()) {
  let taken: number[] = [];
  let refused = 0;
  const answer: Answer = (response, arrival) => {
    const now = elapsed();
    taken = taken.filter((at) => at > now - windowMs);
    const isTaken = taken.length < limit;
    if (isTaken) taken.push(now);
    else refused += 1;
    const headers = { 'x-ratelimit-limit': String(limit), 'x-ratelimit-remaining': String(limit - taken.length) };
    reply(isTaken ? 200 : 429, {}, headers)(response, arrival);
  };
  return { answer, refused: () => refused };
}
