import { toGlobalId } from '../../src/ticket/ids.js';
import { END } from './fill.js';
import { idOf } from './ids.js';

/** One row of the table: what a gateway is asked. */
export interface Question {
  readonly name: string;
  /** Fields of `stats`. */
  readonly selection: string;
  /** Variables of the type TicketFilter; null for all tickets. */
  readonly filter: Readonly<Record<string, unknown>> | null;
}

const DAYS = 30;
const START_OF_LAST_DAYS = new Date(Date.parse(END) - DAYS * 86_400_000).toISOString();

const BUCKET = '{ key label count share }';
const RESOLUTION = 'totalResolved totalUnresolved resolutionRate averageSeconds';
const PERCENTILES = 'medianSeconds p90Seconds percentilesExact';
const CATEGORY = 'category { value label }';
const SUBCATEGORY = 'subcategory { value label }';
const REPORT = '{ backend { key } outcome reason asOf upstreamRequests latencyMs pushed evaluatedHere }';
// A day each would be more points than are given for three years.
const VOLUME = 'volume(interval: WEEK, timeZone: "Europe/London") { date count }';

/** Every field of `stats`. */
const DASHBOARD = `
  ${VOLUME} resolution { ${RESOLUTION} ${PERCENTILES} }
  byPriority ${BUCKET} bySource ${BUCKET} byBackend ${BUCKET} byStatus ${BUCKET}
  topCategories {
    categories { ${CATEGORY} count share }
    subcategories { ${CATEGORY} ${SUBCATEGORY} count share }
  }
  sankey { nodes { id label value } links { source target value } }
  reports: backends ${REPORT}`;

/** Where values are many, the most frequent is taken: the one with the most to count. */
const FILTERS: readonly (readonly [name: string, filter: Question['filter']])[] = [
  ['unfiltered', null],
  ['user', { user: { eq: toGlobalId({ type: 'User', id: idOf('user', 1) }) } }],
  ['organization', { organization: { eq: toGlobalId({ type: 'Organization', id: idOf('orgn', 1) }) } }],
  ['status: OPEN', { status: { eq: 'OPEN' } }],
  ['status: CLOSED', { status: { eq: 'CLOSED' } }],
  ['humanVerifiedCategory', { humanVerifiedCategory: { eq: 'CATEGORY_1' } }],
  ['aiGeneratedCategory', { aiGeneratedCategory: { eq: 'CATEGORY_1' } }],
  [`createdAt: last ${DAYS} days`, { createdAt: { gte: START_OF_LAST_DAYS } }],
  ['tags: a frequent one', { tags: { has: 'tag1' } }],
  ['tags: a rare one', { tags: { has: 'tag40' } }],
  ['search: a frequent word', { search: 'word1' }],
  ['search: a rare word', { search: 'word2500' }],
];

const FIGURES: readonly (readonly [name: string, selection: string])[] = [
  ['total', ''],
  ['byStatus', `byStatus ${BUCKET}`],
  ['volume', VOLUME],
  ['resolution without percentiles', `resolution { ${RESOLUTION} }`],
  ['percentiles', `resolution { ${PERCENTILES} }`],
];

/** Each counted anew. */
export const QUESTIONS: readonly Question[] = [
  ...FILTERS.map(([name, filter]) => ({ name: `dashboard, ${name}`, selection: DASHBOARD, filter })),
  ...FIGURES.map(([name, selection]) => ({ name: `${name}, unfiltered`, selection, filter: null })),
];

/** Asked again and again while the answer is kept. */
export const KEPT_QUESTION: Question = { name: 'dashboard, unfiltered, kept', selection: DASHBOARD, filter: null };
