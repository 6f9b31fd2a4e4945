import { GraphQLError } from 'graphql';

const LONGEST_MESSAGE = 300;
const MOST_LOCATIONS = 10;

/** The error with a message and locations that are short, however much of the query GraphQL put into them. */
export function toBounded(error: GraphQLError): GraphQLError {
  const { message, nodes } = error;
  const isShort = message.length <= LONGEST_MESSAGE && (nodes?.length ?? 0) <= MOST_LOCATIONS;
  if (isShort) return error;
  const text = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE - 1)}…` : message;
  return new GraphQLError(text, { ...toPlace(error), path: error.path ?? null, extensions: error.extensions });
}

function toPlace({ nodes, source, positions }: GraphQLError) {
  return nodes ? { nodes: nodes.slice(0, MOST_LOCATIONS) } : { source: source ?? null, positions: positions ?? null };
}
