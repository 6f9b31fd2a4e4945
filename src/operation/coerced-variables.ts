import {
  GraphQLScalarType,
  Kind,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type VariableDefinitionNode,
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

/** The same document, whose variables have that type. */
export function withCoercedVariables(document: DocumentNode): DocumentNode {
  return { ...document, definitions: document.definitions.map(withCoercedIn) };
}

function withCoercedIn(definition: DefinitionNode): DefinitionNode {
  if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.variableDefinitions) return definition;
  return { ...definition, variableDefinitions: definition.variableDefinitions.map(toCoerced) };
}

function toCoerced({ kind, variable }: VariableDefinitionNode): VariableDefinitionNode {
  return { kind, variable, type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } } };
}
