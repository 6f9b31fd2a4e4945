import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';

/** Tokens of a query, up to one more than `most`; what is no token ends the count and is for the parser to tell. */
export function countTokens(query: string, most: number): number {
  const lexer = new Lexer(new Source(query));
  try {
    for (let tokens = 0; tokens <= most; tokens += 1) if (lexer.advance().kind === TokenKind.EOF) return tokens;
    return most + 1;
  } catch (error) {
    if (error instanceof GraphQLError) return 0;
    throw error;
  }
}
