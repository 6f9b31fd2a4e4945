import type { Plugin } from 'graphql-yoga';
import { findDocumentExcess, type DocumentExcess } from './document-excess.js';
import { toRefusalError } from '../request/refusal.js';
import type { ServerContext } from '../server-context.js';

/**
 * Refuses documents that would hurt the parser, which works by recursion, before it sees them.
 * @param nesting how deep brackets of all kinds may be in each other
 */
export function useParserGuard(nesting: number): Plugin<object, ServerContext> {
  return {
    onParams({ params }) {
      const excess = findDocumentExcess(params.query ?? '', nesting);
      if (excess === null) return;
      throw toRefusalError({ status: 400, code: 'QUERY_TOO_COMPLEX', message: toMessage(excess, nesting) });
    },
  };
}

function toMessage(excess: DocumentExcess, nesting: number): string {
  switch (excess) {
    case 'NESTING':
      return `The query must not have more than ${nesting} brackets in each other.`;
    case 'NAME':
      return 'Names in the query must have at most 255 characters.';
    case 'COMMENTS':
      return 'The query must have at most 1000 comments.';
  }
}
