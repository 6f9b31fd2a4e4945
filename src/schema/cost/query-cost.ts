import {
  getIntrospectionQuery,
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  isLeafType,
  parse,
  type GraphQLSchema,
} from 'graphql';
import type { Estimate, Reach } from '../../federation/budget/estimate.js';
import type { RequestEstimate } from '../../federation/budget/request-budget.js';
import { asksOf } from './asks.js';
import { toFieldWeight, type FieldWeight } from './field-weight.js';
import { argumentsOf, type Walk, type WalkedField } from './fields.js';
import { levelOf, toCostOutline, type CostOutline, type Level } from './levels.js';

export interface QueryToCost {
  readonly schema: GraphQLSchema;
  readonly outline: CostOutline;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** How many there are. */
  readonly backends: number;
}

/** What a query costs, known before it runs. */
export interface QueryCost {
  readonly complexity: number;
  readonly upstream: RequestEstimate;
  /** What the caller pays: the complexity, and something for each upstream request. */
  readonly points: number;
}

const POINTS_PER_REQUEST = 5;
/** Points that the introspection query of GraphiQL costs: that of parts of it in proportion. */
const WHOLE_INTROSPECTION = 5000;

/** What a query is weighed with. */
interface Scales extends Walk, Pick<CostOutline, 'known'> {
  readonly backends: number;
  /** Null where nothing is asked upstream. */
  readonly estimate: Estimate | null;
}

/** Where a field stands. */
interface Place {
  readonly reach: Reach | null;
  /** Page size of the field above it; 1 where that has none. */
  readonly page: number;
}

const TOP: Place = { reach: null, page: 1 };

/**
 * The complexity of a valid query, in points: those that each field declares, times the entries of the lists around
 * it. What the fields ask upstream is added to the estimate. Input that cannot be read costs nothing: it fails at once.
 */
export function addUpCost(query: QueryToCost, estimate: Estimate): QueryCost {
  const complexity = addUpComplexity(query, estimate);
  const upstream = estimate.read();
  const requests = [...upstream.values()].reduce((sum, { atMost }) => sum + atMost, 0);
  return { complexity, upstream, points: complexity + POINTS_PER_REQUEST * requests };
}

function addUpComplexity(query: QueryToCost, estimate: Estimate): number {
  const { schema, outline, operationName, variables, backends } = query;
  const { document, fragments, known } = outline;
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const { variableDefinitions = [], selectionSet } = operation;
  const { coerced } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 1 });
  if (!coerced) return 0;
  const scales = { schema, fragments, known, variableValues: coerced, backends, estimate };
  return Math.ceil(addUp(levelOf([selectionSet], root, scales), TOP, scales));
}

function addUp({ points, fields }: Level, place: Place, scales: Scales): number {
  return fields.reduce((sum, field) => sum + costOf(field, place, scales), points);
}

function costOf(walked: WalkedField, place: Place, scales: Scales): number {
  const { field, nodes } = walked;
  const own = readCost(walked, place, scales);
  if (!own) return 0;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return own.points;
  const sets = nodes.map(({ selectionSet }) => selectionSet);
  const points = own.points + own.entries * addUp(levelOf(sets, type, scales), own, scales);
  const isIntrospection = field.name === '__schema' || field.name === '__type';
  return isIntrospection && scales.estimate
    ? (points * WHOLE_INTROSPECTION) / wholeIntrospection(scales.schema)
    : points;
}

/** Null for input that fails when the field is resolved, before anything is asked. */
function readCost(walked: WalkedField, { reach, page }: Place, scales: Scales): (FieldWeight & Place) | null {
  const { estimate, fragments, variableValues } = scales;
  const { nodes: fieldNodes } = walked;
  try {
    const args = argumentsOf(walked, scales);
    const asks = asksOf(walked.field);
    const below =
      estimate && asks ? asks(args, { estimate, reach, selection: { fieldNodes, fragments, variableValues } }) : null;
    const { points, entries, page: pageBelow } = toFieldWeight(walked, args, page, scales.backends);
    return { points, entries, page: pageBelow, reach: below ?? reach };
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

const wholes = new WeakMap<GraphQLSchema, number>();

function wholeIntrospection(schema: GraphQLSchema): number {
  const known = wholes.get(schema) ?? measureIntrospection(schema);
  wholes.set(schema, known);
  return known;
}

function measureIntrospection(schema: GraphQLSchema): number {
  const document = parse(getIntrospectionQuery());
  const operation = getOperationAST(document);
  const root = schema.getQueryType();
  if (!operation || !root) return WHOLE_INTROSPECTION;
  const scales = { schema, ...toCostOutline(document), variableValues: {}, backends: 0, estimate: null };
  return addUp(levelOf([operation.selectionSet], root, scales), TOP, scales);
}
