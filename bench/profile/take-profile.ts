import { measureRound, type Figures } from '../measure/round.js';
import { ask } from '../process/child.js';
import { report } from '../report/progress.js';
import { asking } from '../servers/asking.js';
import type { Server } from '../servers/server.js';
import { onStage } from '../stage.js';
import type { CpuProfile } from './cpu-profile.js';
import type { ProfileOptions } from './options.js';
import type { ProfilerAnswer, ProfilerOrder } from './profiler.js';

/** Code is compiled when it has run for a while. */
const WARM_UP_SECONDS = 5;

export interface ProfiledRound {
  readonly profile: CpuProfile;
  /** What the gateway did meanwhile; the profiler took its part of the time. */
  readonly figures: Figures;
}

/** Lets the gateway under load until it is warm, and then profiles its main thread. @throws Error when one answer was not whole */
export function takeProfile({ work, document, seconds }: ProfileOptions): Promise<ProfiledRound> {
  return onStage(process.execPath, async (stage) => {
    const started = await stage.startProfiled(work.name === 'shared');
    const server = document === null ? started : asking(started, { query: document });
    const round = { work, seconds, delayMs: 0, perSecond: null };
    await measureRound(server, { ...round, seconds: WARM_UP_SECONDS }, stage.equipment);
    report('it is warm');
    await order(server, 'start');
    const figures = await measureRound(server, round, stage.equipment);
    const profile = await order(server, 'stop');
    if (profile === null) throw new Error('The profiler gave no profile.');
    return { profile, figures };
  });
}

async function order({ child }: Server, action: ProfilerOrder['action']): Promise<CpuProfile | null> {
  const { profile } = await ask<ProfilerOrder, ProfilerAnswer>(child, { action });
  return profile;
}
