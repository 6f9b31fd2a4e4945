import { expect } from 'vitest';
import { askFor } from '../gateway/ask.js';
import type { World } from '../gateway/world.js';
import type { PlainResolution, PlainStatistics, StatisticsQuestion } from './statistics.js';

const FIGURES = `fragment Figures on Stats {
  total
  resolution { totalResolved totalUnresolved resolutionRate averageSeconds medianSeconds p90Seconds percentilesExact }
  byStatus { ...B } byPriority { ...B } bySource { ...B } byBackend { ...B }
  sankey { nodes { id value } links { source target value } }
  backends { backend { key } outcome reason error { code } upstreamRequests pushed evaluatedHere } }
fragment B on StatsBucket { key label count share }`;
const WITH_ARGUMENTS = (index: number) => `volume(interval: $i${index}, timeZone: $t${index}) { date count }
  topCategories(limit: $l${index}) {
    categories { category { value } count share }
    subcategories { category { value } subcategory { value } count share } }`;
const PARAMETERS = (index: number) =>
  `$f${index}: TicketFilter, $i${index}: StatsInterval!, $t${index}: String!, $l${index}: Int!`;

/** All that `stats` says but how old it is and how long it took. */
export interface StatisticsAnswer extends PlainStatistics {
  readonly backends: readonly PlainReport[];
}

interface PlainReport {
  readonly backend: { readonly key: string };
  readonly outcome: string;
  readonly reason: string | null;
  readonly error: { readonly code: string } | null;
  readonly upstreamRequests: number;
  readonly pushed: readonly string[];
  readonly evaluatedHere: readonly string[];
}

/** Every figure for every question, asked in one request. */
export async function askStatistics(
  { gateway }: World,
  token: string,
  questions: readonly StatisticsQuestion[],
): Promise<StatisticsAnswer[]> {
  const parameters = questions.map((_question, index) => PARAMETERS(index));
  const fields = questions.map(
    (_question, index) => `q${index}: stats(filter: $f${index}) { ...Figures ${WITH_ARGUMENTS(index)} }`,
  );
  const variables = Object.fromEntries(
    questions.flatMap(({ filter, interval, timeZone, limit }, index) => [
      [`f${index}`, filter],
      [`i${index}`, interval],
      [`t${index}`, timeZone],
      [`l${index}`, limit],
    ]),
  );
  const query = `query Q(${parameters.join(', ')}) { ${fields.join('\n')} } ${FIGURES}`;
  const data = await askFor<Record<string, StatisticsAnswer>, object>(gateway, query, { token, variables });
  return Object.values(data);
}

/** Compares the figures, and wants every backend that was asked to have answered to the end. */
export function expectStatistics(answer: StatisticsAnswer | undefined, expected: PlainStatistics, context: string) {
  const { backends, ...figures } = answer ?? { backends: [] };
  expect(
    backends.filter(({ outcome }) => outcome !== 'COMPLETE' && outcome !== 'SKIPPED'),
    context,
  ).toEqual([]);
  expect(figures, context).toEqual({ ...expected, resolution: withinAMillisecond(expected.resolution) });
}

/** PostgreSQL and JavaScript add fractions up differently. */
function withinAMillisecond({ averageSeconds, medianSeconds, p90Seconds, ...rest }: PlainResolution): object {
  const close = (seconds: number | null): unknown => (seconds === null ? null : expect.closeTo(seconds, 3));
  return {
    ...rest,
    averageSeconds: close(averageSeconds),
    medianSeconds: close(medianSeconds),
    p90Seconds: close(p90Seconds),
  };
}
