import { writeFile } from 'node:fs/promises';
import { runCommand } from '../command.js';
import { parseOptions, USAGE } from './options.js';
import { toText } from './report.js';
import { takeProfile } from './take-profile.js';

async function run(argv: readonly string[]): Promise<string> {
  const options = await parseOptions(argv);
  if (options === null) return USAGE;
  const round = await takeProfile(options);
  await writeFile(options.outputFile, JSON.stringify(round.profile));
  return `${toText(round)}\n\n${options.outputFile} is written.\n`;
}

await runCommand(run);
