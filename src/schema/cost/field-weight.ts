import type { FieldComplexityValue } from '@pothos/plugin-complexity';
import { getNullableType, isListType } from 'graphql';
import type { WalkedField } from './fields.js';
import { counted, perBackend } from './weights.js';

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

type Complexity = FieldComplexityValue | ((args: object) => FieldComplexityValue);

export interface FieldWeight {
  readonly points: number;
  /** How often what is inside of it counts. */
  readonly entries: number;
  /** Page size for the lists inside of it; 1 where it has none. */
  readonly page: number;
}

/**
 * What a field declares.
 * @param page size of the page that the field is on; 1 where it is on none
 * @param backends how many there are
 */
export function toFieldWeight({ type, field }: WalkedField, args: object, page: number, backends: number): FieldWeight {
  const complexity = complexityOf(field);
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

/** Whether its points are the same whatever its arguments are. */
export function isOfFixedPoints({ field }: WalkedField): boolean {
  return field.args.length === 0 && typeof complexityOf(field) !== 'function';
}

function complexityOf({ extensions }: WalkedField['field']): Complexity | undefined {
  return (extensions as { readonly complexity?: Complexity }).complexity;
}

function toList(points: number, entries: number): FieldWeight {
  return { points, entries, page: 1 };
}

function entriesOf({ name, type }: WalkedField['field']): number {
  if (name === 'ofType') return WRAPPED;
  return isListType(getNullableType(type)) ? (INTROSPECTED[name] ?? 2) : 1;
}
