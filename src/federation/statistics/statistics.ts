import DataLoader from 'dataloader';
import type { Aggregate, AggregateRequest, Measure } from '../../provider/aggregate.js';
import type { Backend } from '../../provider/backend.js';
import type { TicketFilter } from '../../ticket/filter.js';
import type { Asking } from '../asking.js';
import type { BackendReport } from '../report.js';
import { addAggregates } from './add-aggregates.js';
import { aggregateBackend } from './aggregate-backend.js';

/** Something to measure; days need the time zone whose calendar they are of. */
export type Wanted =
  { readonly measure: Exclude<Measure, 'days'> | 'total' } | { readonly measure: 'days'; readonly timeZone: string };

/** Statistics over every backend, for exactly the tickets that the viewer may see and the filter keeps. */
export interface Statistics {
  readonly filter: TicketFilter;
  /**
   * Measures. What is wanted at the same time is measured in one pass over each backend; what was not wanted by then may
   * be missing in the answer.
   */
  load(wanted: Wanted): Promise<Measured>;
}

export interface Measured {
  /** Over all backends that answered. */
  readonly whole: Aggregate;
  /** Those that answered, with their parts, in the order of the configuration. */
  readonly parts: readonly { readonly backend: Backend; readonly aggregate: Aggregate }[];
  readonly reports: readonly BackendReport[];
}

export function createStatistics(filter: TicketFilter, asking: Asking): Statistics {
  // They are kept on their own, and for longer.
  asking.basis.keepToCaller();
  const loader = new DataLoader<Wanted, Measured, string>(
    async (wanted) => {
      const measured = await measure({ filter, ...toMeasures(wanted) }, asking);
      return wanted.map(() => measured);
    },
    { cacheKeyFn: (wanted) => JSON.stringify(wanted) },
  );
  return { filter, load: (wanted) => loader.load(wanted) };
}

function toMeasures(wanted: readonly Wanted[]): Pick<AggregateRequest, 'measures' | 'timeZones'> {
  const measures = wanted.map(({ measure: name }) => name).filter((name) => name !== 'total');
  const timeZones = wanted.flatMap((each) => (each.measure === 'days' ? [each.timeZone] : []));
  return { measures: [...new Set(measures)], timeZones: [...new Set(timeZones)] };
}

async function measure(request: AggregateRequest, asking: Asking): Promise<Measured> {
  const answers = await Promise.all(asking.backends.map((backend) => aggregateBackend(backend, request, asking)));
  const parts = answers.flatMap(({ backend, aggregate }) => (aggregate ? [{ backend, aggregate }] : []));
  return {
    whole: addAggregates(parts.map(({ aggregate }) => aggregate)),
    parts,
    reports: answers.map(({ report }) => report),
  };
}
