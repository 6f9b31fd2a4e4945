import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toGlobalId } from '../../src/ticket/ids.js';
import { TraceContext } from '../telemetry/trace-context.js';
import { valueOf } from '../telemetry/samples.js';
import { ask, askFor } from './ask.js';
import { findSecrets, holdsSecret } from './writes/secrets.js';
import { createWorld, type World } from './world.js';

const METRICS_TOKEN = 'metrics-secret-of-the-test';
const LIST = `query DashboardList($search: String) {
  tickets(first: 5, filter: { search: $search }) { nodes { id user { fullName } messages { nodes { text } } } backends { outcome } }
}`;
const READ_NODES = 'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const READ_CONVERSATIONS =
  '{ tickets(first: 3, filter: { backend: { eq: "moov" } }) { nodes { messages { nodes { text } } } } }';
const BATCH_SIZE = 'ticket_gateway_loader_batch_size';
const LOADERS = new RegExp(`^${BATCH_SIZE}_count\\{loader="([^"]+)"\\}`, 'gm');
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE_ID}-00f067aa0ba902b7-01`;

describe('what is told of requests to those who run the gateway', () => {
  let world: World;
  let token: string;
  const lines: string[] = [];
  beforeAll(async () => {
    world = await createWorld({
      backends: 'four',
      tickets: 12,
      metrics: { token: METRICS_TOKEN },
      tracing: { upstreams: true },
      connection: { breakMs: 200, staleMs: 0 },
      logTo: { write: (line) => void lines.push(line) },
    });
    token = await world.token({ scope: 'support:read user:read access_all_areas' });
  });
  afterAll(() => world.close());
  beforeEach(() => {
    lines.length = 0;
  });

  const get = (path: string, headers: Record<string, string> = {}) =>
    world.gateway.yoga.fetch(`http://gateway.test${path}`, { headers });
  const askNamed = (query: string, operationName: string) =>
    world.gateway.yoga.fetch('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, operationName }),
    });
  const readMetrics = async () => (await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })).text();
  /** What a query adds to the sizes of batches, by loader. */
  const batchesOf = async (query: string, variables = {}) => {
    const before = await readMetrics();
    await askFor(world.gateway, query, { token, variables });
    const after = await readMetrics();
    const added = (sample: string, loader: string) => {
      const [then, now] = [before, after].map((text) => valueOf(text, `${BATCH_SIZE}_${sample}`, { loader }) ?? 0);
      return (now ?? 0) - (then ?? 0);
    };
    const loaders = [...after.matchAll(LOADERS)].map(([, loader = '']) => loader);
    const grown = loaders.filter((loader) => added('count', loader) > 0);
    return Object.fromEntries(
      grown.map((loader) => [loader, { batches: added('count', loader), keys: added('sum', loader) }]),
    );
  };
  /** Asks until every breaker is closed again. */
  const recover = () =>
    expect
      .poll(
        async () => {
          await ask(world.gateway, LIST, { token });
          return world.gateway.backends.flatMap(({ provider }) => Object.values(provider.status().breakers));
        },
        { timeout: 30_000 },
      )
      .not.toEqual(expect.arrayContaining([expect.stringMatching('OPEN')]));
  const isEvApi = ({ path }: { readonly path: string }) => path.startsWith('/v2/');

  describe('/metrics', () => {
    it.each([
      ['no token', {}],
      ['another one', { authorization: 'Bearer metrics-secret-of-the-tesT' }],
    ])('is refused with %s', async (_what, headers) => {
      const response = await get('/metrics', headers);

      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('ticket_gateway');
    });

    it('counts operations that stood in line for others, and their time', async () => {
      const read = async () => {
        const text = await readMetrics();
        return ['waits_total', 'waited_seconds_total'].map((name) => valueOf(text, `ticket_gateway_${name}`, {}) ?? 0);
      };
      const [waits = 0, seconds = 0] = await read();
      const queries = Array.from(
        { length: 10 },
        (_, at) => `query Waits { tickets(first: ${at + 1}) { nodes { id } } }`,
      );

      await Promise.all(queries.map((query) => askNamed(query, 'Waits')));
      const [waitsThen = 0, secondsThen = 0] = await read();

      expect(waitsThen - waits).toBeGreaterThan(0);
      expect(waitsThen - waits).toBeLessThan(10);
      expect(secondsThen).toBeGreaterThan(seconds);
    });

    it('counts requests by operation and outcome, calls by backend, attempts by kind, batches and queries', async () => {
      await askFor(world.gateway, LIST, { token });
      await ask(world.gateway, 'query Broken { nothing }', { token });
      await askNamed('query Random { nothing }', 'Random');
      await ask(world.gateway, LIST);
      const text = await readMetrics();

      const count = (name: string, labels: Record<string, string>) => valueOf(text, `ticket_gateway_${name}`, labels);
      expect(count('requests_total', { operation: 'DashboardList', outcome: 'OK' })).toBe(1);
      expect(count('requests_total', { operation: 'unnamed', outcome: 'BAD_USER_INPUT' })).toBe(2);
      expect(text).not.toContain('Random');
      expect(count('requests_total', { operation: 'unnamed', outcome: 'HTTP_401' })).toBe(1);
      expect(count('request_duration_seconds_count', { operation: 'DashboardList' })).toBe(1);
      expect(count('backend_calls_total', { backend: 'ev', call: 'listTickets', outcome: 'OK' })).toBeGreaterThan(0);
      expect(count('upstream_requests_total', { backend: 'ev', kind: 'token', outcome: 'OK' })).toBe(1);
      expect(count('upstream_requests_total', { backend: 'moov', kind: 'read', outcome: 'OK' })).toBeGreaterThan(0);
      expect(count('quota_remaining', { backend: 'ev' })).toBeGreaterThan(0);
      expect(count('backend_paused_seconds', { backend: 'ev' })).toBe(0);
      expect(count('store_ready', {})).toBe(1);
      expect(count('store_queries_total', { outcome: 'OK' })).toBeGreaterThan(0);
      expect(count('loader_batch_size_count', { loader: 'listMessages' })).toBeGreaterThan(0);
      expect(valueOf(text, 'nodejs_eventloop_lag_seconds', {})).toBeGreaterThanOrEqual(0);
      expect(valueOf(text, 'process_resident_memory_bytes', {})).toBeGreaterThan(0);
    });

    it('counts the keys of each batch by what looks them up', async () => {
      const { tickets, users, organizations } = world.simulator.data;
      const some = tickets.slice(0, 4);
      const owners = new Set(some.map(({ userId }) => userId).filter((id) => id !== null));
      const ticketIds = some.map(({ id }) => toGlobalId({ type: 'Ticket', backend: 'ev', nativeId: id }));
      const userIds = users.slice(0, 3).map(({ id }) => toGlobalId({ type: 'User', id }));
      const organizationIds = organizations.slice(0, 2).map(({ id }) => toGlobalId({ type: 'Organization', id }));
      const unknownIds = ['stranger 1', 'stranger 2'].map((id) => toGlobalId({ type: 'User', id }));

      const batches = {
        tickets: await batchesOf(READ_NODES, { ids: ticketIds }),
        users: await batchesOf(READ_NODES, { ids: userIds }),
        organizations: await batchesOf(READ_NODES, { ids: organizationIds }),
        unknown: await batchesOf(READ_NODES, { ids: unknownIds }),
        conversations: await batchesOf(READ_CONVERSATIONS),
      };

      expect(batches).toEqual({
        // Whose organization a ticket belongs to is told by the directory.
        tickets: { getTickets: { batches: 1, keys: 4 }, 'directory.users': { batches: 1, keys: owners.size } },
        users: { 'directory.users': { batches: 1, keys: 3 } },
        organizations: { 'directory.organizations': { batches: 1, keys: 2 } },
        unknown: { 'directory.users': { batches: 1, keys: 2 }, getUsers: { batches: 1, keys: 2 } },
        conversations: { listMessages: { batches: 1, keys: 3 } },
      });
    });

    it('says which backend is ill, while the gateway is alive and ready', async () => {
      const heal = world.simulator.fail({ match: isEvApi, with: { status: 503 } });
      for (let time = 0; time < 10; time += 1) await ask(world.gateway, LIST, { token });
      const [live, ready, text] = await Promise.all([get('/livez'), get('/readyz'), readMetrics()]);
      heal();

      expect([live.status, ready.status]).toEqual([200, 200]);
      expect(valueOf(text, 'ticket_gateway_backend_health', { backend: 'ev' })).toBe(0);
      expect(valueOf(text, 'ticket_gateway_backend_health', { backend: 'moov' })).toBe(2);
      expect(valueOf(text, 'ticket_gateway_breaker_state', { backend: 'ev', kind: 'read' })).toBeGreaterThan(0);
      expect(valueOf(text, 'ticket_gateway_breaker_state', { backend: 'moov', kind: 'read' })).toBe(0);
      const failed = { backend: 'ev', kind: 'read', outcome: 'UNAVAILABLE' };
      // Half of ten calls open the breaker; how many try again after that is a matter of time.
      expect(valueOf(text, 'ticket_gateway_upstream_requests_total', failed)).toBeGreaterThanOrEqual(5);
      await recover();
    });
  });

  describe('the log', () => {
    it('has one line for a request: id, operation, outcome, time, what each backend did, and no variable', async () => {
      await askFor(world.gateway, LIST, { token, variables: { search: 'planted-variable' } });

      const requests = lines
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ msg }) => msg === 'request');
      const timing = { calls: expect.any(Number), ms: expect.any(Number), outcome: 'OK' };
      expect(requests).toEqual([
        expect.objectContaining({
          requestId: expect.stringMatching(/^[0-9A-Z]{26}$/),
          operationName: 'DashboardList',
          outcome: 'OK',
          status: 200,
          durationMs: expect.any(Number),
          backends: { desk: timing, ev: timing, moov: timing, sirportly: timing },
        }),
      ]);
      expect(lines.join('')).not.toContain('planted-variable');
    });

    it('has no more of a path than its first 200 characters', async () => {
      await get(`/${'a'.repeat(10_000)}`);

      const paths = lines.map((line) => (JSON.parse(line) as { readonly path?: string }).path);
      expect(paths).toEqual([`/${'a'.repeat(199)}`]);
    });

    it('holds no secret at level trace, nor do metrics, whatever upstreams answer', async () => {
      const secrets = [...findSecrets(world.together), token, 'planted-marker'];
      const planted = secrets.join(' ');
      const faults = [
        { status: 500, body: planted, headers: { 'x-request-id': 'planted-marker!' } },
        { status: 401, body: { error: planted } },
        { status: 302, headers: { location: `https://planted-marker@elsewhere.test/?token=${token}` } },
        { status: 200, body: { wrong: planted } },
        'cut-json' as const,
        'reset' as const,
      ];
      for (const fault of faults) {
        const heal = world.together.sirportly.fail({ match: () => true, with: fault });
        const healOther = world.simulator.fail({ match: () => true, with: fault });
        await ask(world.gateway, LIST, { token, headers: { 'x-request-id': 'planted' } });
        heal();
        healOther();
        await recover();
      }

      const text = `${lines.join('')}${await readMetrics()}`;
      expect(lines.length).toBeGreaterThan(faults.length * 3);
      expect(secrets.filter((secret) => holdsSecret(text, secret))).toEqual([]);
    });
  });

  describe('traces', () => {
    const exporter = new InMemorySpanExporter();
    beforeAll(() => {
      context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
      propagation.setGlobalPropagator(new TraceContext());
      trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    });
    afterAll(() => {
      trace.disable();
      propagation.disable();
      context.disable();
    });
    afterEach(() => exporter.reset());

    it('have a span for the operation below the caller’s, and one for each upstream request below that', async () => {
      world.simulator.requests.clear();
      await askFor(world.gateway, LIST, { token, headers: { traceparent: TRACEPARENT } });

      const spans = exporter.getFinishedSpans();
      const operation = spans.find(({ name }) => name === 'query');
      const upstream = spans.filter((span) => span !== operation);
      expect(operation?.attributes).toMatchObject({ 'graphql.operation.name': 'DashboardList' });
      expect(operation?.parentSpanContext?.spanId).toBe('00f067aa0ba902b7');
      expect(new Set(spans.map((span) => span.spanContext().traceId))).toEqual(new Set([TRACE_ID]));
      expect(upstream.length).toBeGreaterThan(3);
      expect(upstream.filter((span) => span.parentSpanContext?.spanId !== operation?.spanContext().spanId)).toEqual([]);
      expect(upstream.map(toFacts)).toContainEqual({
        name: 'GET /support_tickets',
        attributes: expect.objectContaining({
          'http.request.method': 'GET',
          'url.template': '/support_tickets',
          'http.response.status_code': 200,
          'ticket_gateway.backend': 'ev',
          'ticket_gateway.kind': 'read',
        }),
      });
      expect(world.simulator.requests.entries.at(-1)?.headers['traceparent']).toContain(TRACE_ID);
    });

    it('hold no id, query, variable or secret', async () => {
      const { tickets } = await askFor<Ids, object>(world.gateway, LIST, { token });
      const heal = world.simulator.fail({ match: isEvApi, with: { status: 500, body: 'planted-marker' } });
      await ask(world.gateway, LIST, { token, variables: { search: 'planted-variable' } });
      heal();

      const told = JSON.stringify(exporter.getFinishedSpans().map(toFacts));
      const forbidden = [...findSecrets(world.together), token, 'planted', ...tickets.nodes.map(({ id }) => id), '?'];
      expect(forbidden.filter((text) => told.includes(text))).toEqual([]);
      expect(told).toContain('"error.type":"UNAVAILABLE"');
    });
  });
});

