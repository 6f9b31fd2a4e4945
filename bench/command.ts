import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A command line that cannot be carried out; the message is for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Prints what a command gives, or what is wrong, and sets the exit code: 2 for a wrong command line. */
export async function runCommand(run: (argv: readonly string[]) => Promise<string>): Promise<void> {
  try {
    process.stdout.write(await run(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

/** Reads options, and nothing beside them. @throws UsageError */
export function parseCommandLine<const Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(error.message, { cause: error });
  }
}

/** A whole number within bounds; null when none was given. @throws UsageError */
export function toWholeNumber(option: string, text: string | undefined, highest: number, lowest = 1): number | null {
  if (text === undefined) return null;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= lowest && number <= highest) return number;
  throw new UsageError(`${option} must be a whole number from ${lowest} to ${highest}.`);
}

/** Names with commas between them; all there are when none was given. @throws UsageError */
export function toNames<Name extends string>(
  option: string,
  text: string | undefined,
  names: readonly Name[],
): readonly Name[] {
  if (text === undefined) return names;
  return text.split(',').map((given) => {
    const name = names.find((each) => each === given);
    if (name === undefined) throw new UsageError(`${option}: there is no ${given}; there are ${names.join(', ')}.`);
    return name;
  });
}

/** A path as the person meant it who called npm in some folder. */
export function fromCaller(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', path);
}
