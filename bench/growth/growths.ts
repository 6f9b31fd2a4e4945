import { onStage, type Stage } from '../stage.js';
import { startBackends } from './backends.js';
import { startCallers } from './callers.js';
import { measureGrowth, type GrowthResult } from './measure-growth.js';
import type { GrowthName, GrowthOptions } from './options.js';
import { startPages } from './pages.js';
import type { Growth } from './step.js';
import { startTickets } from './tickets.js';

type Start = (stage: Stage, options: GrowthOptions) => Promise<readonly Growth[]>;

const STARTS: Readonly<Record<GrowthName, Start>> = {
  backends: startBackends,
  pages: startPages,
  callers: startCallers,
  tickets: startTickets,
};

/** Each on a stage of its own, so that no server of another is there. @throws Error when one answer was not whole */
export async function measureGrowths(options: GrowthOptions): Promise<readonly GrowthResult[]> {
  const results: GrowthResult[] = [];
  for (const name of options.growths) {
    const measured = await onStage(process.execPath, (stage) => measureOn(stage, STARTS[name], options));
    results.push(...measured);
  }
  return results;
}

async function measureOn(stage: Stage, start: Start, options: GrowthOptions): Promise<readonly GrowthResult[]> {
  const results: GrowthResult[] = [];
  for (const growth of await start(stage, options)) {
    results.push(await measureGrowth(growth, stage.equipment, options.seconds));
  }
  return results;
}
