import {
  execute,
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Viewer } from '../auth/viewer.js';
import { WatchedViewer } from '../auth/watched-viewer.js';
import type { Waiting } from '../federation/deadline.js';
import type { Federation } from '../federation/federation.js';
import type { Call } from '../provider/provider.js';
import type { CostLimits } from '../schema/cost/cost-limits.js';
import { closeContext, type Context } from '../schema/context.js';
import type { ErrorCode } from '../schema/errors.js';
import { toSomeNames } from '../ticket/some-names.js';
import type { TicketFields } from '../ticket/ticket.js';
import { createCharges, type Charge } from './cost/charge.js';
import { toCaller } from './cost/rate-limited.js';
import type { PointBuckets } from './cost/point-buckets.js';
import { checkInput } from './document/check-document.js';
import { measureVariables } from './document/measure-input.js';
import { createPreparedQueries, type PreparedQuery, type PrepareQuery, type QueryLimits } from './prepared-queries.js';
import { RenderedAnswer } from './rendered-answer.js';
import { createSharedAnswers, type Run, type SharedAnswersOptions } from './shared-answers.js';
import type { Starts } from './starts.js';
import { findVariableMistakes, type Asked } from './variable-mistakes.js';

export interface OperationRunnerOptions {
  readonly schema: GraphQLSchema;
  readonly federation: Federation;
  readonly limits: QueryLimits & CostLimits & SharedAnswersOptions;
  readonly buckets: PointBuckets;
  readonly starts: Starts;
}

/** What a request asks for, as it was read. */
export interface Params {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** `cost` asks what the query costs. */
  readonly extensions?: { readonly cost?: boolean | undefined } | undefined;
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
  readonly onOperation: (type: OperationTypeNode, name: string | null) => void;
  /** Told when the answer is one that somebody else was given. */
  readonly onShared: () => void;
}

/**
 * Runs what a request asks for: parsed, held to the limits, validated, weighed and paid for, executed. Errors are as they
 * came.
 * @throws GraphQLError for what is refused without a look at the schema
 */
export type RunOperation = (params: Params, asker: Asker) => Promise<ExecutionResult>;

export function createOperationRunner(options: OperationRunnerOptions): RunOperation {
  const { schema, federation, limits, starts } = options;
  const prepare = createPreparedQueries(schema, limits);
  const charges = createCharges(options);
  const answers = limits.answersKeptBytes > 0 ? createSharedAnswers(limits) : null;

  /**
   * Runs it for one caller. What holds all that is read is made here, and what is left of it is text, unless there are errors:
   * whatever is as old as the request, which may have waited, would keep what it holds beyond young garbage collections.
   */
  async function run({ params, query, ticketFields, asker, cameAt }: Runner): Promise<Run> {
    const viewer = new WatchedViewer(asker.viewer);
    const session = federation.openSession(viewer, asker.signal, {
      requestId: asker.requestId,
      onCall: asker.onCall,
      cameAt,
      ticketFields,
    });
    const context = { requestId: asker.requestId, viewer, session, cursors: federation.cursors };
    const { operationName = null, variables = {} } = params;
    const { document, outline } = query;
    const asked = { schema, document, operationName, variables };
    try {
      const charged = charges.charge({ schema, outline, operationName, variables }, asker, session);
      const { refusal, points } = charged;
      const executed = refusal ? { errors: [refusal] } : await runAsked(asked, context);
      const result = withCost(withoutValues(executed, asked, limits), params, charged);
      const { basis } = session;
      const traits = viewer.traits();
      return { result: render(result, points), traits, holds: basis.toHolds(), reads: basis.reads() };
    } finally {
      session.close();
    }
  }

  function give(answer: RenderedAnswer, asker: Asker): ExecutionResult {
    const refusal = charges.take(answer.points, asker);
    if (refusal) return { errors: [refusal] };
    asker.onShared();
    return answer;
  }

  return async (params, asker) => {
    const cameAt = performance.now();
    checkInput(measureVariables(params.variables ?? {}, limits), limits, 'The object of variables');
    const { query, type } = prepareFor(params, asker, prepare);
    if (query.errors.length > 0) return { errors: query.errors };
    const ticketFields = type === OperationTypeNode.QUERY ? query.ticketFields : undefined;
    const question = answers && toQuestion(query, type, params);
    const known = question === null ? null : answers?.find(question, asker.viewer);
    if (known) return give(known, asker);
    const runAnew = () =>
      starts.run({ caller: toCaller(asker.viewer), signal: asker.signal }, async () => {
        if (asker.signal.aborted || performance.now() - cameAt >= limits.deadlineMs) return tellLate();
        // While this one was in line, somebody who is alike may have had an answer.
        const found = question === null ? null : answers?.find(question, asker.viewer);
        return found ? toUnkept(give(found, asker)) : run({ params, query, ticketFields, asker, cameAt });
      });
    if (!answers || question === null) return (await runAnew()).result;
    // Without a pause where there is nothing to wait for: who comes next is to find this one under way.
    const underWay = answers.join(question, asker.viewer);
    const joined = underWay && (await underWay);
    return joined ? give(joined, asker) : answers.run(question, asker.viewer, runAnew);
  };
}

