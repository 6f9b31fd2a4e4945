import { wholeNumber } from '../provider/whole-number.js';

/** What a query may cost; parts of `limits`. */
export const costLimits = {
  requestsInFlight: wholeNumber(1, 100_000)
    .default(1000)
    .describe('Requests under way at once, 1 to 100000; more are answered 503 before they are read.'),
  requestsPerCaller: wholeNumber(1, 100_000)
    .default(250)
    .describe('Requests of one caller under way at once, 1 to 100000; more are answered 429.'),
  busyMs: wholeNumber(10, 10_000)
    .default(100)
    .describe(
      'How long the event loop may be busy in one go before requests are answered 503, 10 to 10000 milliseconds; so they are ' +
        'when the query first in line has waited ten times that, or half of `deadlineMs`.',
    ),
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
    .default(2500)
    .describe(
      'Requests that one query may take of any one backend, 1 to 100000, by its largest possible answer. Raise it with ' +
        'pagesPerScan, and for a hundred accounts of Moov.',
    ),
  pointsPerMinute: wholeNumber(0, 1_000_000_000)
    .default(1_000_000)
    .describe(
      'Points that one caller may spend in a minute, 0 to 1000000000; 0 sets no bound. A query costs its complexity, and ' +
        'five points for each upstream request that it may take.',
    ),
  pointsAtOnce: wholeNumber(1000, 1_000_000_000)
    .default(250_000)
    .describe(
      'Points that a caller who has waited may spend at once, 1000 to 1000000000; limits.queryComplexity at least.',
    ),
};
