import { measureOverhead, type Overhead } from './measure/measure-overhead.js';
import { measureWork, type WorkResult } from './measure/measure-work.js';
import type { Options } from './options.js';
import { describeMachine, type Machine } from './report/machine.js';
import { report } from './report/progress.js';
import type { Server } from './servers/server.js';
import { onStage, type Stage } from './stage.js';
import { isAlone, sharedWork, toWorks } from './works/works.js';

/** All that was measured. */
export interface BenchResult {
  readonly machine: Machine;
  readonly works: readonly WorkResult[];
  /** Null when it was not asked for. */
  readonly overhead: Overhead | null;
}

/** @throws Error when servers do not answer alike, or one query of all was not answered in full */
export function bench(options: Options): Promise<BenchResult> {
  return onStage(options.node, async (stage) => {
    const servers = await stage.start(options.servers);
    const works = await measureWorks(stage, servers, options);
    const isAsked = options.works.includes('overhead');
    const overhead = isAsked ? await measureOverhead(servers, stage.equipment, options) : null;
    return { machine: describeMachine(options.node), works, overhead };
  });
}

async function measureWorks(
  stage: Stage,
  servers: readonly Server[],
  options: Options,
): Promise<readonly WorkResult[]> {
  const results: WorkResult[] = [];
  for (const work of options.works.filter(isAlone).flatMap(toWorks)) {
    results.push(await measureWork(work, servers, stage.equipment, options));
    report(`${work.name}, ${work.connections} done`);
  }
  if (options.works.includes('shared')) {
    const peers = servers.filter(({ name }) => name !== 'gateway');
    const sharing = peers.length < servers.length ? [await stage.startSharing()] : [];
    results.push(await measureWork(sharedWork, [...sharing, ...peers], stage.equipment, options));
    report('shared done');
  }
  return results;
}