/** What is run, and for whom. */
interface Runner {
  readonly params: Params;
  readonly query: PreparedQuery;
  /** What it looks at of tickets; undefined for everything, as a write does. */
  readonly ticketFields: TicketFields | undefined;
  readonly asker: Asker;
  /** When it came, by `performance.now()`. */
  readonly cameAt: number;
}

/** What came of a run that nobody else is to be given. */
function toUnkept(result: ExecutionResult): Run {
  return { result, traits: [], holds: null, reads: 0 };
}

/** Nothing has been begun: a write that was not made in time is none. */
function tellLate(): Run {
  const message = 'There was more to do than could be done in time, so this request was not begun; try again in 1 s.';
  return toUnkept({ errors: [refuse('TIMEOUT', message, { status: 503, headers: { 'retry-after': '1' } })] });
}

const LONGEST_QUESTION = 2000;

/**
 * What is the same for all who ask the same; null where the answer is for one caller, as it is of writes and with what they
 * cost, and where it is too long to be compared.
 */
function toQuestion({ id }: PreparedQuery, type: OperationTypeNode, params: Params): string | null {
  const { operationName = null, variables = {}, extensions } = params;
  if (id === null || type !== OperationTypeNode.QUERY || extensions?.cost) return null;
  const question = JSON.stringify([id, operationName, variables]);
  return question.length <= LONGEST_QUESTION && isSameAsJson(variables) ? question : null;
}

/** JSON can be read that cannot be written: 1e400 becomes null. */
function isSameAsJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isSameAsJson);
}

/** @throws GraphQLError */
function prepareFor(
  { query, operationName }: Params,
  { mayWrite, onOperation }: Asker,
  prepare: PrepareQuery,
): { readonly query: PreparedQuery; readonly type: OperationTypeNode } {
  const prepared = prepare(query);
  const definition = getOperationAST(prepared.document, operationName);
  if (!definition) throw refuse('BAD_USER_INPUT', toUnfound(operationName, prepared.document), { status: 400 });
  const { operation, name } = definition;
  if (operation === 'mutation' && !mayWrite) {
    throw refuse('BAD_USER_INPUT', 'Can only perform a mutation operation from a POST request.', {
      status: 405,
      headers: { allow: 'POST' },
    });
  }
  if (prepared.errors.length === 0) onOperation(operation, name?.value ?? null);
  return { query: prepared, type: operation };
}

function toUnfound(operationName: string | null | undefined, { definitions }: DocumentNode): string {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const names = operations.flatMap(({ name }) => name?.value ?? []);
  const there = names.length > 0 ? `; it has ${toSomeNames([...new Set(names)])}.` : '.';
  if (!operationName) return `The query must have one operation, or operationName tell which${there}`;
  return `The query has no operation of the name in operationName${there}`;
}

function refuse(code: ErrorCode, message: string, http: object): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http } });
}

async function runAsked(
  { schema, document, operationName, variables }: Asked,
  contextValue: Context,
): Promise<ExecutionResult> {
  try {
    return await execute({ schema, document, operationName, variableValues: variables, contextValue });
  } finally {
    closeContext(contextValue);
  }
}

/** In our own words where variables do not fit: GraphQL's hold what people typed. */
function withoutValues(
  result: ExecutionResult,
  asked: Asked,
  { errors: most, introspection, suggestions }: QueryLimits,
): ExecutionResult {
  if ('data' in result) return result;
  const errors = findVariableMistakes(asked, { most, tellsSchema: introspection && suggestions });
  return errors.length > 0 ? { errors } : result;
}

function render(result: ExecutionResult, points: number): ExecutionResult {
  return result.errors || result.extensions ? result : new RenderedAnswer(result, points);
}

/** Adds `extensions.cost` where the request asks by `extensions.cost: true`. */
function withCost(result: ExecutionResult, { extensions }: Params, { report }: Charge): ExecutionResult {
  if (!extensions?.cost) return result;
  return { ...result, extensions: { ...result.extensions, cost: report() } };
}
