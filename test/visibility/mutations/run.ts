import { MUTATIONS } from './all.js';
import { mutate, type Mutation } from './mutation.js';
import { createTree, type Tree, type Verdict } from './tree.js';

/*
 * Takes out each rule of who sees what in turn, in a copy of the tree, and wants a test to fail each time.
 *   npm run mutate:visibility [-- PART]   only mutations with that in their name or file
 * Exit code 1 when one survives.
 */

/** Two trees at once: MUTATION_JOBS says otherwise. */
const JOBS = Number(process.env['MUTATION_JOBS'] ?? 2);
/** Whoever survives its own tests has to survive these. */
const WIDE = ['test/visibility/', 'test/auth/', 'test/federation/', 'test/schema/rules.test.ts', 'test/gateway/'];

type Outcome = { readonly mutation: Mutation; readonly verdict: Verdict };

async function main(part: string): Promise<void> {
  const startedAt = performance.now();
  const chosen = MUTATIONS.filter(({ name, file }) => `${name} ${file}`.includes(part));
  if (chosen.length === 0) throw new Error(`No mutation has "${part}" in its name or file.`);
  for (const mutation of chosen) mutate('.', mutation);
  const trees = Array.from({ length: JOBS }, createTree);
  try {
    await expectToPass(trees[0], [...new Set(chosen.flatMap(({ tests }) => tests))]);
    const outcomes = await inTurn(chosen, trees);
    const bad = outcomes.filter(({ verdict }) => verdict.outcome !== 'FAILED');
    const minutes = (performance.now() - startedAt) / 60_000;
    print(`${outcomes.length} mutations, ${bad.length} survivors, ${minutes.toFixed(1)} minutes`);
    for (const { mutation } of bad) print(`  ${mutation.name}: ${mutation.file}`);
    process.exitCode = bad.length > 0 ? 1 : 0;
  } finally {
    for (const tree of trees) tree.remove();
  }
}

/** Tests that fail without a mutation would notice every one. */
async function expectToPass(tree: Tree | undefined, tests: readonly string[]): Promise<void> {
  const verdict = await tree?.test(tests);
  if (verdict?.outcome !== 'PASSED') throw new Error(`Without a mutation: ${JSON.stringify(verdict, null, 1)}`);
}

async function inTurn(mutations: readonly Mutation[], trees: readonly Tree[]): Promise<Outcome[]> {
  const queue = mutations.values();
  const outcomes: Outcome[] = [];
  const work = async (tree: Tree) => {
    for (const mutation of queue) {
      const startedAt = performance.now();
      const verdict = await tree.withMutation(mutation, () => judge(mutation, tree));
      outcomes.push({ mutation, verdict });
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      print(`${toWord(verdict)} ${mutation.name} (${seconds} s, ${mutation.file}) ${toDetail(verdict)}`);
    }
  };
  await Promise.all(trees.map(work));
  return outcomes;
}

async function judge({ tests }: Mutation, tree: Tree): Promise<Verdict> {
  for (const file of tests) {
    const verdict = await tree.test([file]);
    if (verdict.outcome !== 'PASSED') return verdict;
  }
  return tree.test(WIDE);
}

function toWord({ outcome }: Verdict): string {
  return outcome === 'FAILED' ? 'noticed ' : outcome === 'PASSED' ? 'SURVIVED' : 'BROKEN  ';
}

function toDetail(verdict: Verdict): string {
  switch (verdict.outcome) {
    case 'FAILED':
      return `by: ${verdict.test}`;
    case 'BROKEN':
      return verdict.output.slice(0, 2000);
    case 'PASSED':
      return '';
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.once('SIGINT', () => process.exit(1)).once('SIGTERM', () => process.exit(1));
await main(process.argv[2] ?? '');
