import type { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/context.js';
import { findExcess, type CostLimits } from '../../schema/cost/cost-limits.js';
import { addUpCost, type QueryCost } from '../../schema/cost/query-cost.js';
import { toCostReport } from '../../schema/cost/cost-report.js';
import type { PointBuckets } from './point-buckets.js';
import { rateLimited, toCaller } from './rate-limited.js';
import type { ServerContext } from '../server-context.js';

export interface QueryCostOptions {
  readonly limits: CostLimits;
  readonly buckets: PointBuckets;
}

/**
 * Tells what a valid query costs before it runs, refuses what is over the limits or what its caller has no points left
 * for, and holds the run to it. Adds `extensions.cost` to the answer where the request asks by `extensions.cost: true`.
 */
export function useQueryCost({ limits, buckets }: QueryCostOptions): Plugin<Context, ServerContext> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { schema, document, operationName, variableValues } = args;
      const context = args.contextValue as Context & { readonly params?: { readonly extensions?: unknown } };
      const { session, viewer } = context;
      const { pointsPaid } = args.contextValue as unknown as ServerContext;
      const query = { schema, document, operationName: operationName ?? null, variables: variableValues ?? {} };
      const cost = addUpCost(query, session.openEstimate());
      const refusal = findExcess(cost, limits) ?? charge(cost, pointsPaid, toCaller(viewer), buckets);
      const isWanted = wantsCost(context.params?.extensions);
      const report = () => toCostReport(cost, { limits, session, viewer, pointsLeft: buckets.left(toCaller(viewer)) });
      if (refusal) {
        const extensions = isWanted ? { extensions: { cost: report() } } : {};
        return setResultAndStopExecution({ errors: [refusal], ...extensions });
      }
      session.budget.allow(cost.upstream);
      if (!isWanted) return undefined;
      return {
        onExecuteDone({ result, setResult }) {
          if (Symbol.asyncIterator in result) return;
          setResult({ ...result, extensions: { ...result.extensions, cost: report() } });
        },
      };
    },
  };
}

function charge({ points }: QueryCost, paid: number, caller: string, buckets: PointBuckets): GraphQLError | null {
  const waitMs = buckets.take(caller, points, paid);
  return waitMs > 0 ? rateLimited(waitMs) : null;
}

function wantsCost(extensions: unknown): boolean {
  return typeof extensions === 'object' && extensions !== null && 'cost' in extensions && extensions.cost === true;
}
