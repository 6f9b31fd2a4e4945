import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What a command is given besides its arguments; the process has it all. */
export interface CommandIo {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Resolves when the process is asked to stop. */
  readonly stopped: Promise<void>;
  /**
   * From now on an error that nobody caught does not end the process. Resolves when there has been one.
   * @param tell hears of each
   */
  catchFaults(tell: (error: unknown) => void): Promise<void>;
}

/** A command: its arguments in, its exit code out. @throws UsageError */
export type Command = (argv: readonly string[], io: CommandIo) => Promise<number>;

/** A command line that cannot be carried out; the message is for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads `--name value` pairs. @throws UsageError for anything else */
export function parseOptions<T extends Options>(argv: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node adds advice in further sentences.
    const [problem = ''] = error.message.split(/\.\s|\n/);
    throw new UsageError(isUnknownOption(error) ? `${problem}; ${toAllowed(Object.keys(options))}.` : `${problem}.`);
  }
}

function isUnknownOption(error: TypeError): boolean {
  return 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
}

function toAllowed(names: readonly string[]): string {
  return names.length > 0 ? `it takes ${names.map((name) => `--${name}`).join(', ')}` : 'it takes no options';
}

/** A whole number within bounds. @throws UsageError naming the option and the range */
export function parseWholeNumber(option: string, text: string, lowest: number, highest: number): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= lowest && number <= highest) return number;
  throw new UsageError(`${option} must be a whole number from ${lowest} to ${highest}.`);
}

export const HIGHEST_PORT = 65_535;
