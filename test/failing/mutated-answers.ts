import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/simulators/http/random.js';
import { ask, type Answer } from '../gateway/ask.js';
import { NOW } from '../gateway/world.js';
import { createFour, type Four } from '../visibility/four.js';
import { findProblems } from './compare.js';
import { idsIn, mutate, PLANTED, type Mutation } from './mutate.js';
import { toQuestions, type Question } from './questions.js';

export interface MutatedAnswersOptions {
  readonly times: number;
  /** Rows of the one answer that has far too many. */
  readonly rows: number;
  /** Asked is every so manieth question. */
  readonly every: number;
  readonly seed?: number;
}

interface Healthy {
  readonly answer: Answer;
  readonly counts: readonly number[];
}

const HOUR_MS = 3_600_000;
const FAR_SECONDS = 3_650 * 24 * 3600;
const KEYS = ['ev', 'moov', 'sirportly'] as const;

/** Whatever an upstream answers, what the rest of it says stays as it is, and nobody sees more than before. */
export function describeMutatedAnswers({ times, rows, every, seed = 9 }: MutatedAnswersOptions): void {
  describe(`${times} answers of upstreams that are wrong`, () => {
    let four: Four;
    let tokens: readonly string[];
    let now = NOW;
    const healthy = new Map<string, Healthy>();
    beforeAll(async () => {
      four = await createFour(seed, 8, {
        clock: () => now,
        limits: { statisticsKeptMs: 0 },
        connection: { readAttempts: 1, breakMs: 100, staleMs: 0 },
      });
      const [organization] = four.world.simulator.data.organizations;
      const scope = 'support:read user:read';
      tokens = await Promise.all([
        four.world.token({ scope: `${scope} support:internal access_all_areas`, expiresInSeconds: FAR_SECONDS }),
        four.world.token({ organization: organization?.id ?? null, scope, expiresInSeconds: FAR_SECONDS }),
      ]);
    });
    afterAll(() => four.world.close());

    const simulators = () => {
      const { evEnergy, moov, sirportly } = four.world.together;
      return [evEnergy, moov, sirportly] as const;
    };
    const send = ({ query }: Question, token: string) => {
      now += 2 * HOUR_MS;
      return ask(four.world.gateway, query, { token });
    };

    async function askWell(question: Question, token: string): Promise<Healthy> {
      const known = healthy.get(`${question.name} ${token}`);
      if (known) return known;
      for (let tries = 0; tries < 50; tries += 1) {
        for (const { requests } of simulators()) requests.clear();
        const answer = await send(question, token);
        const found = { answer, counts: simulators().map(({ requests }) => requests.entries.length) };
        healthy.set(`${question.name} ${token}`, found);
        if (!answer.errors && !/"outcome":"(?:PARTIAL|FAILED|STALE)"/.test(JSON.stringify(answer.data))) return found;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`${question.name} has no whole answer.`);
    }

    async function untilClosed(question: Question): Promise<void> {
      const isOpen = () =>
        four.world.gateway.backends.some(({ provider }) =>
          Object.values(provider.status().breakers).some((state) => state !== 'CLOSED'),
        );
      for (let tries = 0; isOpen() && tries < 200; tries += 1) {
        await send(question, tokens[0] ?? '');
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }

    it('cost what is wrong in them, and nothing else', { timeout: 60_000 + times * 3000 }, async () => {
      const random = createRandom(seed);
      const questions = toQuestions(four).filter((_question, index) => index % every === 0);
      const [list] = questions;
      if (!list) throw new Error('Nothing is asked.');
      const wrong: unknown[] = [];
      let met = 0;
      for (let index = 0; met < times; index += 1) {
        const question = random.pick(questions);
        const who = random.pick([0, 1]);
        const token = tokens[who] ?? '';
        const which = random.pick([0, 1, 2] as const);
        const before = await askWell(question, token);
        const calls = before.counts[which] ?? 0;
        if (calls === 0) continue;
        await untilClosed(list);
        const spoiled = spoil(which, random.integer(1, calls), random);
        const answer = await send(question, token);
        const mutation = spoiled();
        if (mutation === null) continue;
        met += 1;
        const problems = [
          ...findProblems(before.answer, answer, { touched: mutation.touched, secrets: [PLANTED] }),
          ...(who === 0 ? [] : widened(before.answer, answer, mutation)),
        ];
        if (problems.length > 0)
          wrong.push({
            index,
            question: question.name,
            who,
            at: mutation.at,
            what: mutation.what,
            problems: problems.slice(0, 4),
            errors: answer.errors?.slice(0, 2),
          });
      }

      if (times > 100) console.log(`mutated answers, seed ${seed}: ${met} met, ${wrong.length} wrong`);
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      expect(wrong, `seed ${seed}`).toEqual([]);
    });

    it(`with ${rows} rows end, and cost that backend`, { timeout: 120_000 }, async () => {
      const [list] = toQuestions(four);
      if (!list) throw new Error('Nothing is asked.');
      const before = await askWell(list, tokens[0] ?? '');
      await untilClosed(list);
      const body = `[${'{},'.repeat(rows - 1)}{}]`;
      const heal = four.world.simulator.fail({
        match: ({ path }) => path.includes('support_tickets?'),
        with: { alter: (reply) => ({ ...reply, body }) },
      });

      const answer = await send(list, tokens[0] ?? '');
      heal();

      expect(findProblems(before.answer, answer)).toEqual([]);
    });

    /** Makes the nth answer wrong. Returns what was done, once it was. */
    function spoil(which: 0 | 1 | 2, nth: number, random: ReturnType<typeof createRandom>) {
      let seen = 0;
      let path = '';
      let met: Mutation | null = null;
      const heal = simulators()[which].fail({
        match: (request) => {
          path = (seen += 1) === nth ? `${request.path} ${request.body?.toString() ?? ''}` : path;
          return seen === nth;
        },
        with: { alter: (reply) => (met = mutate(reply, random)).reply },
      });
      return () => {
        heal();
        const mutation = met as Mutation | null;
        return (
          mutation && {
            ...mutation,
            at: `${KEYS[which]} ${path}`.slice(0, 120),
            touched: toTouched(mutation, KEYS[which], path),
          }
        );
      };
    }
  });
}

/** Answers that tickets or people are in; what is wrong in others may show in any ticket of the backend. */
const OF_ROWS =
  /support_tickets|\/users\/|\/accounts\/[^/]+\/tickets|\/tickets\/(?:all|contact|ticket)|\/ticket_updates/;
const NO_ROWS = /support_tickets\/categories/;

function toTouched({ ids, isWire }: Mutation, key: string, path: string): ReadonlySet<string> {
  const isOfRows = OF_ROWS.test(path) && !NO_ROWS.test(path);
  if (isWire && isOfRows) return new Set();
  return new Set(ids === null || !isOfRows ? [key] : [...ids, ...idsIn(decodeURIComponent(path))]);
}

/** What the caller sees and did not see before, unless the upstream now says that it is the caller's. */
function widened(before: Answer, answer: Answer, { source }: Mutation): string[] {
  const shown = JSON.stringify(before.data);
  if (source.some((id) => shown.includes(id))) return [];
  const known = new Set(nativeIdsOf(before));
  return nativeIdsOf(answer)
    .filter((id) => !known.has(id))
    .map((id) => `shows ${id}`);
}

function nativeIdsOf({ data }: Answer): readonly string[] {
  return [...JSON.stringify(data).matchAll(/"nativeId":"([^"]+)","backend"/g)].map(([, id = '']) => id);
}
