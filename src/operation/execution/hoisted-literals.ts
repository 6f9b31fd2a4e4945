import {
  Kind,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';
import { toVariable, withCoercedVariables } from './coerced-variables.js';

/** What was written out for an argument, and the variable that stands there now. */
interface Literal {
  readonly name: string;
  readonly node: ValueNode;
  readonly type: GraphQLInputType;
}

/** A document for code, which says nothing of values: two queries that differ by these alone have the same. */
export interface Hoisted {
  readonly document: DocumentNode;
  /**
   * The same values, with those of what was written out. Null where graphql-js would refuse one.
   * @param coerced as `getVariableValues` has them
   */
  withLiterals(coerced: Readonly<Record<string, unknown>>): Record<string, unknown> | null;
}

/** Puts variables where values of arguments were written out, objects that hold variables too. */
export function hoistLiterals(document: DocumentNode, schema: GraphQLSchema): Hoisted {
  const literals: Literal[] = [];
  const nameNext = createNames(document);
  const typeInfo = new TypeInfo(schema);
  const hoisted = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      [Kind.ARGUMENT](argument) {
        const type = typeInfo.getInputType();
        if (!type || typeInfo.getDirective() || argument.value.kind === Kind.VARIABLE) return undefined;
        const literal = { name: nameNext(), node: argument.value, type };
        literals.push(literal);
        return { ...argument, value: toVariable(literal.name) };
      },
    }),
  );
  const names = literals.map(({ name }) => name);
  return {
    // A fragment may be of any operation, so each of them declares them all.
    document: withCoercedVariables(hoisted, names),
    withLiterals: (coerced) => addLiterals(coerced, literals),
  };
}

function addLiterals(coerced: Readonly<Record<string, unknown>>, literals: readonly Literal[]) {
  const values = { ...coerced };
  for (const { name, node, type } of literals) {
    const value: unknown = valueFromAST(node, type, coerced);
    if (value === undefined) return null;
    values[name] = value;
  }
  return values;
}

/** Names that no variable of the document has. */
function createNames(document: DocumentNode): () => string {
  const taken = new Set<string>();
  visit(document, { [Kind.VARIABLE]: ({ name }) => void taken.add(name.value) });
  let count = 0;
  return () => {
    do count += 1;
    while (taken.has(`literal${count}`));
    return `literal${count}`;
  };
}
