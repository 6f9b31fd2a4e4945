import { parseArgs } from 'node:util';
import { importRecords, type ImportResult } from '../directory/import-records.js';
import { toProblemText, toSummary } from '../directory/import-text.js';
import { holdInput, openFile } from '../directory/input.js';
import { FORMATS, readRecords, type Format } from '../directory/raw-record.js';
import { parseOptions, UsageError, type CommandIo } from './command.js';
import { readStoreConfig, withStore } from './directory-store.js';

const STANDARD_INPUT = '-';
const OPTIONS = {
  config: { type: 'string' },
  format: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

/**
 * `ticket-gateway directory import FILE --config FILE [--format csv|jsonl] [--dry-run]`: puts the records of a file
 * into the directory, all or nothing. `-` is standard input, which holds JSON lines unless told.
 */
export async function runDirectoryImport(
  argv: readonly string[],
  io: Pick<CommandIo, 'stdout' | 'stderr' | 'environment'>,
  openStandardInput: () => AsyncIterable<Uint8Array>,
): Promise<number> {
  const { file, rest } = takeFile(argv);
  const options = parseOptions(rest, OPTIONS);
  const format = toFormat(options.format, file);
  const config = readStoreConfig(options.config, io);
  const input = file === STANDARD_INPUT ? await holdInput(openStandardInput(), 'Standard input') : await openFile(file);
  const isDryRun = options['dry-run'];
  const result = await withStore(config, ({ directory }) =>
    importRecords({
      read: () => readRecords(input.read(), format),
      backends: new Map(config.backends.map(({ key, definition }) => [key, definition.identities])),
      directory,
      isDryRun,
      onProgress: (text) => io.stderr.write(text),
    }),
  );
  return printResult(result, isDryRun, io);
}

/** Takes the one argument that belongs to no option. */
function takeFile(argv: readonly string[]) {
  const parts = { args: [...argv], options: OPTIONS, strict: false, allowPositionals: true, tokens: true } as const;
  const { tokens } = parseArgs(parts);
  const index = tokens.find(({ kind }) => kind === 'positional')?.index ?? -1;
  const file = argv[index];
  if (file === undefined)
    throw new UsageError('import must be followed by the file to read, or by - for standard input.');
  return { file, rest: argv.toSpliced(index, 1) };
}

function toFormat(given: string | undefined, file: string): Format {
  const format = FORMATS.find((name) => name === (given ?? toDefaultFormat(file)));
  if (format !== undefined) return format;
  if (given !== undefined) throw new UsageError(`--format must be one of: ${FORMATS.join(', ')}.`);
  throw new UsageError(`--format must say what ${file} holds, csv or jsonl: its name ends in neither .csv nor .jsonl.`);
}

function toDefaultFormat(file: string): string {
  return file === STANDARD_INPUT ? 'jsonl' : file.toLowerCase().replace(/^.*\./s, '').replace('ndjson', 'jsonl');
}

function printResult(
  { problems, warnings, changes }: ImportResult,
  isDryRun: boolean,
  { stdout, stderr }: Pick<CommandIo, 'stdout' | 'stderr'>,
): number {
  stderr.write(toProblemText(`The file has warnings (${warnings.count()}):`, warnings));
  stderr.write(toProblemText(`The file has problems (${problems.count()}); nothing was written:`, problems));
  if (changes === null) return 1;
  stdout.write(toSummary(changes, isDryRun));
  return 0;
}
