import type { GraphQLError } from 'graphql';
import type { Viewer } from '../../auth/viewer.js';
import type { Session } from '../../federation/session.js';
import { findExcess, type CostLimits } from '../../schema/cost/cost-limits.js';
import { toCostReport } from '../../schema/cost/cost-report.js';
import { addUpCost, type QueryToCost } from '../../schema/cost/query-cost.js';
import type { PointBuckets } from './point-buckets.js';
import { rateLimited, toCaller } from './rate-limited.js';

export interface ChargeOptions {
  readonly limits: CostLimits;
  readonly buckets: PointBuckets;
}

/** What a query was weighed at. */
export interface Charge {
  /** Null when it is paid, and its run held to what was weighed. */
  readonly refusal: GraphQLError | null;
  /** `extensions.cost`, with what was made of it by now. */
  report(): object;
}

export interface Payer {
  readonly viewer: Viewer;
  /** Points that were paid for the same request before. */
  readonly pointsPaid: number;
}

/** Tells what a valid query costs before it runs, and takes it from its caller's points. */
export function createCharge({ limits, buckets }: ChargeOptions) {
  return (query: QueryToCost, { viewer, pointsPaid }: Payer, session: Session): Charge => {
    const cost = addUpCost(query, session.openEstimate());
    const caller = toCaller(viewer);
    const refusal = findExcess(cost, limits) ?? toRefusal(buckets.take(caller, cost.points, pointsPaid));
    if (!refusal) session.budget.allow(cost.upstream);
    return {
      refusal,
      report: () => toCostReport(cost, { limits, session, viewer, pointsLeft: buckets.left(caller) }),
    };
  };
}

function toRefusal(waitMs: number): GraphQLError | null {
  return waitMs > 0 ? rateLimited(waitMs) : null;
}
