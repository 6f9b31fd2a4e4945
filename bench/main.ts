import { writeFile } from 'node:fs/promises';
import { bench, type BenchResult } from './bench.js';
import { fromCaller, runCommand } from './command.js';
import { parseOptions, USAGE } from './options.js';
import { toMachineText } from './report/machine.js';
import { toOverheadTable } from './report/overhead-table.js';
import { toWorkTable } from './report/work-table.js';

async function run(argv: readonly string[]): Promise<string> {
  const options = parseOptions(argv);
  if (options === null) return USAGE;
  const result = await bench(options);
  const { jsonFile } = options;
  if (jsonFile !== null) await writeFile(fromCaller(jsonFile), `${JSON.stringify(result, null, 2)}\n`);
  return toText(result);
}

function toText({ machine, works, overheads }: BenchResult): string {
  const tables = [...works.map(toWorkTable), ...overheads.map(toOverheadTable)];
  return `${[toMachineText(machine), ...tables].join('\n\n')}\n`;
}

await runCommand(run);
