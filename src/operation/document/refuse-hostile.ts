import { GraphQLError } from 'graphql';
import { findDocumentExcess, type DocumentExcess } from './document-excess.js';

/**
 * Refuses texts that would hurt the parser, which works by recursion, before it sees them.
 * @param nesting how deep brackets of all kinds may be in each other
 * @throws GraphQLError QUERY_TOO_COMPLEX
 */
export function refuseHostile(text: string, nesting: number): void {
  const excess = findDocumentExcess(text, nesting);
  if (excess === null) return;
  const extensions = { code: 'QUERY_TOO_COMPLEX', http: { status: 400 } };
  throw new GraphQLError(toMessage(excess, nesting), { extensions });
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
