import {
  DirectiveLocation,
  GraphQLDirective,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  specifiedDirectives,
  type GraphQLSchema,
} from 'graphql';
import { builder } from './builder.js';
import './scalars.js';
import './node.js';
import './viewer.js';
import './backend.js';
import './category.js';
import './ticket.js';
import './ticket-connection.js';
import './message-connection.js';
import './statistics/stats.js';
import './writes/update-ticket.js';
import './writes/create-ticket.js';
import './writes/add-message.js';

const requiresScopes = new GraphQLDirective({
  name: 'requiresScopes',
  description: 'The scopes a token must carry to read a field: any one of the inner lists, whole.',
  locations: [
    DirectiveLocation.OBJECT,
    DirectiveLocation.FIELD_DEFINITION,
    DirectiveLocation.INTERFACE,
    DirectiveLocation.ENUM,
    DirectiveLocation.SCALAR,
  ],
  args: {
    scopes: {
      description: 'Alternatives, each a list of scopes that must all be there.',
      type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(GraphQLString))))),
    },
  },
});

/** The public schema. It holds no state: what a request may ask comes in the context. */
export function createSchema(): GraphQLSchema {
  return builder.toSchema({ directives: [...specifiedDirectives, requiresScopes], sortSchema: false });
}
