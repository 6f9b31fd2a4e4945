import { measureRound, type Equipment } from '../measure/round.js';
import { report } from '../report/progress.js';
import type { Step } from './step.js';

/** Length of a round; the fewest rounds, three, are 6 seconds. */
const SECONDS = 2;
/** A minute. */
const MOST_ROUNDS = 30;
/** A round is cheaper than others if it takes less than this part of the cheapest of them. */
const CHEAPER = 0.98;
/** Rounds in a row that are no cheaper, until a server counts as warm. */
const STEADY_ROUNDS = 2;

/** Loads a server until its processor time for each query no longer falls. @throws Error when one answer was not whole */
export async function warmUp(step: Step, equipment: Equipment): Promise<void> {
  const round = { work: step.work, seconds: SECONDS, delayMs: 0, perSecond: null };
  let leastMs = Number.POSITIVE_INFINITY;
  let rounds = 0;
  for (let steady = 0; steady < STEADY_ROUNDS && rounds < MOST_ROUNDS; rounds += 1) {
    const { cpuMs } = await measureRound(step, round, equipment);
    steady = cpuMs < leastMs * CHEAPER ? 0 : steady + 1;
    leastMs = Math.min(leastMs, cpuMs);
  }
  report(`${step.work.name}: warm after ${rounds * SECONDS} s`);
}
