import {
  getArgumentValues,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded, type Selection } from '../selection.js';

/** What a walk through a query needs to know besides the query. */
export interface Walk extends Pick<Selection, 'fragments' | 'variableValues'> {
  readonly schema: GraphQLSchema;
}

/** A field as it will be resolved: once for all its places in the query under one name. */
export interface WalkedField {
  readonly type: GraphQLNamedType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
}

/** The fields of a type that selections leave in, fragments written out. Those of other types count as if all were there. */
export function collectFields(
  sets: readonly (SelectionSetNode | undefined)[],
  type: GraphQLNamedType,
  walk: Walk,
): WalkedField[] {
  const groups = new Map<string, FieldNode[]>();
  const types = new Map<string, GraphQLNamedType>();
  const collect = (set: SelectionSetNode | undefined, on: GraphQLNamedType): void => {
    for (const node of set?.selections ?? []) {
      if (!mayBeIncluded(node, walk)) continue;
      if (node.kind === 'Field') {
        const key = `${on.name}.${(node.alias ?? node.name).value}`;
        const others = groups.get(key);
        groups.set(key, others ? [...others, node] : [node]);
        types.set(key, on);
        continue;
      }
      const fragment = node.kind === 'InlineFragment' ? node : walk.fragments[node.name.value];
      const condition = fragment?.typeCondition?.name.value;
      collect(fragment?.selectionSet, (condition !== undefined && walk.schema.getType(condition)) || on);
    }
  };
  for (const set of sets) collect(set, type);
  return [...groups].flatMap(([key, nodes]) => toWalked(types.get(key) ?? type, nodes, walk));
}

/** The arguments of a field, defaults and variables filled in. @throws GraphQLError for what cannot be read */
export function argumentsOf({ field, nodes: [node] }: WalkedField, { variableValues }: Walk): Record<string, unknown> {
  return node && field.args.length > 0 ? getArgumentValues(field, node, variableValues) : {};
}

/** What a directive is on that cannot be read counts: where another type turns up, nobody reads it. */
function mayBeIncluded(node: SelectionNode, walk: Walk): boolean {
  try {
    return isIncluded(node, walk);
  } catch (error) {
    if (error instanceof GraphQLError) return true;
    throw error;
  }
}

function toWalked(type: GraphQLNamedType, nodes: readonly FieldNode[], { schema }: Walk): WalkedField[] {
  const name = nodes[0]?.name.value ?? '';
  const field = findField(type, name, schema);
  return field ? [{ type, field, nodes }] : [];
}

function findField(type: GraphQLNamedType, name: string, schema: GraphQLSchema): GraphQLField<unknown, unknown> | null {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType() && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (type === schema.getQueryType() && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? (type.getFields()[name] ?? null) : null;
}
