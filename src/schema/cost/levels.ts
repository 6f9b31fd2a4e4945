import {
  BREAK,
  getNamedType,
  isLeafType,
  Kind,
  visit,
  type DocumentNode,
  type GraphQLNamedType,
  type SelectionSetNode,
} from 'graphql';
import { asksOf } from './asks.js';
import { toFieldWeight, isOfFixedPoints } from './field-weight.js';
import { collectFields, type Walk, type WalkedField } from './fields.js';

/** A document of one schema, and what of its cost is found out once for all requests of it. */
export interface CostOutline {
  readonly document: DocumentNode;
  readonly fragments: Walk['fragments'];
  /** Null where directives leave fields out of some requests. */
  readonly known: KnownLevels | null;
}

/** What is in selection sets that were seen before. */
interface KnownLevels {
  readonly bySet: Map<SelectionSetNode, Level>;
  /** Fields that may still be remembered. */
  room: number;
}

/** The fields right below a field. */
export interface Level {
  /** Of leaves that cost the same whatever is asked. */
  readonly points: number;
  /** The others. */
  readonly fields: readonly WalkedField[];
}

/** A field takes some two hundred bytes, and a thousand documents are remembered. */
const MOST_KNOWN_FIELDS = 200;

export function toCostOutline(document: DocumentNode): CostOutline {
  const known = hasDirectives(document) ? null : { bySet: new Map(), room: MOST_KNOWN_FIELDS };
  return { document, fragments: fragmentsOf(document), known };
}

function fragmentsOf({ definitions }: DocumentNode): Walk['fragments'] {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment]));
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

/**
 * What is in selection sets of one place in the query. That of one field is remembered, as its type is always the same;
 * those of several under one name are looked at anew.
 */
export function levelOf(
  sets: readonly (SelectionSetNode | undefined)[],
  type: GraphQLNamedType,
  walk: Walk & Pick<CostOutline, 'known'>,
): Level {
  const set = sets.length === 1 ? sets[0] : undefined;
  const before = set && walk.known?.bySet.get(set);
  if (before) return before;
  const level = toLevel(collectFields(sets, type, walk));
  if (set && walk.known) remember(set, level, walk.known);
  return level;
}

function toLevel(walked: readonly WalkedField[]): Level {
  const fixed = walked.filter(isFixed);
  return {
    points: fixed.reduce((sum, each) => sum + toFieldWeight(each, {}, 1, 1).points, 0),
    fields: walked.filter((each) => !isFixed(each)),
  };
}

function isFixed(walked: WalkedField): boolean {
  const { field } = walked;
  return isLeafType(getNamedType(field.type)) && isOfFixedPoints(walked) && !asksOf(field);
}

function remember(set: SelectionSetNode, level: Level, known: KnownLevels): void {
  const fields = level.fields.length + 1;
  if (known.room < fields) return;
  known.room -= fields;
  known.bySet.set(set, level);
}
