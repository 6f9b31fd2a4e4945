import {
  execute,
  getOperationAST,
  getVariableValues,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { Context } from '../schema/context.js';
import { measureDocument } from './document/measure-document.js';
import { withCoerced, withCoercedVariables } from './coerced-variables.js';
import { locateErrors } from './locate-errors.js';

/** A valid query and what it is asked with. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Executes an operation. Without `data`, its variables do not fit, and nothing was resolved. */
export type Execute = (asked: Asked, context: Context) => ExecutionResult | Promise<ExecutionResult>;

interface Compiled {
  readonly query: CompiledQuery['query'];
  /**
   * Variables inside of lists and objects: one that is not given is left out there, which the code does not know to do.
   */
  readonly nested: readonly string[];
}

/** An operation that came, so many times. */
interface Known {
  uses: number;
  /** Not to be compiled, or compiled before. */
  isDecided: boolean;
}

/** Code takes a hundred kilobytes and more. */
const MOST_COMPILED = 100;
/** Half a millisecond or so each. */
const MOST_FIELDS = 100;
/** The part of the time that may go into making code, however many queries come. */
const SHARE_OF_TIME = 0.1;

/**
 * Executes operations: interpreted by graphql-js at first, as code made for the query once it has come so many times. Of
 * queries alone: mutations and questions for the schema are rare, code of long queries takes too long to make, and texts
 * in a query are no matter for code.
 * @param compileAfter 1 compiles whatever can be, at once; 0 nothing
 */
export function createExecution(compileAfter: number): Execute {
  // By document and operation: one document may have several.
  const known = new WeakMap<DocumentNode, Map<string | null, Known>>();
  const compiled = new LRUCache<Known, Compiled>({ max: MOST_COMPILED });
  let nextAt = 0;

  function knownOf({ document, operationName }: Asked): Known {
    const ofDocument = known.get(document) ?? new Map<string | null, Known>();
    known.set(document, ofDocument);
    const operation = ofDocument.get(operationName) ?? { uses: 0, isDecided: false };
    ofDocument.set(operationName, operation);
    return operation;
  }

  function decide(operation: Known, asked: Asked): void {
    const startedAt = performance.now();
    if (startedAt < nextAt && compileAfter > 1) return;
    operation.isDecided = true;
    const code = compile(asked);
    if (code) compiled.set(operation, code);
    nextAt = performance.now() + (performance.now() - startedAt) / SHARE_OF_TIME;
  }

  return (asked, context) => {
    if (compileAfter === 0) return interpret(asked, context);
    const operation = knownOf(asked);
    operation.uses += 1;
    if (!operation.isDecided && operation.uses >= compileAfter) decide(operation, asked);
    const code = compiled.get(operation);
    return code ? run(code, asked, context) : interpret(asked, context);
  };
}

function interpret({ schema, document, operationName, variables: variableValues }: Asked, contextValue: Context) {
  return execute({ schema, document, operationName, variableValues, contextValue });
}

/** Null for what is not to be compiled. */
function compile({ schema, document, operationName }: Asked): Compiled | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'query' || !isWorthIt(document)) return null;
  const code = compileQuery(withCoerced(schema), withCoercedVariables(document), operationName ?? '');
  return isCompiledQuery(code) ? { query: code.query, nested: findNestedVariables(document) } : null;
}

async function run({ query, nested }: Compiled, asked: Asked, context: Context): Promise<ExecutionResult> {
  const { schema, document, operationName, variables } = asked;
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  if (errors) return { errors };
  if (!nested.every((name) => Object.hasOwn(coerced, name))) return interpret(asked, context);
  const result = await query(undefined, context, coerced);
  return result.errors ? { ...result, errors: locateErrors(result.errors, asked) } : result;
}

function isWorthIt(document: DocumentNode): boolean {
  // Code is made with every fragment written out.
  return measureDocument(document).fields <= MOST_FIELDS && !isUnfit(document);
}

/**
 * Whether it asks for the schema, or holds an alias or a text that does not go well with code. Paths of names are joined
 * by underscores there, and one with an underscore may be taken for two. Texts get into the code, where graphql-jit takes some, which anybody
 * can read in its source, for code: a caller's text must never be there. As variables they never are.
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

function findNestedVariables(document: DocumentNode): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  const level = {
    enter: () => void (depth += 1),
    leave: () => void (depth -= 1),
  };
  visit(document, {
    [Kind.LIST]: level,
    [Kind.OBJECT]: level,
    [Kind.VARIABLE]({ name }) {
      if (depth > 0) names.push(name.value);
    },
  });
  return names;
}
