import {
  GraphQLScalarType,
  Kind,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type VariableDefinitionNode,
  type VariableNode,
} from 'graphql';

/*
 * graphql-jit writes out the code that reads variables, type by type; an input type that holds itself, as our filters do,
 * never ends. So variables are read by graphql-js, and the code is made as if they were scalars that are taken as they are.
 */

const COERCED = new GraphQLScalarType({ name: '__Coerced', parseValue: (value: unknown) => value });

/** The same schema, with one type more that nobody else sees. */
export function withCoerced(schema: GraphQLSchema): GraphQLSchema {
  const getType = (name: string): GraphQLNamedType | undefined =>
    name === COERCED.name ? COERCED : schema.getType(name);
  return Object.create(schema, { getType: { value: getType } }) as GraphQLSchema;
}

/** The same document, whose variables have that type. @param more to declare besides, for every operation */
export function withCoercedVariables(document: DocumentNode, more: readonly string[]): DocumentNode {
  return { ...document, definitions: document.definitions.map((definition) => withCoercedIn(definition, more)) };
}

function withCoercedIn(definition: DefinitionNode, more: readonly string[]): DefinitionNode {
  if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
  const names = (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  return { ...definition, variableDefinitions: [...names, ...more].map(toCoerced) };
}

function toCoerced(name: string): VariableDefinitionNode {
  const type = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } } as const;
  return { kind: Kind.VARIABLE_DEFINITION, variable: toVariable(name), type };
}

export function toVariable(name: string): VariableNode {
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
}
