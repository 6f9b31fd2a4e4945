import { execute, getOperationAST, GraphQLError, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Viewer } from '../auth/viewer.js';
import type { Waiting } from '../federation/deadline.js';
import type { Federation } from '../federation/federation.js';
import type { Call } from '../provider/provider.js';
import type { CostLimits } from '../schema/cost/cost-limits.js';
import type { Context } from '../schema/context.js';
import { createCharge, type Charge } from './cost/charge.js';
import type { PointBuckets } from './cost/point-buckets.js';
import { checkInput } from './document/check-document.js';
import { measureVariables } from './document/measure-input.js';
import { createPreparedQueries, type PreparedQuery, type PrepareQuery, type QueryLimits } from './prepared-queries.js';
import { findVariableMistakes, type Asked } from './variable-mistakes.js';

export interface OperationRunnerOptions {
  readonly schema: GraphQLSchema;
  readonly federation: Federation;
  readonly limits: QueryLimits & CostLimits;
  readonly buckets: PointBuckets;
}

/** What a request asks for, as it was read. */
export interface Params {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Who asks, and how. */
export interface Asker {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** Points that the caller has paid for the request so far. */
  readonly pointsPaid: number;
  /** Whether the request may write: a GET may not. */
  readonly mayWrite: boolean;
  /** Aborted when the client has gone. */
  readonly signal: Waiting;
  /** Hears of every call of a backend. */
  readonly onCall: NonNullable<Call['onCall']>;
  /** Told what is run, before it is. */
  readonly onOperation: (type: 'query' | 'mutation' | 'subscription', name: string | null) => void;
}

/**
 * Runs what a request asks for: parsed, held to the limits, validated, weighed and paid for, executed. Errors are as they
 * came.
 * @throws GraphQLError for what is refused without a look at the schema
 */
export type RunOperation = (params: Params, asker: Asker) => Promise<ExecutionResult>;

export function createOperationRunner(options: OperationRunnerOptions): RunOperation {
  const { schema, federation, limits } = options;
  const prepare = createPreparedQueries(schema, limits);
  const charge = createCharge(options);
  return async (params, asker) => {
    checkInput(measureVariables(params.variables ?? {}, limits), limits, 'The object of variables');
    const { document, errors } = prepareFor(params, asker, prepare);
    if (errors.length > 0) return { errors };
    const { requestId, viewer } = asker;
    const session = federation.openSession(viewer, asker.signal, asker.onCall);
    const context = { requestId, viewer, session, cursors: federation.cursors };
    const asked: Asked = {
      schema,
      document,
      operationName: params.operationName ?? null,
      variables: params.variables ?? {},
    };
    try {
      const charged = charge(asked, asker, session);
      const { refusal } = charged;
      const result = refusal ? { errors: [refusal] } : await run(asked, context);
      return withCost(withoutValues(result, asked, limits.errors), params, charged);
    } finally {
      session.close();
    }
  };
}

/** @throws GraphQLError */
function prepareFor(
  { query, operationName }: Params,
  { mayWrite, onOperation }: Asker,
  prepare: PrepareQuery,
): PreparedQuery {
  const prepared = prepare(query);
  const definition = getOperationAST(prepared.document, operationName);
  if (!definition) throw refuse(toUnfound(operationName), { status: 400 });
  const { operation, name } = definition;
  if (operation === 'mutation' && !mayWrite) {
    throw refuse('Can only perform a mutation operation from a POST request.', {
      status: 405,
      headers: { allow: 'POST' },
    });
  }
  if (prepared.errors.length === 0) onOperation(operation, name?.value ?? null);
  return prepared;
}

function toUnfound(operationName: string | null | undefined): string {
  if (!operationName) return 'The query must have one operation, or operationName tell which.';
  return 'The query has no operation of the name in operationName.';
}

function refuse(message: string, http: object): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http } });
}

function run({ schema, document, operationName, variables }: Asked, contextValue: Context) {
  return execute({ schema, document, operationName, variableValues: variables, contextValue });
}

/** In our own words where variables do not fit: GraphQL's hold what people typed. @param most errors to tell */
function withoutValues(result: ExecutionResult, asked: Asked, most: number): ExecutionResult {
  if ('data' in result) return result;
  const errors = findVariableMistakes(asked, most);
  return errors.length > 0 ? { errors } : result;
}

/** Adds `extensions.cost` where the request asks by `extensions.cost: true`. */
function withCost(result: ExecutionResult, { extensions }: Params, { report }: Charge): ExecutionResult {
  if (extensions?.['cost'] !== true) return result;
  return { ...result, extensions: { ...result.extensions, cost: report() } };
}
