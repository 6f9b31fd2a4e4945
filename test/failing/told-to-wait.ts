import { describe, expect, it, onTestFinished } from 'vitest';
import { createRandom, type Random } from '../../src/demo/random.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import { createUpstreamClient } from '../../src/provider/http/upstream-client.js';
import { createCall, get } from '../provider/http/calls.js';
import { reply, startScriptedBackend } from './scripted-backend.js';

export interface ToldToWaitOptions {
  readonly cases: number;
  readonly report: (line: string) => void;
}

interface Case {
  readonly status: 429 | 503;
  readonly retryAfter: string | null;
  /** Before this, by the clock of the test, nothing may go out. */
  readonly waitMs: number;
}

const START_MS = Date.parse('2026-03-02T09:00:00Z');
const DAY_MS = 86_400_000;
const TEN_YEARS_SECONDS = 315_360_000;
/** How long a 429 is left alone that says nothing usable. */
const PAUSE_MS = 1000;
const GARBAGE = ['soon', '', '-5', '1e3', '0x10', '12 seconds', 'NaN', '2026-03-02', 'Mon, 99 Foo 2026 09:00:00 GMT'];

/** Refusals that say, in every form there is, when to come again. */
export function describeToldToWait({ cases, report }: ToldToWaitOptions): void {
  describe('a backend that says when to come again', () => {
    it('is asked nothing before, and its callers hear at once that their time does not suffice', async () => {
      const random = createRandom(7);
      const script = await startScriptedBackend();
      onTestFinished(() => script.close());
      let [early, late, kept] = [0, 0, 0];

      for (let count = 0; count < cases; count += 1) {
        const { status, retryAfter, waitMs } = makeUp(random, count);
        let elapsedMs = 0;
        const client = createUpstreamClient({
          readAttempts: 1,
          now: () => START_MS + elapsedMs,
          elapsed: () => elapsedMs,
        });
        const timeLeftMs = () => 1;
        const send = async () => {
          const [result] = await Promise.allSettled([client.send(get(script.origin), { ...createCall(), timeLeftMs })]);
          return result.status === 'fulfilled' ? null : (result.reason as unknown);
        };
        script.behave(reply(status, {}, retryAfter === null ? {} : { 'retry-after': retryAfter }));
        await send();
        script.behave(reply(200));
        script.forgetArrivals();

        // Just before, and somewhere on the way.
        for (const part of [random.below(1000) / 1000, 1 - 1e-9]) {
          elapsedMs = Math.max(Math.floor(waitMs * part) - 1, 0);
          if (elapsedMs >= waitMs) continue;
          const error = await send();
          if (error instanceof ProviderError && error.code === 'RATE_LIMITED') kept += 1;
        }
        early += script.arrivals().length;
        elapsedMs = waitMs;
        if ((await send()) !== null) late += 1;
        await client.close();
      }

      report(
        `${cases} ways to say it: ${early} early requests, ${kept} refused here at once, ${late} still refused when it is time`,
      );
      expect({ early, late }).toEqual({ early: 0, late: 0 });
      expect(kept).toBeGreaterThan(cases);
    });
  });
}

function makeUp(random: Random, index: number): Case {
  const status = random.pick([429, 503] as const);
  const silentMs = status === 429 ? PAUSE_MS : 0;
  switch (index % 6) {
    case 0: {
      const seconds = random.below(7200);
      return { status, retryAfter: String(seconds), waitMs: seconds * 1000 };
    }
    case 1: {
      const aheadMs = (1 + random.below(7200)) * 1000;
      return { status, retryAfter: new Date(START_MS + aheadMs).toUTCString(), waitMs: aheadMs };
    }
    case 2:
      return { status, retryAfter: new Date(START_MS - random.below(7200) * 1000).toUTCString(), waitMs: 0 };
    case 3:
      return { status, retryAfter: random.pick(GARBAGE), waitMs: silentMs };
    case 4:
      return { status, retryAfter: random.pick([String(TEN_YEARS_SECONDS), inTenYears()]), waitMs: DAY_MS };
    default:
      return { status, retryAfter: null, waitMs: silentMs };
  }
}

function inTenYears(): string {
  return new Date(START_MS + TEN_YEARS_SECONDS * 1000).toUTCString();
}
