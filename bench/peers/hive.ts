import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { userNames } from '../world/accounts.js';
import { listenOn } from './listen.js';

/** Of the supergraph that `mesh-compose` made of `peers/hive`. */
const SUPERGRAPH = process.argv[2] ?? '';

interface Context {
  readonly headers: Readonly<Record<string, string>>;
}

const gateway = createGatewayRuntime({
  supergraph: SUPERGRAPH,
  logging: 'error',
  additionalResolvers: {
    Ticket: {
      user: (_: unknown, __: unknown, { headers }: Context) => ({
        fullName: userNames.get(headers['x-account'] ?? ''),
      }),
    },
  },
});

await listenOn(createServer(gateway));
