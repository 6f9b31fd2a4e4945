import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';

/** `mesh-compose` makes the supergraph of this, with what links a ticket to its messages and its user. */
export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph('Moov', {
        source: './openapi.json',
        endpoint: process.env['UPSTREAM'] ?? '',
        operationHeaders: {
          accept: 'application/json',
          authorization: `Basic ${Buffer.from('bench-public:bench-secret').toString('base64')}`,
          'x-moov-version': 'v2026.07.00',
        },
      }),
    },
  ],
  additionalTypeDefs: /* GraphQL */ `
    type User {
      fullName: String
    }
    extend type Ticket {
      user: User
      messages: [Message]
        @resolveTo(
          sourceName: "Moov"
          sourceTypeName: "Query"
          sourceFieldName: "listMessages"
          requiredSelectionSet: "{ ticketID }"
          sourceArgs: { accountID: "{context.headers['x-account']}", ticketID: "{root.ticketID}" }
        )
    }
  `,
});
