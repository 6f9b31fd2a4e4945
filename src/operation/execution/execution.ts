import { execute, print, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from '../../schema/context.js';
import { compile, runCode, type Code } from './compile.js';
import { hoistLiterals, type Hoisted } from './hoisted-literals.js';

/** A valid query and what it is asked with. */
export interface Asked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Executes an operation. Without `data`, its variables do not fit, and nothing was resolved. */
export type Execute = (asked: Asked, context: Context) => ExecutionResult | Promise<ExecutionResult>;

/** An operation of a document, and those that differ from it by nothing but values. */
interface Shape {
  /** Times that it came. */
  uses: number;
  /** Compiled, or not to be. */
  isDecided: boolean;
}

interface Known {
  readonly hoisted: Hoisted;
  /** By operation: a document may have several. */
  readonly keys: Map<string | null, string>;
}

const MOST_SHAPES = 1000;
/** Of all of them together, and of one. */
const MOST_CHARACTERS = 2_000_000;
const MOST_CHARACTERS_OF_ONE = 20_000;
/** Code takes a hundred kilobytes and more. */
const MOST_COMPILED = 100;
/** The part of the time that may go into making code, however many queries come. */
const SHARE_OF_TIME = 0.1;

/**
 * Executes operations: interpreted by graphql-js at first, as code made for the query once it has come so many times,
 * whatever its values. Of queries alone: mutations and questions for the schema are rare, and code of long queries takes
 * too long to make.
 * @param compileAfter 1 compiles whatever can be, at once; 0 nothing
 */
export function createExecution(compileAfter: number): Execute {
  const known = new WeakMap<DocumentNode, Known>();
  const shapes = new LRUCache<string, Shape>({
    max: MOST_SHAPES,
    maxSize: MOST_CHARACTERS,
    maxEntrySize: MOST_CHARACTERS_OF_ONE,
    sizeCalculation: (_shape, key) => key.length,
  });
  const codes = new LRUCache<Shape, Code>({ max: MOST_COMPILED, dispose: (_code, shape) => forget(shape) });
  let nextAt = 0;

  function knownOf({ document, schema }: Asked): Known {
    const before = known.get(document);
    if (before) return before;
    const first = { hoisted: hoistLiterals(document, schema), keys: new Map<string | null, string>() };
    known.set(document, first);
    return first;
  }

  function shapeOf({ hoisted, keys }: Known, { operationName }: Asked): Shape {
    const key = keys.get(operationName) ?? `${operationName ?? ''}\n${print(hoisted.document)}`;
    keys.set(operationName, key);
    const shape = shapes.get(key) ?? { uses: 0, isDecided: false };
    shapes.set(key, shape);
    return shape;
  }

  function decide(shape: Shape, asked: Asked, hoisted: Hoisted): void {
    const startedAt = performance.now();
    if (startedAt < nextAt && compileAfter > 1) return;
    const code = compile(asked, hoisted);
    shape.isDecided = true;
    if (code) codes.set(shape, code);
    nextAt = performance.now() + (performance.now() - startedAt) / SHARE_OF_TIME;
  }

  return async (asked, context) => {
    if (compileAfter === 0) return interpret(asked, context);
    const operation = knownOf(asked);
    const shape = shapeOf(operation, asked);
    shape.uses += 1;
    if (!shape.isDecided && shape.uses >= compileAfter) decide(shape, asked, operation.hoisted);
    const code = codes.get(shape);
    return (code && (await runCode(code, asked, operation.hoisted, context))) ?? interpret(asked, context);
  };
}

/** Its code had to make room: it has to come as often again. */
function forget(shape: Shape): void {
  shape.uses = 0;
  shape.isDecided = false;
}

function interpret({ schema, document, operationName, variables: variableValues }: Asked, contextValue: Context) {
  return execute({ schema, document, operationName, variableValues, contextValue });
}
