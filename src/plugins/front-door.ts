import type { GraphiQLOptions, Plugin } from 'graphql-yoga';
import type { ChargeReading } from './cost/charge-reading.js';
import type { ServerContext } from './server-context.js';
import { useGraphiql } from './use-graphiql.js';
import { useGraphqlOverHttp } from './request/use-graphql-over-http.js';
import { useOrigins } from './request/use-origins.js';
import { useParserGuard } from './document/use-parser-guard.js';
import { useRequestReader } from './request/use-request-reader.js';
import { useSecurityHeaders } from './request/use-security-headers.js';
import { useValidationLimits } from './document/use-validation-limits.js';
import { useVariableErrors } from './errors/use-variable-errors.js';

export interface FrontDoorOptions {
  readonly graphqlPath: string;
  /** What GraphiQL shows at first; null for no GraphiQL. */
  readonly graphiql: GraphiQLOptions | null;
  readonly corsOrigins: readonly string[];
  readonly introspection: boolean;
  readonly suggestions: boolean;
  readonly bodyBytes: number;
  readonly mediaTypes: number;
  readonly nesting: number;
  readonly inputValues: number;
  readonly errors: number;
  readonly charge: ChargeReading;
}

/** What a request has to pass before anything of it runs, in the order in which it does. */
export function createFrontDoor(options: FrontDoorOptions): readonly Plugin<object, ServerContext>[] {
  return [
    useSecurityHeaders(),
    useGraphiql(options),
    useOrigins({ ...options, origins: options.corsOrigins }),
    useGraphqlOverHttp(options),
    useRequestReader(options),
    useParserGuard(options.nesting),
    useValidationLimits(options),
    useVariableErrors(options.errors),
  ];
}
