import { interleave } from '../measure/interleave.js';
import { warmUp } from '../measure/warm-up.js';
import type { Equipment } from '../measure/round.js';
import { report } from '../report/progress.js';
import { checkStep } from './check-step.js';
import type { Growth, Step } from './step.js';
import { toRows, type GrowthRow } from './rows.js';

/** Of each step: there and back, twice. */
const ROUNDS = 4;
const MOST_WARM_UP_SECONDS = 60;

export interface GrowthResult {
  readonly unit: string;
  readonly question: string;
  readonly rows: readonly GrowthRow[];
}

/** @param seconds length of a round @throws Error when one answer was not whole */
export async function measureGrowth(growth: Growth, equipment: Equipment, seconds: number): Promise<GrowthResult> {
  const { unit, question, steps } = growth;
  const roundOf = ({ work }: Step) => ({ work, seconds, delayMs: 0, perSecond: null });
  for (const step of steps) {
    await checkStep(step);
    const passed = await warmUp(step, roundOf(step), equipment, MOST_WARM_UP_SECONDS);
    report(`${step.work.name}: warm after ${passed} s`);
  }
  const figures = await interleave(steps, { roundOf, rounds: ROUNDS, warmUpSeconds: 0 }, equipment);
  report(`${unit}, ${question}: done`);
  return { unit, question, rows: toRows([...figures].map(([{ value }, each]) => ({ value, ...each }))) };
}
