import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import DirectivesPlugin from '@pothos/plugin-directives';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type { Scope } from '../auth/scopes.js';
import type { Instant } from '../ticket/instant.js';
import type { JsonValue } from '../ticket/ticket.js';
import { scopesOf } from './access.js';
import type { Context } from './context.js';
import asksPlugin from './cost/asks.js';
import { forbidden } from './errors.js';

interface SchemaTypes {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Instant; Output: Instant };
    Date: { Input: string; Output: string };
    JSON: { Input: JsonValue; Output: JsonValue };
  };
  AuthScopes: { scopes: Scope[] };
  Directives: {
    requiresScopes: {
      locations: 'OBJECT' | 'FIELD_DEFINITION' | 'INTERFACE' | 'ENUM' | 'SCALAR';
      args: { scopes: Scope[][] };
    };
  };
}

/** Every type, query and mutation is added to this one builder by the file that is named after it. */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ScopeAuthPlugin, DirectivesPlugin, ComplexityPlugin, asksPlugin],
  defaultFieldNullability: false,
  directives: { useGraphQLToolsUnorderedDirectives: true },
  // Added up before the query runs, so no resolver has to.
  complexity: { disabled: true, defaultListMultiplier: 5 },
  scopeAuth: {
    authScopes: ({ viewer }) => ({ scopes: (scopes) => scopes.every((scope) => viewer.scopes.has(scope)) }),
    unauthorizedError: (_parent, _context, { parentType, fieldName }) => {
      const field = parentType.getFields()[fieldName];
      return forbidden(`${parentType.name}.${fieldName}`, (field && scopesOf(field)) ?? []);
    },
  },
});

builder.queryType({ description: 'Everything that can be read.' });
builder.mutationType({
  description: 'Everything that can be written. Each answers with a union of what may come of it.',
});
