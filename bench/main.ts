import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { interleave } from './measure/interleave.js';
import { parseOptions, USAGE, UsageError, type Options } from './options.js';
import { describeMachine, toMachineText } from './report/machine.js';
import { toWorkTable, type WorkResult } from './report/work-table.js';
import type { Server } from './servers/server.js';
import { openStage, type Stage } from './stage.js';
import { checkEqual } from './works/check-equal.js';
import { isAlone, toWorks, type Work } from './works/works.js';

const startMs = performance.now();

/** A line on standard error, with the seconds since the start. */
function report(progress: string): void {
  process.stderr.write(`${((performance.now() - startMs) / 1000).toFixed(1).padStart(7)} s  ${progress}\n`);
}

async function startServers(stage: Stage, { servers }: Options): Promise<readonly Server[]> {
  const started: Server[] = [];
  for (const name of servers) {
    const server = await stage.start(name);
    await checkEqual(server, stage.equipment.upstream);
    report(`${name} listens, and answers as it should`);
    started.push(server);
  }
  return started;
}

async function measureWork(
  work: Work,
  servers: readonly Server[],
  stage: Stage,
  options: Options,
): Promise<WorkResult> {
  const round = { plan: work.plan, seconds: options.seconds, delayMs: 0, perSecond: null };
  const figures = await interleave(servers, { ...options, round }, stage.equipment);
  report(`${work.name}, ${work.connections}`);
  return {
    name: work.name,
    connections: work.connections,
    servers: Object.fromEntries([...figures].map(([{ name }, each]) => [name, each])),
  };
}

async function measure(options: Options): Promise<string> {
  const stage = await openStage(options.node);
  try {
    const servers = await startServers(stage, options);
    const machine = describeMachine(options.node);
    const works: WorkResult[] = [];
    for (const work of options.works.filter(isAlone).flatMap(toWorks)) {
      works.push(await measureWork(work, servers, stage, options));
    }
    const { jsonFile } = options;
    if (jsonFile !== null) {
      const path = resolve(process.env['INIT_CWD'] ?? '.', jsonFile);
      await writeFile(path, `${JSON.stringify({ machine, works }, null, 2)}\n`);
    }
    return [toMachineText(machine), ...works.map(toWorkTable)].join('\n\n');
  } finally {
    await stage.close();
  }
}

try {
  const options = parseOptions(process.argv.slice(2));
  process.stdout.write(options ? `${await measure(options)}\n` : USAGE);
} catch (error) {
  process.stderr.write(`${error instanceof UsageError ? error.message : String((error as Error)?.stack ?? error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
