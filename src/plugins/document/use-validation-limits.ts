import { NoSchemaIntrospectionCustomRule, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from '../server-context.js';

export interface ValidationLimits {
  /** Errors told of one document. */
  readonly errors: number;
  /** Whether the schema may be asked for. */
  readonly introspection: boolean;
  /** Whether errors name what may have been meant; never where the schema may not be asked for. */
  readonly suggestions: boolean;
}

/** Bounds how much validation tells of a document, and of the schema. */
export function useValidationLimits(limits: ValidationLimits): Plugin<object, ServerContext> {
  const { errors: maxErrors, introspection, suggestions } = limits;
  const options = { maxErrors, hideSuggestions: !introspection || !suggestions };
  return {
    onValidate({ addValidationRule, setValidationFn }) {
      if (!introspection) addValidationRule(NoSchemaIntrospectionCustomRule);
      // What comes after that many is only that there are more.
      setValidationFn((schema, document, rules) => validate(schema, document, rules, options).slice(0, maxErrors));
    },
  };
}
