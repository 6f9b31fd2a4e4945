import { interleave } from '../measure/interleave.js';
import type { Equipment } from '../measure/round.js';
import { report } from '../report/progress.js';
import { checkStep } from './check-step.js';
import type { Growth, Step } from './step.js';
import { toRows, type GrowthRow } from './rows.js';
import { warmUp } from './warm-up.js';

/** Of each step: there and back, twice. */
const ROUNDS = 4;

export interface GrowthResult {
  readonly unit: string;
  readonly question: string;
  readonly rows: readonly GrowthRow[];
}

/** @param seconds length of a round @throws Error when one answer was not whole */
export async function measureGrowth(growth: Growth, equipment: Equipment, seconds: number): Promise<GrowthResult> {
  const { unit, question, steps } = growth;
  for (const step of steps) {
    await checkStep(step);
    await warmUp(step, equipment);
  }
  const roundOf = ({ work }: Step) => ({ work, seconds, delayMs: 0, perSecond: null });
  const figures = await interleave(steps, { roundOf, rounds: ROUNDS, warmUpSeconds: 0 }, equipment);
  report(`${unit}, ${question}: done`);
  return { unit, question, rows: toRows([...figures].map(([{ value }, each]) => ({ value, ...each }))) };
}
