import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/demo/random.js';
import { SHARED } from '../gateway/world.js';
import { createFour, type Four } from './four.js';
import type { PlainTicket } from './plain/plain-ticket.js';
import { createAskers, createWatchers, userOf, type Asker } from './shared-queries/askers.js';
import { createFront, read, type Given } from './shared-queries/asking.js';
import { createChanges, type Changes } from './shared-queries/changes.js';
import { askPage, createQuestions, rowsOf, type PageAnswer, type Question } from './shared-queries/questions.js';

const SEED = Number(process.env['SHARED_SEED'] ?? 20_261_129);
/** Of each backend. */
const TICKETS = 6;
const PAIRS = 16;
/** Who asks what after each change. */
const QUESTIONS_PER_ROUND = 3;
const ASKERS_PER_ROUND = 6;
const AT_ONCE = 8;
/** Of a round, asked again after the next change. */
const LAST = 6;
const ROUNDS_PER_WALK = 5;

export interface SharedQueriesOptions {
  readonly worlds: number;
  /** Changes, after each of which many ask; all kinds of changes take their turns. */
  readonly rounds: number;
}

interface Asked {
  readonly question: Question;
  readonly asker: Asker;
}

/**
 * Many callers ask the same questions while things change. Each answer is compared with what the oracle decides, and with
 * what the same caller is answered when asking in words that nobody has used before, which nobody's answer serves.
 */
