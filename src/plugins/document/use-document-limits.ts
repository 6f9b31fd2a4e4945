import { GraphQLError, parse, type Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { tooComplex } from '../../schema/errors.js';
import { checkDocument, checkInput, type DocumentLimits } from './check-document.js';
import { countTokens } from './count-tokens.js';
import { measureVariables } from './measure-input.js';
import type { ServerContext } from '../server-context.js';

/** Refuses queries and variables that are too large, before they are validated: what follows costs more than linearly. */
export function useDocumentLimits(limits: DocumentLimits): Plugin<object, ServerContext> {
  return {
    onParams({ params, setResult }) {
      try {
        checkInput(measureVariables(params.variables ?? {}, limits), limits, 'The object of variables');
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        setResult({ errors: [error] });
      }
    },
    onParse({ setParseFn }) {
      // What passes is kept by Yoga's cache of documents, and what does not, by its cache of errors.
      setParseFn((source: string | Source) => {
        refuseManyTokens(typeof source === 'string' ? source : source.body, limits.queryTokens);
        const document = parse(source);
        checkDocument(document, limits);
        return document;
      });
    },
  };
}

function refuseManyTokens(query: string, allowed: number): void {
  if (countTokens(query, allowed) <= allowed) return;
  throw tooComplex({ what: 'tokens', asked: `more than ${allowed}`, allowed, limit: 'queryTokens' });
}
