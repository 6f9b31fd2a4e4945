import { getOperationAST, getVariableValues, Kind, visit, type DocumentNode, type ExecutionResult } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { Context } from '../../schema/context.js';
import { measureDocument } from '../document/measure-document.js';
import { withCoerced } from './coerced-variables.js';
import type { Asked } from './execution.js';
import type { Hoisted } from './hoisted-literals.js';
import { locateErrors } from './locate-errors.js';

/** Code of queries that differ by nothing but values. */
export type Code = CompiledQuery['query'];

/** Half a millisecond or so each. */
const MOST_FIELDS = 100;

/** Null for what is not to be compiled. */
export function compile({ schema, operationName }: Asked, { document }: Hoisted): Code | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'query' || isUnfit(document)) return null;
  // Code is made with every fragment written out.
  if (measureDocument(document).fields > MOST_FIELDS) return null;
  const code = compileQuery(withCoerced(schema), document, operationName ?? '');
  return isCompiledQuery(code) ? code.query : null;
}

/** Null where graphql-js has to say what is wrong. */
export async function runCode(
  code: Code,
  asked: Asked,
  { withLiterals }: Hoisted,
  context: Context,
): Promise<ExecutionResult | null> {
  const { schema, document, operationName, variables } = asked;
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  if (errors) return { errors };
  const values = withLiterals(coerced);
  if (!values) return null;
  const result = await code(undefined, context, values);
  return result.errors ? { ...result, errors: locateErrors(result.errors, asked) } : result;
}

/**
 * Whether it asks for the schema, or holds an alias or a text that does not go well with code. Paths of names are joined
 * by underscores there, and one with an underscore may be taken for two. Texts get into the code, where graphql-jit takes
 * some, which anybody can read in its source, for code: a caller's text must never be there. As variables they never are.
 */
function isUnfit(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    [Kind.FIELD]({ name, alias }) {
      found ||= name.value === '__schema' || name.value === '__type' || (alias?.value.includes('_') ?? false);
    },
    [Kind.STRING]() {
      found = true;
    },
  });
  return found;
}
