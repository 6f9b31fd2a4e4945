import type { GraphiQLOptions } from 'graphql-yoga';
import type { ChargeReading } from './cost/charge-reading.js';
import type { GatewayPlugin } from './gateway-plugin.js';
import { useGraphiql } from './use-graphiql.js';
import { useGraphqlOverHttp } from './request/use-graphql-over-http.js';
import { useOrigins } from './request/use-origins.js';
import { useRequestReader } from './request/use-request-reader.js';
import { useSecurityHeaders } from './request/use-security-headers.js';

export interface FrontDoorOptions {
  readonly graphqlPath: string;
  /** What GraphiQL shows at first; null for no GraphiQL. */
  readonly graphiql: GraphiQLOptions | null;
  readonly corsOrigins: readonly string[];
  readonly bodyBytes: number;
  readonly mediaTypes: number;
  readonly nesting: number;
  readonly inputValues: number;
  readonly charge: ChargeReading;
}

/** What a request has to pass before anything of it runs, in the order in which it does. */
export function createFrontDoor(options: FrontDoorOptions): readonly GatewayPlugin[] {
  return [
    useSecurityHeaders(),
    useGraphiql(options),
    useOrigins({ ...options, origins: options.corsOrigins }),
    useGraphqlOverHttp(options),
    useRequestReader(options),
  ];
}
