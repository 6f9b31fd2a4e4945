import type { Random } from '../../src/demo/random.js';
import type { FilterJson } from './oracle.js';
import type { PlainTicket } from './plain/plain-ticket.js';
import { randomFilter } from './random-question.js';
import type { StatisticsQuestion } from './statistics.js';

/** Some change their clocks in spring, some in autumn, by an hour or half of one; some are hours and minutes away. */
export const TIME_ZONES = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
] as const;

export function randomStatistics(random: Random, tickets: readonly PlainTicket[]): StatisticsQuestion {
  return {
    filter: randomlyBounded(random, tickets, random.below(3) === 0 ? {} : randomFilter(random, tickets)),
    interval: random.pick(['DAY', 'WEEK', 'MONTH']),
    timeZone: random.pick(TIME_ZONES),
    limit: random.pick([1, 2, 3, 10, 100]),
  };
}

/** Often bounds on the time of creation, which a chart begins and ends at; some of them as deep as they may be. */
function randomlyBounded(random: Random, tickets: readonly PlainTicket[], filter: FilterJson): FilterJson {
  const time = () => new Date(random.pick(tickets).createdAt).toISOString();
  const [lower, upper] = [{ [random.pick(['gte', 'gt'])]: time() }, { [random.pick(['lte', 'lt'])]: time() }];
  switch (random.below(6)) {
    case 0:
      return { and: [filter, { createdAt: random.pick([lower, upper]) }] };
    case 1:
      return { and: [{ createdAt: lower }, { and: [{ createdAt: upper }, filter] }] };
    case 2:
      return { ...filter, createdAt: { ...lower, ...upper } };
    default:
      return filter;
  }
}
