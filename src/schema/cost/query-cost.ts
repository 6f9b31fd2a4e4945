import type { FieldComplexityValue } from '@pothos/plugin-complexity';
import {
  getIntrospectionQuery,
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { Estimate, Reach } from '../../federation/budget/estimate.js';
import type { RequestEstimate } from '../../federation/budget/request-budget.js';
import { asksOf } from './asks.js';
import { argumentsOf, collectFields, type Walk, type WalkedField } from './fields.js';

export interface QueryToCost {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
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
/** Entries of a list of the introspection: more than there are on average. */
const INTROSPECTED: Readonly<Record<string, number>> = {
  types: 100,
  fields: 10,
  inputFields: 10,
  enumValues: 5,
  args: 3,
};

/** Of types, those that wrap another. */
const WRAPPED = 0.4;

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

function addUpComplexity({ schema, document, operationName, variables }: QueryToCost, estimate: Estimate): number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  if (!coerced) return 0;
  const walk = { schema, fragments: fragmentsOf(document), variableValues: coerced };
  return Math.ceil(addUp(collectFields([operation.selectionSet], root, walk), null, walk, estimate));
}

function fragmentsOf({ definitions }: DocumentNode): Walk['fragments'] {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function addUp(fields: readonly WalkedField[], reach: Reach | null, walk: Walk, estimate: Estimate | null): number {
  return fields.reduce((sum, field) => sum + costOf(field, reach, walk, estimate), 0);
}

function costOf(walked: WalkedField, reach: Reach | null, walk: Walk, estimate: Estimate | null): number {
  const { field, nodes } = walked;
  const own = readCost(walked, reach, walk, estimate);
  if (!own) return 0;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return own.points;
  const sets = nodes.map(({ selectionSet }) => selectionSet);
  const inner = collectFields(sets, type, walk);
  const points = own.points + own.multiplier * addUp(inner, own.reach, walk, estimate);
  const isIntrospection = field.name === '__schema' || field.name === '__type';
  return isIntrospection && estimate ? (points * WHOLE_INTROSPECTION) / wholeIntrospection(walk.schema) : points;
}

/** Null for input that fails when the field is resolved, before anything is asked. */
function readCost(walked: WalkedField, reach: Reach | null, walk: Walk, estimate: Estimate | null) {
  try {
    const args = argumentsOf(walked, walk);
    const below =
      estimate && asksOf(walked.field)?.(args, { estimate, reach, selection: { ...walk, fieldNodes: walked.nodes } });
    return { ...toPoints(walked, args), reach: below ?? reach };
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

type Complexity = FieldComplexityValue | ((args: object) => FieldComplexityValue);

function toPoints({ type, field }: WalkedField, args: object) {
  const { complexity } = field.extensions as { readonly complexity?: Complexity };
  if (complexity === undefined) return { points: 1, multiplier: type.name.startsWith('__') ? entriesOf(field) : 1 };
  const value = typeof complexity === 'function' ? complexity(args) : complexity;
  if (typeof value === 'number') return { points: value, multiplier: 1 };
  return { points: value.field ?? 1, multiplier: value.multiplier ?? 1 };
}

function entriesOf({ name, type }: WalkedField['field']): number {
  const nullable = isNonNullType(type) ? type.ofType : type;
  if (name === 'ofType') return WRAPPED;
  return isListType(nullable) ? (INTROSPECTED[name] ?? 2) : 1;
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
  const walk = { schema, fragments: fragmentsOf(document), variableValues: {} };
  return addUp(collectFields([operation.selectionSet], root, walk), null, walk, null);
}
