import {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type InputShapeFromFields,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import SchemaBuilder from '@pothos/core';
import type { GraphQLField } from 'graphql';
import type { Estimate, Reach } from '../../federation/budget/estimate.js';
import type { Selection } from '../selection.js';

/** Where a field stands in the query whose cost is told. */
export interface AskedField {
  readonly estimate: Estimate;
  /** The tickets that the field may be read of; null outside of tickets. */
  readonly reach: Reach | null;
  readonly selection: Selection;
}

/** Adds what a field takes upstream to the estimate. @returns the tickets below it, where there are others than above */
export type Asks<Args> = (args: Args, field: AskedField) => Reach | undefined | void;

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      asks: AsksPlugin<Types>;
    }

    export interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /** What the field takes upstream: told before the query runs, and held to while it does. */
      asks?: Asks<InputShapeFromFields<Args>>;
    }
  }
}

const NAME = 'asks';

/** Keeps the option `asks` of fields where the cost of a query is added up. */
class AsksPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { asks } = field.pothosOptions;
    return asks ? { ...field, extensions: { ...field.extensions, asks } } : field;
  }
}

SchemaBuilder.registerPlugin(NAME, AsksPlugin);

export function asksOf({ extensions }: GraphQLField<unknown, unknown>): Asks<Record<string, unknown>> | null {
  return (extensions as { readonly asks?: Asks<Record<string, unknown>> }).asks ?? null;
}

export default NAME;