describe('what is told of a backend whose answers of before serve', () => {
  let world: World;
  const lines: string[] = [];
  beforeAll(async () => {
    world = await createWorld({
      tickets: 12,
      metrics: { token: METRICS_TOKEN },
      connection: { readAttempts: 1, breakMs: 60_000 },
      logTo: { write: (line) => void lines.push(line) },
    });
  });
  afterAll(() => world.close());

  it('is that they are old, as long as nothing failed beside them', async () => {
    const token = await world.token({ scope: 'support:read access_all_areas' });
    const list = `{ tickets(first: 5) { nodes { id } backends { outcome } } }`;
    const breaking = `{ ticketByNativeId(backend: "ev", nativeId: "${world.simulator.data.tickets[0]?.id}") { id } }`;
    const lastTimings = () => {
      const requests = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      return requests.findLast(({ msg }) => msg === 'request')?.['backends'];
    };
    await askFor(world.gateway, list, { token });
    world.simulator.fail({ match: () => true, with: { status: 503 } });
    const status = () => world.gateway.backends.find(({ key }) => key === 'ev')?.provider.status();
    while (status()?.breakers['read'] !== 'OPEN') await ask(world.gateway, breaking, { token });

    await askFor(world.gateway, list, { token });
    const aged = lastTimings();
    await ask(world.gateway, `{ list: tickets(first: 5) { nodes { id } } one: ${breaking.slice(1)}`, { token });
    const mixed = lastTimings();

    const response = await world.gateway.yoga.fetch('http://gateway.test/metrics', {
      headers: { authorization: `Bearer ${METRICS_TOKEN}` },
    });
    const text = await response.text();
    const calls = (outcome: string) =>
      valueOf(text, 'ticket_gateway_backend_calls_total', { backend: 'ev', call: 'listTickets', outcome });
    expect([aged, mixed]).toMatchObject([
      { desk: { outcome: 'OK' }, ev: { outcome: 'STALE' } },
      { desk: { outcome: 'OK' }, ev: { outcome: 'UNAVAILABLE' } },
    ]);
    expect([calls('OK'), calls('STALE')]).toEqual([1, 2]);
  });
});

interface Ids {
  readonly tickets: { readonly nodes: readonly { readonly id: string }[] };
}

function toFacts({ name, attributes }: ReadableSpan) {
  return { name, attributes };
}
