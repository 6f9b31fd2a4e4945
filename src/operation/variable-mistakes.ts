import {
  coerceInputValue,
  getNamedType,
  getOperationAST,
  GraphQLError,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { toSomeNames } from '../ticket/some-names.js';

/** A valid query and what it is asked with. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Path = readonly (string | number)[];

/** The same mistake may be there many times, and is told once. */
const MOST_LOOKED_AT = 100;

export interface MistakesOptions {
  /** Errors to tell; the rest is not looked for. */
  readonly most: number;
  /** Whether errors name the fields and the values that there are. */
  readonly tellsSchema: boolean;
}

/**
 * Why variables do not fit their types, in words that say where and what is wanted. GraphQL's own words hold the values:
 * what people typed has no place in answers and logs.
 */
export function findVariableMistakes(asked: Asked, { most, tellsSchema }: MistakesOptions): readonly GraphQLError[] {
  const { schema, document, operationName, variables } = asked;
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const found = new Map<string, GraphQLError>();
  for (const definition of definitions) {
    const tell = (message: string) => {
      if (!found.has(message)) found.set(message, new GraphQLError(message, { nodes: definition }));
      return found.size < most;
    };
    tellMistakes(definition, schema, variables, { tell, tellsSchema });
  }
  return [...found.values()].slice(0, most);
}

interface Telling extends Pick<MistakesOptions, 'tellsSchema'> {
  /** Takes one message; false when it is enough. */
  readonly tell: (message: string) => boolean;
}

function tellMistakes(
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  schema: GraphQLSchema,
  values: Readonly<Record<string, unknown>>,
  telling: Telling,
): void {
  const name = variable.name.value;
  const type = typeFromAST(schema, typeNode);
  if (!isInputType(type)) return;
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value !== undefined) tellMistakesIn(value, type, name, telling);
  else if (isNonNullType(type) && !defaultValue) {
    telling.tell(`Variable "$${name}" is missing. Expected type ${String(type)}.`);
  }
}

const ENOUGH = new Error('Enough mistakes.');

function tellMistakesIn(value: unknown, type: GraphQLInputType, name: string, { tell, tellsSchema }: Telling): void {
  const hideSuggestions = true;
  let left = MOST_LOOKED_AT;
  const onError = (path: Path, given: unknown, error: GraphQLError) => {
    const where = path.length === 0 ? '' : ` at ${[name, ...path].join('.')}`;
    const reason = toReason(typeAt(type, path), given, error, tellsSchema);
    const goesOn = tell(`Variable "$${name}"${where}: ${reason}`);
    left -= 1;
    if (!goesOn || left === 0) throw ENOUGH;
  };
  try {
    coerceInputValue(value, type, onError, hideSuggestions);
  } catch (error) {
    if (error !== ENOUGH) throw error;
  }
}

function toReason(type: GraphQLInputType, value: unknown, error: GraphQLError, tellsSchema: boolean): string {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    const fields = named.getFields();
    if (!hasUnknown(value, fields)) return error.message;
    const reason = `There is a field that ${named.name} does not have.`;
    return tellsSchema ? `${reason} It has ${toSomeNames(Object.keys(fields))}.` : reason;
  }
  // Our own scalars tell what they want without what they got.
  const isOurs = !isEnumType(named) && !isSpecifiedScalarType(named);
  if (isOurs && value !== null) return error.message;
  const reason = `Expected type ${String(type)}.`;
  if (!isEnumType(named) || !tellsSchema) return reason;
  return `${reason} ${named.name} is one of ${toSomeNames(named.getValues().map(({ name }) => name))}.`;
}

function hasUnknown(value: unknown, fields: object): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).some((key) => !(key in fields));
}

/** A list may be written as its only item, so a step into it may be missing. */
function typeAt(type: GraphQLInputType, path: Path): GraphQLInputType {
  const [step, ...rest] = path;
  if (step === undefined) return type;
  if (isNonNullType(type)) return typeAt(type.ofType, path);
  if (isListType(type)) return typeAt(type.ofType, typeof step === 'number' ? rest : path);
  const field = isInputObjectType(type) ? type.getFields()[step] : undefined;
  return field ? typeAt(field.type, rest) : type;
}
