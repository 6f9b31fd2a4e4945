import type { GraphQLError } from 'graphql';
import { tooComplex } from '../errors.js';
import type { QueryCost } from './query-cost.js';

export interface CostLimits {
  /** Points. */
  readonly queryComplexity: number;
  /** Upstream requests to one backend. */
  readonly upstreamRequests: number;
}

/** QUERY_TOO_COMPLEX for a query that would cost too much, else null. */
export function findExcess({ complexity, upstream }: QueryCost, limits: CostLimits): GraphQLError | null {
  if (complexity > limits.queryComplexity) {
    const what = 'points of complexity, fields times the entries of the lists around them';
    return tooComplex({ what, asked: complexity, allowed: limits.queryComplexity, limit: 'queryComplexity' });
  }
  for (const [backend, { atMost }] of upstream) {
    if (atMost <= limits.upstreamRequests) continue;
    const what = `requests that ${backend} may get for it`;
    return tooComplex({ what, asked: atMost, allowed: limits.upstreamRequests, limit: 'upstreamRequests' });
  }
  return null;
}