export function describeSharedQueries({ worlds, rounds }: SharedQueriesOptions): void {
  const seeds = Array.from({ length: worlds }, (_, index) => SEED + index);
  describe.each(seeds)('callers who ask what others have asked, seed %i', (seed) => {
    const random = createRandom(seed);
    const front = createFront();
    let four: Four;
    let askers: readonly Asker[];
    let watchers: readonly Asker[];
    let questions: readonly Question[];
    let changes: Changes;
    /** The tickets that the oracle decides about: those of the desk besides. */
    const tickets = (): readonly PlainTicket[] => [...four.tickets(), ...changes.inserted];
    beforeAll(async () => {
      four = await createFour(seed, TICKETS, {
        connection: SHARED,
        limits: { statisticsKeptMs: 0 },
        logTo: front.logTo,
      });
      askers = await createAskers(four.world, { random, tickets: four.tickets(), pairs: PAIRS });
      watchers = await createWatchers(four.world);
      questions = createQuestions(random, four.tickets());
      const staff = await four.world.token({
        scope: 'support:read support:write support:internal user:read access_all_areas',
      });
      changes = createChanges(four, random, staff);
    });
    afterAll(() => four.world.close());

    const send = ({ query, variables = {} }: Question, { token }: Asker) =>
      front.ask(four.world.gateway, { query, variables }, token);
    /** A text of its own is a question of its own. */
    const sendAlone = ({ query, ...rest }: Question, asker: Asker) =>
      send({ ...rest, query: `${query} # ${front.asked()}` }, asker);

    const figures = { answers: 0, shared: 0, toOthers: 0 };

    /** Asks all of them twice, some at once, and compares. */
    async function expectRight(asked: readonly Asked[], context: object): Promise<void> {
      const truths = new Map<string, Promise<Given>>();
      const makers = new Map<string, Set<string>>();
      const given = await inBatches(shuffled([...asked, ...asked], random), async (each) => ({
        ...each,
        answer: await send(each.question, each.asker),
      }));
      for (const { question, asker, answer } of given) {
        const told = tell({ seed, ...context, question, asker });
        const key = JSON.stringify([question.query, question.variables]);
        const place = `${key} ${asker.name}`;
        const truth = truths.get(place) ?? sendAlone(question, asker);
        truths.set(place, truth);
        expect((await truth).isShared, told).toBe(false);
        expect(answer.text, told).toBe((await truth).text);
        const { data, errors } = read(answer);
        if (question.needsReading && !asker.scopes.includes('support:read')) expect(errors, told).toBeDefined();
        if (question.decide && !errors) expect(data, told).toMatchObject(question.decide(asker, tickets()));
        if (!question.isShared || errors) expect(answer.isShared, told).toBe(false);
        if (!answer.isShared) makers.set(key, (makers.get(key) ?? new Set()).add(userOf(asker)));
      }
      // Whoever made none of the answers to a question was given somebody else's.
      const shared = given.filter(({ answer }) => answer.isShared);
      figures.answers += given.length;
      figures.shared += shared.length;
      figures.toOthers += shared.filter(
        ({ question, asker }) => !makers.get(JSON.stringify([question.query, question.variables]))?.has(userOf(asker)),
      ).length;
    }

    it(`are answered as if nobody had, in ${rounds} rounds with a change before each`, async () => {
      let last: readonly Asked[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const change = changes.next();
        const context = { round, change: change.name };
        const shown = questions.filter(({ name }) => name === change.shows);
        const watched = watchers.flatMap((asker) => shown.map((question) => ({ question, asker })));
        const sendAll = (asked: readonly Asked[]) => Promise.all(asked.map((each) => send(each.question, each.asker)));

        const before = await sendAll(watched);
        // What is answered while it changes is not kept for later.
        await Promise.all([change.make(), sendAll(last)]);
        await expectRight([...watched, ...last, ...pickAsked(askers, questions, random)], context);
        const after = await sendAll(watched);
        if (round % ROUNDS_PER_WALK === 0) await expectPages([random.pick(askers), random.pick(askers)], context);

        expect(
          before.map(({ text }) => text),
          tell(context),
        ).not.toEqual(after.map(({ text }) => text));
        last = pickAsked(askers, questions, random).slice(0, LAST);
        await sendAll(last);
      }

      expect(figures.shared / figures.answers).toBeGreaterThan(0.25);
      expect(figures.toOthers / figures.answers).toBeGreaterThan(0.05);
    }, 3_600_000);

    /** Walks over pages, in turn: cursors serve all who see the same tickets. */
    async function expectPages([one, other]: readonly [Asker, Asker], context: object): Promise<void> {
      const readers = [one, other, one].filter(({ scopes }) => scopes.includes('support:read'));
      for (const asker of readers) {
        const rows: string[] = [];
        let [after, more]: [string | null, boolean] = [null, true];
        while (more) {
          const question = askPage(after);
          const answer = await send(question, asker);
          expect(answer.text, tell({ seed, ...context, question, asker })).toBe(
            (await sendAlone(question, asker)).text,
          );
          const { tickets: page } = read(answer).data as unknown as PageAnswer;
          rows.push(...page.nodes.map(({ backend, nativeId }) => `${backend.key} ${nativeId}`));
          after = page.pageInfo.endCursor;
          more = page.pageInfo.hasNextPage;
        }
        expect(rows, tell({ seed, ...context, asker })).toEqual(rowsOf(asker, tickets()));
      }
    }
  });
}

/** Without tokens. */
function tell(context: object): string {
  return JSON.stringify(context, (key, value: unknown) => (key === 'token' ? undefined : value));
}

function pickAsked(
  askers: readonly Asker[],
  questions: readonly Question[],
  random: ReturnType<typeof createRandom>,
): readonly Asked[] {
  const pairs = shuffled(
    Array.from({ length: askers.length / 2 }, (_, index) => askers.slice(index * 2, index * 2 + 2)),
    random,
  );
  const chosen = pairs.slice(0, ASKERS_PER_ROUND / 2).flat();
  return shuffled(questions, random)
    .slice(0, QUESTIONS_PER_ROUND)
    .flatMap((question) => chosen.map((asker) => ({ question, asker })));
}

function shuffled<T>(items: readonly T[], random: ReturnType<typeof createRandom>): T[] {
  return items
    .map((item) => [random.below(2 ** 31), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}

async function inBatches<T, Result>(items: readonly T[], work: (item: T) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}
