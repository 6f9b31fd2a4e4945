import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/simulators/http/random.js';
import { ask, type Answer } from '../gateway/ask.js';
import { NOW } from '../gateway/world.js';
import { createFour, type Four } from '../visibility/four.js';
import { newKey } from '../gateway/writes/writing.js';
import { findProblems } from './compare.js';
import { createLosableWrites, type LosableWrite } from './lost-writes.js';
import { PLANTED, toOutsides, type Outside } from './outside.js';
import { toQuestions, type Question } from './questions.js';

export interface FaultLoopOptions {
  /** The part of all cases that is tried, 0 to 1. */
  readonly part: number;
  /** Asked is every so manieth question. */
  readonly every: number;
  readonly seed?: number;
}

const DEADLINE_MS = 3000;
/** Generous, for a machine with other things to do. */
const SLACK_MS = 5000;
const HOUR_MS = 3_600_000;
const FAR_SECONDS = 3_650 * 24 * 3600;
/** An error beside the result of a write, at a field within the ticket. */
const NESTED = /"path":\["\w+","\w+","/;
const SOAK_MS = 3_600_000;

/** Whichever call to the outside fails, however it does, the answer is right as far as it goes, and says how far. */
export function describeFaultLoop({ part, every, seed = 15 }: FaultLoopOptions): void {
  describe(`any one call to the outside that fails (${(part * 100) / every} % of the cases)`, () => {
    let four: Four;
    let staff: string;
    let outsides: readonly Outside[];
    let writes: readonly LosableWrite[];
    let now = NOW;
    beforeAll(async () => {
      four = await createFour(seed, 8, {
        clock: () => now,
        limits: { deadlineMs: DEADLINE_MS, statisticsKeptMs: 0 },
        connection: { readAttempts: 1, breakMs: 100, staleMs: 0, timeoutMs: 600 },
      });
      const scope = 'support:read support:write support:internal user:read access_all_areas';
      staff = await four.world.token({ scope, expiresInSeconds: FAR_SECONDS });
      writes = await createLosableWrites({
        ...four.world,
        token: (claims) => four.world.token({ expiresInSeconds: FAR_SECONDS, ...claims }),
      });
      outsides = toOutsides(four.world);
    });
    afterAll(() => four.world.close());

    const random = createRandom(seed);
    /** Silence takes as long as the deadline, so a sample has less of it. */
    const isTried = (way: string) => random.chance(way === 'silence' && part < 1 ? part / 4 : part);
    const healAll = () => outsides.forEach((outside) => outside.heal());
    /** Tokens and tables that are kept have to be read again. */
    const coolDown = () => {
      now += 2 * HOUR_MS;
    };

    async function askWell({ query }: Question): Promise<Answer> {
      for (let tries = 0; tries < 50; tries += 1) {
        healAll();
        const answer = await ask(four.world.gateway, query, { token: staff });
        if (isWhole(answer)) return answer;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`The backends do not get well for ${query}.`);
    }

    async function askFailing({ query }: Question, outside: Outside, nth: number, way: string) {
      healAll();
      coolDown();
      outside.fail(nth, way);
      const startedAt = performance.now();
      const answer = await inTime(ask(four.world.gateway, query, { token: staff }));
      const isLate = performance.now() - startedAt > DEADLINE_MS + SLACK_MS;
      healAll();
      return { answer, isLate };
    }

    it('leaves every answer right, or says what is missing', { timeout: SOAK_MS }, async () => {
      const wrong: unknown[] = [];
      const totals = { questions: 0, calls: 0, cases: 0 };
      for (const question of toQuestions(four).filter((_question, index) => index % every === 0)) {
        await askWell(question);
        coolDown();
        let healthy = await askWell(question);
        const counts = new Map(outsides.map((outside) => [outside, outside.count()]));
        totals.questions += 1;
        for (const [outside, calls] of counts) {
          totals.calls += calls;
          for (let nth = 1; nth <= calls; nth += 1) {
            for (const way of outside.ways.filter(isTried)) {
              totals.cases += 1;
              const { answer, isLate } = await askFailing(question, outside, nth, way);
              const problems = findProblems(healthy, answer, { secrets: [PLANTED] });
              const found = isLate ? [...problems, 'late'] : problems;
              if (found.length > 0)
                wrong.push({
                  question: question.name,
                  at: `${outside.name} ${nth}`,
                  way,
                  found: found.slice(0, 4),
                  errors: answer.errors?.slice(0, 2),
                });
              healthy = await askWell(question);
            }
          }
        }
      }
      if (every === 1) console.log('fault loop, reads:', totals);
      expect(totals.cases).toBeGreaterThan(0);
      expect(wrong, `seed ${seed}`).toEqual([]);
    });

    it('writes once or not at all, and says so', { timeout: SOAK_MS }, async () => {
      const wrong: unknown[] = [];
      const totals = { writes: 0, calls: 0, cases: 0 };
      for (const write of writes) {
        coolDown();
        await writeWell(write);
        const counts = new Map(outsides.map((outside) => [outside, outside.count()]));
        totals.writes += 1;
        for (const [outside, calls] of counts) {
          totals.calls += calls;
          for (let nth = 1; nth <= calls; nth += 1) {
            for (const way of outside.ways.filter(isTried)) {
              totals.cases += 1;
              const problem = await writeFailing(write, () => outside.fail(nth, way));
              if (problem !== null) wrong.push({ write: write.name, at: `${outside.name} ${nth}`, way, problem });
              await writeWell(write);
            }
          }
        }
      }
      if (every === 1) console.log('fault loop, writes:', totals);
      expect(totals.cases).toBeGreaterThan(0);
      expect(wrong, `seed ${seed}`).toEqual([]);
    });

    async function writeWell({ ask: write }: LosableWrite): Promise<void> {
      for (let tries = 0; tries < 50; tries += 1) {
        healAll();
        if ('ticket' in (await write({ text: `Well ${newKey()}`, idempotencyKey: newKey() }))) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('The backend does not get well.');
    }

    /** What was wrong; null when nothing was. */
    async function writeFailing({ ask: write, count }: LosableWrite, fail: () => void): Promise<unknown> {
      const input = { text: `Said once ${newKey()}`, idempotencyKey: newKey() };
      healAll();
      coolDown();
      fail();
      const first = await toResult(write(input));
      healAll();
      const written = await count(input.text);
      const second = await toResult(write(input));
      const after = await count(input.text);
      const isDone = 'ticket' in first || ('thrown' in first && NESTED.test(first.thrown));
      const isTold = isDone
        ? written === 1
        : 'outcomeUnknown' in first && (first.outcomeUnknown === true || written === 0);
      // While a write may be under way, a repeat has to wait.
      const isTimeout = 'code' in first && first.code === 'TIMEOUT';
      const isRepeated = 'ticket' in second ? after === 1 : isTimeout && after <= 1;
      const isSilent = !JSON.stringify([first, second]).includes(PLANTED);
      return isTold && isRepeated && isSilent ? null : { first: brief(first), written, second: brief(second), after };
    }
  });
}

/** What an answer with errors comes to: those of nested fields leave the result. */
function toResult<T extends object>(answer: Promise<T>): Promise<T | { readonly thrown: string }> {
  return inTime(answer).catch((error: unknown) => ({ thrown: String(error) }));
}

/** @throws Error when nothing comes for so long that something must hang */
function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('It hangs.')), 4 * (DEADLINE_MS + SLACK_MS));
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function brief(value: unknown): string {
  return JSON.stringify(value).slice(0, 300);
}

function isWhole({ data, errors }: Answer): boolean {
  return !errors && !/"outcome":"(?:PARTIAL|FAILED|STALE)"/.test(JSON.stringify(data));
}
