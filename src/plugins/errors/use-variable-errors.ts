import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../server-context.js';
import { findVariableMistakes, type Asked } from './variable-mistakes.js';

/** Tells in our own words, at most so many, why variables do not fit. @param most errors */
export function useVariableErrors(most: number): Plugin<object, ServerContext> {
  return {
    onExecute({ args }) {
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result) || 'data' in result) return;
          const errors = findVariableMistakes(args as Asked, most);
          if (errors.length > 0) setResult({ errors });
        },
      };
    },
  };
}
