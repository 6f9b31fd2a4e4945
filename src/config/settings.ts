import { z } from 'zod';
import { ALGORITHMS, DEFAULT_ALGORITHMS } from '../auth/algorithms.js';
import { DEFAULT_CLAIM_NAMES } from '../auth/claims.js';
import {
  DEFAULT_CLOCK_TOLERANCE_SECONDS,
  DEFAULT_KEYS_MAX_AGE_SECONDS,
  DEFAULT_TOKENS_KEPT,
  DEFAULT_TYPES,
} from '../auth/token-defaults.js';
import { costLimits } from './cost-limits.js';
import { DEFAULT_HTTP_LIMITS } from '../http/limits.js';
import { queryLimits } from './query-limits.js';
import { wholeNumber } from '../provider/whole-number.js';
import { listOf, oneOf, secureUrl, text, trueOrFalse, webOrigin } from './setting-types.js';

const KEY_FORM = 'must be a lower-case letter and up to 62 lower-case letters, digits and hyphens';
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const server = z.strictObject({
  host: text(255).default('127.0.0.1').describe('Address or host name to listen on.'),
  port: wholeNumber(0, 65_535).default(4000).describe('TCP port, 0 to 65535; 0 takes a free one.'),
  drainDelayMs: wholeNumber(0, 60_000)
    .default(1000)
    .describe(
      'From being asked to stop to taking no more connections, 0 to 60000 milliseconds; /readyz says so at once.',
    ),
  drainMs: wholeNumber(0, 600_000)
    .default(7500)
    .describe(
      'Time for running requests after that, 0 to 600000 milliseconds; then they are answered with what there is.',
    ),
  graphiql: trueOrFalse().default(false).describe('Whether GraphiQL is served, to anybody: the page holds no data.'),
  schemaFile: trueOrFalse().default(false).describe('Whether /schema.graphql is served, to anybody.'),
  introspection: trueOrFalse()
    .default(true)
    .describe('Whether queries with a valid token may ask for the schema; GraphiQL and code generators do.'),
  suggestions: trueOrFalse()
    .default(true)
    .describe('Whether errors name what may have been meant; never where introspection is off.'),
  corsOrigins: z
    .array(webOrigin(), { error: 'must be a list of origins' })
    .default([])
    .describe(
      "Origins of other sites whose pages may ask, and your own where a proxy changes Host. None: only our own page's.",
    ),
});

const http = z.strictObject({
  bodyBytes: wholeNumber(1000, 100_000_000)
    .default(DEFAULT_HTTP_LIMITS.bodyBytes)
    .describe('Body of a request, 1000 to 100000000 bytes; longer ones are answered 413.'),
  urlBytes: wholeNumber(1000, 1_000_000)
    .default(DEFAULT_HTTP_LIMITS.urlBytes)
    .describe('URL of a request, 1000 to 1000000 bytes; longer ones are answered 414.'),
  headerBytes: wholeNumber(1000, 1_000_000)
    .default(DEFAULT_HTTP_LIMITS.headerBytes)
    .describe('Headers of a request, 1000 to 1000000 bytes; more are answered 431.'),
  mediaTypes: wholeNumber(1, 1000).default(20).describe('Media types that Accept may name, 1 to 1000.'),
  nesting: wholeNumber(10, 500).default(50).describe('Brackets in each other, in a query or in its JSON, 10 to 500.'),
  errors: wholeNumber(1, 100).default(5).describe('Errors told of a query that is not run, 1 to 100.'),
  fieldErrors: wholeNumber(1, 10_000)
    .default(100)
    .describe(
      'Errors told of the fields of a query that is run, 1 to 10000; one more tells how many others there are.',
    ),
  headersMs: wholeNumber(100, 60_000)
    .default(DEFAULT_HTTP_LIMITS.headersMs)
    .describe('Time for the headers of a request to come, 100 to 60000 milliseconds; then 408.'),
  requestMs: wholeNumber(100, 600_000)
    .default(DEFAULT_HTTP_LIMITS.requestMs)
    .describe('Time for a whole request to come, 100 to 600000 milliseconds; then 408.'),
  keepAliveMs: wholeNumber(0, 600_000)
    .default(DEFAULT_HTTP_LIMITS.keepAliveMs)
    .describe('How long a connection may wait for its next request, 0 to 600000 milliseconds; 0: as long as idleMs.'),
  idleMs: wholeNumber(100, 600_000)
    .default(DEFAULT_HTTP_LIMITS.idleMs)
    .describe(
      'How long a connection may be silent both ways, 100 to 600000 milliseconds; longer than limits.deadlineMs.',
    ),
  connections: wholeNumber(1, 1_000_000)
    .default(DEFAULT_HTTP_LIMITS.connections)
    .describe('Open connections, 1 to 1000000; more are closed at once.'),
});

const claims = z.strictObject({
  subject: text(255).default(DEFAULT_CLAIM_NAMES.subject).describe('Claim with the id of the user.'),
  organization: text(255).default(DEFAULT_CLAIM_NAMES.organization).describe('Claim with the id of the organisation.'),
  scope: text(255).default(DEFAULT_CLAIM_NAMES.scope).describe('Claim with the scopes, spaces between them.'),
  allAreas: text(255)
    .default(DEFAULT_CLAIM_NAMES.allAreas)
    .describe('Claim that is true for tokens that may see every ticket.'),
});

