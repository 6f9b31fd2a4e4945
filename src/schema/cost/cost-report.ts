import { canSeeRequestsMade } from '../../auth/visibility.js';
import type { Viewer } from '../../auth/viewer.js';
import type { Session } from '../../federation/session.js';
import type { CostLimits } from './cost-limits.js';
import type { QueryCost } from './query-cost.js';

export interface Reporting {
  readonly limits: CostLimits;
  readonly session: Session;
  readonly viewer: Viewer;
  readonly pointsLeft: number;
}

/**
 * `extensions.cost` of an answer. How many requests were made, and how many the backend still takes, is told to those who
 * see every ticket: to others it would tell how many tickets there are that they may not see.
 */
export function toCostReport(cost: QueryCost, { limits, session, viewer, pointsLeft }: Reporting) {
  const made = session.budget.made();
  const isTold = canSeeRequestsMade(viewer);
  return {
    complexity: { requested: cost.complexity, limit: limits.queryComplexity },
    points: { requested: cost.points, left: Number.isFinite(pointsLeft) ? Math.floor(pointsLeft) : null },
    upstreamRequests: session.backends.map(({ key, provider }) => ({
      backend: key,
      requested: cost.upstream.get(key)?.atMost ?? 0,
      made: isTold ? (made.get(key) ?? 0) : null,
      limit: limits.upstreamRequests,
      remaining: isTold ? (provider.status().rateLimit?.remaining ?? null) : null,
    })),
  };
}
