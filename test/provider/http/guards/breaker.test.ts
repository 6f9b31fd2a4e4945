import { circuitBreaker, CircuitState, CountBreaker, handleWhenResult } from 'cockatiel';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBreaker } from '../../../../src/provider/http/guards/breaker.js';
import type { Failed, Outcome } from '../../../../src/provider/http/guards/outcome.js';

const answered: Outcome = { answer: { status: 200, headers: {}, body: null, bytes: Buffer.alloc(0) } };

function failed(shows: Failed['shows']): Failed {
  return { error: null, shows, isPassing: false, isSent: true, durationMs: 0 };
}

const OUTCOMES = [answered, failed('OUT_OF_ORDER'), failed('IN_ORDER'), failed('NOTHING')];

/** cockatiel's own, which every call that shows something runs through. */
function createPlain() {
  const counts = new CountBreaker({ size: 20, minimumNumberOfCalls: 10, threshold: 0.499 });
  const isOutage = (outcome: unknown) => (outcome as Partial<Failed>).shows === 'OUT_OF_ORDER';
  return circuitBreaker(handleWhenResult(isOutage), { halfOpenAfter: 60_000, breaker: counts });
}

describe('a breaker', () => {
  it('opens just when cockatiel does that runs every call itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 60 }), async (outcomes) => {
        const breaker = createBreaker(60_000);
        const plain = createPlain();
        for (const outcome of outcomes) {
          if (plain.state !== CircuitState.Closed) break;
          await breaker.enter().judge(outcome);
          if ((outcome as Partial<Failed>).shows !== 'NOTHING') await plain.execute(() => outcome);
          expect(breaker.state()).toBe(plain.state === CircuitState.Closed ? 'CLOSED' : 'OPEN');
        }
      }),
    );
  });

  it('stays open when its trial could not go out', async () => {
    const breaker = createBreaker(1);
    for (let call = 0; call < 10; call += 1) await breaker.enter().judge(failed('OUT_OF_ORDER'));
    await new Promise((resolve) => setTimeout(resolve, 5));

    const trial = breaker.enter();
    const meanwhile = breaker.state();
    await trial.judge(null);

    expect([meanwhile, breaker.state()]).toEqual(['HALF_OPEN', 'OPEN']);
  });
});
