import { measureOverhead, type Overhead, type OverheadKind } from './measure/measure-overhead.js';
import { measureWork, type WorkResult } from './measure/measure-work.js';
import type { Options } from './options.js';
import { describeMachine, type Machine } from './report/machine.js';
import { report } from './report/progress.js';
import type { Server } from './servers/server.js';
import { onStage, type Stage } from './stage.js';
import { isAlone, sharedWork, toWorks } from './works/works.js';

const OVERHEAD_KINDS = ['list', 'ticket'] as const satisfies readonly OverheadKind[];

/** All that was measured. */
export interface BenchResult {
  readonly machine: Machine;
  readonly works: readonly WorkResult[];
  /** None when it was not asked for. */
  readonly overheads: readonly Overhead[];
}

/** @throws Error when servers do not answer alike, or one query of all was not answered in full */
export function bench(options: Options): Promise<BenchResult> {
  return onStage(options.node, async (stage) => {
    const servers = await stage.start(options.servers);
    const works = await measureWorks(stage, servers, options);
    const overheads: Overhead[] = [];
    for (const kind of options.works.includes('overhead') ? OVERHEAD_KINDS : []) {
      overheads.push(await measureOverhead(kind, servers, stage.equipment, options));
      report(`overhead of ${kind} done`);
    }
    return { machine: describeMachine(options.node), works, overheads };
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