const auth = z.strictObject(
  {
    issuer: text(1024).describe('The iss claim that tokens must carry, exactly.'),
    audience: text(1024).describe('The aud claim that tokens must carry.'),
    jwksUrl: secureUrl().optional().describe('Key server: https, or http on this machine. This or jwkFile.'),
    jwkFile: text(4096).optional().describe('File with a JWK or JWK set; only public parts are used. This or jwksUrl.'),
    algorithms: listOf(oneOf(ALGORITHMS))
      .default([...DEFAULT_ALGORITHMS])
      .describe('Signature algorithms to accept; asymmetric only.'),
    clockToleranceSeconds: wholeNumber(0, 60)
      .default(DEFAULT_CLOCK_TOLERANCE_SECONDS)
      .describe("How far the issuer's clock may differ, 0 to 60 seconds."),
    types: listOf(text(255))
      .default([...DEFAULT_TYPES])
      .describe('The typ headers to accept, in any case.'),
    keysMaxAgeSeconds: wholeNumber(60, 86_400)
      .default(DEFAULT_KEYS_MAX_AGE_SECONDS)
      .describe('How long known keys serve while the key server fails, 60 to 86400 seconds; then 503.'),
    tokensKept: wholeNumber(0, 100_000)
      .default(DEFAULT_TOKENS_KEPT)
      .describe('Verified tokens that are remembered by their hash, 0 to 100000; 0 verifies each anew.'),
    claims: claims.prefault({}).describe('Which claim says what.'),
  },
  { error: 'must be an object with issuer, audience, and jwksUrl or jwkFile' },
);

const store = z.strictObject({
  dataDirectory: text(4096).nullable().default('./data').describe('Folder of the store; null keeps it in memory.'),
});

const limits = z.strictObject({
  deadlineMs: wholeNumber(100, 60_000).default(10_000).describe('Time for one request, 100 to 60000 milliseconds.'),
  // A scan that goes on may begin with the page that it ended on.
  pagesPerScan: wholeNumber(2, 1000).default(10).describe('Pages read from one backend for one answer, 2 to 1000.'),
  statisticsKeptMs: wholeNumber(0, 60_000)
    .default(10_000)
    .describe('How long statistics of a backend serve equal questions, 0 to 60000 milliseconds; 0 keeps none.'),
  answersKeptBytes: wholeNumber(0, 10_000_000_000)
    .default(16_000_000)
    .describe(
      'Memory for answers that are given to whoever asks the same and would get the same, 0 to 10000000000 bytes; 0 keeps none.',
    ),
  ...queryLimits,
  ...costLimits,
});

const BEARER_FORM = 'must be 16 to 1024 printable ASCII characters without spaces';

const metrics = z.strictObject({
  port: wholeNumber(0, 65_535)
    .nullable()
    .default(null)
    .describe('TCP port that serves /metrics and nothing else, 0 to 65535; null opens none.'),
  host: text(255).default('127.0.0.1').describe('Address or host name to serve metrics.port on.'),
  token: z
    .string({ error: BEARER_FORM })
    .regex(/^[\x21-\x7e]{16,1024}$/, BEARER_FORM)
    .nullable()
    .default(null)
    .describe('Bearer token that /metrics asks for; without metrics.port it opens /metrics on server.port.'),
});

const tracing = z.strictObject({
  upstreams: trueOrFalse()
    .default(false)
    .describe('Whether upstreams are told of the trace that a request belongs to (traceparent).'),
});

const log = z.strictObject({
  level: oneOf(LOG_LEVELS).default('info').describe('The least serious level to write.'),
});

/** What every backend has; its provider adds more. */
export const backendSchema = z.looseObject(
  {
    key: z
      .string({ error: KEY_FORM })
      .regex(/^[a-z][a-z0-9-]{0,62}$/, KEY_FORM)
      .describe('Name of the backend in answers and filters; unique.'),
    provider: text(255).describe('Kind of ticket system; the other settings of the backend depend on it.'),
    displayName: text(255).optional().describe('Name to show; default: the key.'),
  },
  { error: 'must be an object with key and provider' },
);

/** Everything that can be configured, besides the options that each provider adds to its backends. */
export const settingsSchema = z.strictObject(
  {
    server: server.prefault({}).describe('Where to listen, and what is served.'),
    http: http.prefault({}).describe('What one HTTP request and connection may be.'),
    auth: auth.describe('Which tokens to accept.'),
    store: store.prefault({}).describe('Where tickets of local backends and the directory are kept.'),
    limits: limits.prefault({}).describe('What one request may cost.'),
    log: log.prefault({}).describe('What is logged.'),
    metrics: metrics
      .prefault({})
      .describe('Where figures for Prometheus are served; with neither port nor token, nowhere.'),
    tracing: tracing.prefault({}).describe('Spans of OpenTelemetry.'),
    backends: listOf(backendSchema).describe('The ticket systems.'),
  },
  { error: 'must be an object' },
);
export type Settings = z.output<typeof settingsSchema>;
