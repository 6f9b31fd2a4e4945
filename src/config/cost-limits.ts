import { wholeNumber } from './setting-types.js';

/** What a query may cost; parts of `limits`. */
export const costLimits = {
  conversationsPerScan: wholeNumber(1, 100_000)
    .default(300)
    .describe(
      'Conversations read from one backend for one answer where it cannot search them itself, 1 to 100000; `search` and ' +
        '`messages` beyond that are PARTIAL.',
    ),
  queryComplexity: wholeNumber(100, 1_000_000)
    .default(20_000)
    .describe('Points of a query, 100 to 1000000: about the fields of its largest possible answer.'),
  upstreamRequests: wholeNumber(1, 100_000)
    .default(1000)
    .describe(
      'Requests that one query may take of any one backend, 1 to 100000, by its largest possible answer. Raise it for a ' +
        'Moov backend with more than twenty accounts.',
    ),
  pointsPerMinute: wholeNumber(0, 1_000_000_000)
    .default(1_000_000)
    .describe(
      'Points that one caller may spend in a minute, 0 to 1000000000; 0 sets no bound. A query costs its complexity, and ' +
        'five points for each upstream request that it may take.',
    ),
  pointsAtOnce: wholeNumber(1000, 1_000_000_000)
    .default(250_000)
    .describe('Points that a caller who has waited may spend at once, 1000 to 1000000000.'),
};
