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
  readonly points: number;
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

export interface Charges {
  /** Tells what a valid query costs before it runs, and takes it from its caller's points. */
  charge(query: Omit<QueryToCost, 'backends'>, payer: Payer, session: Session): Charge;
  /** Takes what a query was weighed at before. @returns null when it is paid */
  take(points: number, payer: Payer): GraphQLError | null;
}

export function createCharges({ limits, buckets }: ChargeOptions): Charges {
  function take(points: number, { viewer, pointsPaid }: Payer): GraphQLError | null {
    const waitMs = buckets.take(toCaller(viewer), points, pointsPaid);
    return waitMs > 0 ? rateLimited(waitMs) : null;
  }

  return {
    charge(query, payer, session) {
      const { viewer } = payer;
      const { schema, outline, operationName, variables } = query;
      const backends = session.backends.length;
      const cost = addUpCost({ schema, outline, operationName, variables, backends }, session.openEstimate());
      const refusal = findExcess(cost, limits) ?? take(cost.points, payer);
      if (!refusal) session.budget.allow(cost.upstream);
      return {
        points: cost.points,
        refusal,
        report: () => toCostReport(cost, { limits, session, viewer, pointsLeft: buckets.left(toCaller(viewer)) }),
      };
    },
    take,
  };
}
