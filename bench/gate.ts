import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runCommand, UsageError } from './command.js';
import { measureWork, type WorkResult } from './measure/measure-work.js';
import { toNumber, toTable } from './report/markdown.js';
import { onStage } from './stage.js';
import type { QuestionKind } from './works/question.js';
import { SOME, toWork } from './works/works.js';

const USAGE = `Usage: npm run bench:gate -- [--update]

Compares the gateway with the hand-written handler, and fails when it has become much slower than gate.json says.

  --update  writes gate.json anew
`;

type Ratios = Readonly<Record<QuestionKind, number>>;

const FILE = new URL('../gate.json', import.meta.url);
const KINDS: readonly QuestionKind[] = ['list', 'ticket', 'typename'];
const LENGTHS = { seconds: 0.8, rounds: 3, warmUpSeconds: 6 };
/** What may be lost to a noisy machine, or gained without anybody's notice. */
const TOLERANCE = 2 / 3;

async function run(argv: readonly string[]): Promise<string> {
  const { update, help } = parse(argv);
  if (help) return USAGE;
  const measured = await measureRatios();
  if (update) {
    await writeFile(FILE, `${JSON.stringify(measured, null, 2)}\n`);
    return `gate.json is written: ${JSON.stringify(measured)}\n`;
  }
  return compare(measured, JSON.parse(await readFile(FILE, 'utf8')) as Ratios);
}

function parse(argv: readonly string[]) {
  try {
    const options = { update: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new UsageError(USAGE, { cause: error });
  }
}

function measureRatios(): Promise<Ratios> {
  return onStage(process.execPath, async (stage) => {
    const servers = await stage.start(['gateway', 'limit']);
    const ratioOf = async (kind: QuestionKind) =>
      toRatio(await measureWork(toWork(kind, SOME), servers, stage.equipment, LENGTHS));
    return { list: await ratioOf('list'), ticket: await ratioOf('ticket'), typename: await ratioOf('typename') };
  });
}

/** By processor time: both keep their core busy, and what else the machine does changes that far less than a rate. */
function toRatio({ servers }: WorkResult): number {
  const ratio = (servers['limit']?.cpuMs ?? Number.NaN) / (servers['gateway']?.cpuMs ?? Number.NaN);
  return Number(ratio.toFixed(3));
}

function compare(measured: Ratios, committed: Ratios): string {
  const rows = KINDS.map((kind) => {
    const passed = measured[kind] >= committed[kind] * TOLERANCE;
    if (!passed) process.exitCode = 1;
    return [kind, toNumber(measured[kind]), toNumber(committed[kind]), passed ? 'as fast' : 'SLOWER'];
  });
  return `${toTable(['gateway, × limit', 'now', 'gate.json', ''], rows)}\n`;
}

await runCommand(run);
