import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/demo/random.js';
import { askFor } from '../gateway/ask.js';
import { SHARED, type World } from '../gateway/world.js';
import { askStatistics, expectStatistics, type StatisticsAnswer } from './ask-statistics.js';
import { randomCaller, tokenFor } from './callers.js';
import { insertTickets } from './desk.js';
import { createFour } from './four.js';
import { midnightIn, nextStart } from './local-dates.js';
import type { FilterJson } from './oracle.js';
import type { PlainTicket } from './plain/plain-ticket.js';
import { randomStatistics, TIME_ZONES } from './random-statistics.js';
import { statisticsOf, type StatisticsQuestion } from './statistics.js';

const SEED = Number(process.env['ORACLE_SEED'] ?? 20_260_701);
const QUESTIONS = Number(process.env['ORACLE_STATISTICS'] ?? 40);
const WORLDS = 1 + Math.floor(QUESTIONS / 500);
/** In one request, of one caller. */
const QUESTIONS_PER_REQUEST = 10;
const REQUESTS = Math.ceil(QUESTIONS / WORLDS / QUESTIONS_PER_REQUEST);
/** After one request in so many, the lists behind one of its answers are asked for: they cost more than the figures. */
const REQUESTS_PER_LISTS = 4;
/** Of each backend. */
const TICKETS = 16;

describe(`statistics against the oracle, seed ${SEED}`, () => {
  let world: World;
  let random: Random;
  let tickets: readonly PlainTicket[];
  afterAll(() => world?.close());

  describe.each(Array.from({ length: WORLDS }, (_, index) => SEED + index))('world %i', (seed) => {
    beforeAll(async () => {
      await world?.close();
      const four = await createFour(seed, TICKETS, seed % 2 === 0 ? { connection: SHARED } : {});
      world = four.world;
      random = createRandom(seed);
      const atMidnight = aroundMidnight(four.tickets());
      await insertTickets(world, atMidnight);
      tickets = [...four.tickets(), ...atMidnight];
    });

    it(`counts for ${REQUESTS * QUESTIONS_PER_REQUEST} random questions of random callers what they may see`, async () => {
      for (let request = 0; request < REQUESTS; request += 1) {
        const caller = randomCaller(random, tickets);
        const token = await tokenFor(world, caller);
        const questions = Array.from({ length: QUESTIONS_PER_REQUEST }, () => randomStatistics(random, tickets));

        const answers = await askStatistics(world, token, questions);

        questions.forEach((question, index) => {
          const context = JSON.stringify({ seed, request, caller, question });
          expectStatistics(answers[index], statisticsOf(tickets, caller, question), context);
        });
        if (request % REQUESTS_PER_LISTS !== 0) continue;
        const chosen = random.below(questions.length);
        const behind = toBehind(random, questions[chosen], answers[chosen]);
        const context = JSON.stringify({ seed, request, caller, behind });
        expect(await countLists(world, token, behind), context).toEqual(behind.map(({ count }) => count));
      }
    }, 600_000);
  });
});

/** A figure, and the list of exactly its tickets. */
interface Behind {
  readonly figure: string;
  readonly filter: FilterJson;
  readonly count: number;
}

/** The total, a bucket of each kind, an interval and a link, where there are any. */
function toBehind(
  random: Random,
  question: StatisticsQuestion | undefined,
  answer: StatisticsAnswer | undefined,
): Behind[] {
  if (!question || !answer) throw new Error('There is no such question.');
  const one = <T>(items: readonly T[], toFilter: (item: T) => FilterJson) =>
    items.length === 0 ? [] : [random.pick(items)].map((item) => ({ item, filter: toFilter(item) }));
  const behind = (figure: string, count: number, filter: FilterJson) => ({
    figure,
    count,
    filter: { and: [question.filter, filter] },
  });
  const buckets = (['status', 'priority', 'source', 'backend'] as const).flatMap((field) =>
    one(bucketsOf(answer, field), ({ key }) => ({ [field]: key === null ? { isNull: true } : { eq: key } })).map(
      ({ item, filter }) => behind(field, item.count, filter),
    ),
  );
  const categories = one(answer.topCategories.categories, ({ category }) => ({
    humanVerifiedCategory: { eq: category.value },
  }));
  const points = one(answer.volume, ({ date }) => ({ createdAt: toTimes(date, question) }));
  const links = one(answer.sankey.links, ({ source, target }) => ({
    humanVerifiedCategory: { eq: source.replace('category:', '') },
    humanVerifiedSubcategory: { eq: target.replace('subcategory:', '') },
  }));
  return [
    behind('total', answer.total, {}),
    behind('resolved', answer.resolution.totalResolved, { resolvedAt: { isNull: false } }),
    ...buckets,
    ...categories.map(({ item, filter }) => behind('category', item.count, filter)),
    ...points.map(({ item, filter }) => behind('volume', item.count, filter)),
    ...links.map(({ item, filter }) => behind('sankey', item.value, filter)),
  ];
}

function bucketsOf({ byStatus, byPriority, bySource, byBackend }: StatisticsAnswer, field: string) {
  const buckets = { status: byStatus, priority: byPriority, source: bySource, backend: byBackend };
  return buckets[field as keyof typeof buckets];
}

/** From midnight of the first day to that of the day after the last. */
function toTimes(date: string, { interval, timeZone }: StatisticsQuestion) {
  const toText = (day: string) => new Date(midnightIn(timeZone, day)).toISOString();
  return { gte: toText(date), lt: toText(nextStart(date, interval)) };
}

/** How many tickets each list holds, told by the list and by its total. */
async function countLists({ gateway }: World, token: string, behind: readonly Behind[]): Promise<number[]> {
  const parameters = behind.map((_list, index) => `$f${index}: TicketFilter`);
  const fields = behind.map(
    (_list, index) => `q${index}: tickets(first: 100, filter: $f${index}) {
      nodes { nativeId } totalCount { value precision } pageInfo { hasNextPage } }`,
  );
  const query = `query Q(${parameters.join(', ')}) { ${fields.join('\n')} }`;
  const variables = Object.fromEntries(behind.map(({ filter }, index) => [`f${index}`, filter]));
  const data = await askFor<Record<string, ListAnswer>, object>(gateway, query, { token, variables });
  return Object.values(data).map(({ nodes, totalCount, pageInfo }) => {
    expect(pageInfo).toEqual({ hasNextPage: false });
    expect(totalCount).toEqual({ value: nodes.length, precision: 'EXACT' });
    return nodes.length;
  });
}

interface ListAnswer {
  readonly nodes: readonly { readonly nativeId: string }[];
  readonly totalCount: { readonly value: number; readonly precision: string };
  readonly pageInfo: { readonly hasNextPage: boolean };
}

/** A ticket in the first and in the last millisecond of a day of each time zone, around the days when clocks change. */
function aroundMidnight(tickets: readonly PlainTicket[]): PlainTicket[] {
  const model = tickets.find(({ backend, user }) => backend === 'desk' && user !== null);
  if (!model) throw new Error('The desk is empty.');
  const days = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-06-01'];
  const times = TIME_ZONES.flatMap((timeZone, index) => {
    const midnight = midnightIn(timeZone, days[index % days.length] ?? '');
    return [midnight - 1, midnight];
  });
  return times.map((createdAt, index) => ({
    ...model,
    id: `tick${String(index).padStart(26, '9')}`,
    createdAt,
    // Some are resolved before they are opened.
    resolvedAt: index % 3 === 0 ? null : createdAt + (index - 5) * 12_345_678,
    messages: [],
  }));
}
