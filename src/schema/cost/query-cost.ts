import type { FieldComplexityValue } from '@pothos/plugin-complexity';
import {
  BREAK,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  isLeafType,
  isListType,
  Kind,
  parse,
  visit,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Estimate, Reach } from '../../federation/budget/estimate.js';
import type { RequestEstimate } from '../../federation/budget/request-budget.js';
import { asksOf } from './asks.js';
import { argumentsOf, collectFields, type Walk, type WalkedField } from './fields.js';
import { counted, perBackend } from './weights.js';

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

/** A document, and what of its cost is found out once for all requests of it. */
export interface CostOutline {
  readonly document: DocumentNode;
  readonly fragments: Walk['fragments'];
  /** What is in selection sets, those seen so far; null where directives leave fields out of some requests. */
  readonly levels: Map<SelectionSetNode, Level> | null;
}

/** The fields right below a field. */
interface Level {
  /** Of leaves that cost the same whatever is asked. */
  readonly points: number;
  /** The others. */
  readonly fields: readonly WalkedField[];
}

/** What a query is weighed with. */
interface Scales extends Walk, Pick<CostOutline, 'levels'> {
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
  const { document, fragments, levels } = outline;
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const { variableDefinitions = [], selectionSet } = operation;
  const { coerced } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 1 });
  if (!coerced) return 0;
  const scales = { schema, fragments, levels, variableValues: coerced, backends, estimate };
  return Math.ceil(addUp(levelOf([selectionSet], root, scales), TOP, scales));
}

/** What is found out of a document without its variables. */
export function outlineCost(document: DocumentNode): CostOutline {
  return { document, fragments: fragmentsOf(document), levels: hasDirectives(document) ? null : new Map() };
}

function hasDirectives(document: DocumentNode): boolean {
  let isFound = false;
  visit(document, {
    Directive() {
      isFound = true;
      return BREAK;
    },
  });
  return isFound;
}

function fragmentsOf({ definitions }: DocumentNode): Walk['fragments'] {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** A selection set is that of one field, whose type is always the same. Those of several together are looked at anew. */
function levelOf(sets: readonly (SelectionSetNode | undefined)[], type: GraphQLNamedType, scales: Scales): Level {
  const set = sets.length === 1 ? sets[0] : undefined;
  const known = set && scales.levels?.get(set);
  if (known) return known;
  const level = toLevel(collectFields(sets, type, scales));
  if (set) scales.levels?.set(set, level);
  return level;
}

function toLevel(walked: readonly WalkedField[]): Level {
  let points = 0;
  const fields: WalkedField[] = [];
  for (const each of walked) {
    if (isFixed(each)) points += toWeight(each, {}, 1, 1).points;
    else fields.push(each);
  }
  return { points, fields };
}

function isFixed({ field }: WalkedField): boolean {
  const { args, type, extensions } = field;
  return (
    args.length === 0 && isLeafType(getNamedType(type)) && !asksOf(field) && typeof extensions.complexity !== 'function'
  );
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
function readCost(walked: WalkedField, { reach, page }: Place, scales: Scales): (Weight & Place) | null {
  const { estimate, fragments, variableValues } = scales;
  const { nodes: fieldNodes } = walked;
  try {
    const args = argumentsOf(walked, scales);
    const asks = asksOf(walked.field);
    const below =
      estimate && asks ? asks(args, { estimate, reach, selection: { fieldNodes, fragments, variableValues } }) : null;
    const { points, entries, page: pageBelow } = toWeight(walked, args, page, scales.backends);
    return { points, entries, page: pageBelow, reach: below ?? reach };
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

type Complexity = FieldComplexityValue | ((args: object) => FieldComplexityValue);

interface Weight {
  readonly points: number;
  /** How often what is inside of it counts. */
  readonly entries: number;
  /** Page size for the lists inside of it; 1 where it has none. */
  readonly page: number;
}

function toWeight({ type, field }: WalkedField, args: object, page: number, backends: number): Weight {
  const { complexity } = field.extensions as { readonly complexity?: Complexity };
  if (complexity === undefined) return toList(1, type.name.startsWith('__') ? entriesOf(field) : 1);
  if (complexity === counted.complexity) return toList(1, page);
  if (complexity === perBackend.complexity) return toList(1, backends);
  const value = typeof complexity === 'function' ? complexity(args) : complexity;
  if (typeof value === 'number') return toList(value, 1);
  const { field: points = 1, multiplier = 1 } = value;
  return isListType(getNullableType(field.type))
    ? toList(points, multiplier)
    : { points, entries: 1, page: multiplier };
}

function toList(points: number, entries: number): Weight {
  return { points, entries, page: 1 };
}

function entriesOf({ name, type }: WalkedField['field']): number {
  if (name === 'ofType') return WRAPPED;
  return isListType(getNullableType(type)) ? (INTROSPECTED[name] ?? 2) : 1;
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
  const scales = { schema, ...outlineCost(document), variableValues: {}, backends: 0, estimate: null };
  return addUp(levelOf([operation.selectionSet], root, scales), TOP, scales);
}
