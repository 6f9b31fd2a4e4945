import { GraphQLError, Kind, valueFromASTUntyped, type ValueNode } from 'graphql';
import { parseInstant, type Instant } from '../ticket/instant.js';
import type { JsonValue } from '../ticket/ticket.js';
import { builder } from './builder.js';

builder.scalarType('DateTime', {
  description: 'RFC 3339 instant, always serialised in UTC with milliseconds.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => value,
  parseValue: (value) => toInstant(value),
  parseLiteral: (node) => toInstant(node.kind === Kind.STRING ? node.value : null, node),
});

builder.scalarType('Date', {
  description: 'Calendar date, YYYY-MM-DD.',
  serialize: (value) => value,
});

builder.scalarType('JSON', {
  description: "Only for a provider's own extras, never for something the schema can type.",
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
  parseValue: (value) => value as JsonValue,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables) as JsonValue,
});

/** @param node where it stands, if that is in the query itself */
function toInstant(value: unknown, node?: ValueNode): Instant {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  if (instant !== null) return instant;
  const message =
    'DateTime must be an RFC 3339 text with an offset, such as "2026-03-02T09:14:05Z", of a day that exists, without leap seconds.';
  throw new GraphQLError(message, { nodes: node ?? null });
}
