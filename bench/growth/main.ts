import { writeFile } from 'node:fs/promises';
import { runCommand } from '../command.js';
import { describeMachine, toPlaceText } from '../report/machine.js';
import { measureGrowths } from './growths.js';
import { parseOptions, USAGE } from './options.js';
import { isSteep } from './rows.js';
import { toGrowthTable } from './table.js';

async function run(argv: readonly string[]): Promise<string> {
  const options = parseOptions(argv);
  if (options === null) return USAGE;
  const growths = await measureGrowths(options);
  const machine = describeMachine(process.execPath);
  const { jsonFile } = options;
  if (jsonFile !== null) await writeFile(jsonFile, `${JSON.stringify({ machine, growths }, null, 2)}\n`);
  if (growths.some(({ rows }) => rows.some(isSteep))) process.exitCode = 1;
  return `${[toPlaceText(machine), ...growths.map(toGrowthTable)].join('\n\n')}\n`;
}

await runCommand(run);
