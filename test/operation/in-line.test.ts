import type { ExecutionResult, GraphQLError } from 'graphql';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createPointBuckets } from '../../src/operation/cost/point-buckets.js';
import { createOperationRunner, type Asker } from '../../src/operation/run-operation.js';
import type { Starts } from '../../src/operation/starts.js';
import { createSchema } from '../../src/schema/schema.js';
import { createScriptedBackend } from '../federation/scripted-provider.js';
import { asUser, createWorld, STAFF } from '../federation/world.js';

const LIMITS = {
  queryTokens: 1000,
  queryOperations: 1,
  queryDepth: 20,
  queryFields: 1000,
  queryRootFields: 30,
  queryAliases: 30,
  queryDirectives: 50,
  inputValues: 1000,
  inputDepth: 20,
  inputListLength: 1000,
  inputTextLength: 10_000,
  nesting: 200,
  errors: 5,
  introspection: true,
  suggestions: false,
  queryComplexity: 1e9,
  upstreamRequests: 1e9,
  answersKeptBytes: 1_000_000,
};
const TICKETS = '{ tickets(first: 1) { nodes { subject } } }';
const schema = createSchema();

/** A gateway's operations, with a line that is told when they begin. */
function createOperations({ deadlineMs, starts }: { readonly deadlineMs: number; readonly starts: Starts['run'] }) {
  const backend = createScriptedBackend({ key: 'a', before: () => new Promise<void>(() => {}) });
  const run = createOperationRunner({
    schema,
    federation: createWorld([backend], { deadlineMs }),
    limits: { ...LIMITS, deadlineMs },
    buckets: createPointBuckets({ pointsPerMinute: 0, pointsAtOnce: 1, now: () => 0 }),
    starts: { run: starts, longestWaitMs: () => 0, expire: () => {} },
  });
  return { backend, run };
}

/** A line that begins each when the one before is done. */
function oneByOne(): Starts['run'] {
  let before: Promise<unknown> = Promise.resolve();
  return (_, work) => {
    const done = before.then(work);
    before = done;
    return done;
  };
}

function makeAsker(asker: Partial<Asker> = {}): Asker {
  return {
    requestId: 'a',
    viewer: asUser('ann', { scopes: new Set(['support:read']) }),
    pointsPaid: 0,
    mayWrite: true,
    signal: new AbortController().signal,
    onCall: () => () => {},
    onOperation: () => {},
    onShared: () => {},
    ...asker,
  };
}

const codesOf = ({ errors = [] }: ExecutionResult) =>
  (errors as readonly GraphQLError[]).map(({ extensions }) => extensions['code']);

describe('an operation in line', () => {
  it('is not begun when its time is over, and that is said', async () => {
    const { run, backend } = createOperations({ deadlineMs: 30, starts: (_, work) => wait(40).then(work) });

    const result = await run({ query: TICKETS }, makeAsker());

    expect(codesOf(result)).toEqual(['TIMEOUT']);
    expect(result.errors).toMatchObject([{ extensions: { http: { status: 503, headers: { 'retry-after': '1' } } } }]);
    expect(backend.calls).toEqual([]);
  });

  it('is not begun when its client has gone', async () => {
    const { run, backend } = createOperations({ deadlineMs: 60_000, starts: (_, work) => wait(10).then(work) });
    const leaving = new AbortController();
    const result = run({ query: TICKETS }, makeAsker({ signal: leaving.signal }));

    leaving.abort();

    expect(codesOf(await result)).toEqual(['TIMEOUT']);
    expect(backend.calls).toEqual([]);
  });

  it('has the time that is left since it came', async () => {
    const { run, backend } = createOperations({ deadlineMs: 1000, starts: (_, work) => wait(700).then(work) });
    const cameAt = performance.now();

    const result = await run({ query: TICKETS }, makeAsker());

    expect(codesOf(result)).toEqual([]);
    expect(backend.calls).toHaveLength(1);
    expect(performance.now() - cameAt).toBeLessThan(1500);
  });

  it('is given the answer that somebody who is alike had meanwhile', async () => {
    const { run } = createOperations({ deadlineMs: 60_000, starts: oneByOne() });
    const shared: string[] = [];
    const asking = ['a', 'b', 'c'].map((requestId) =>
      run({ query: '{ viewer { visibility } }' }, makeAsker({ requestId, onShared: () => shared.push(requestId) })),
    );

    const results = await Promise.all(asking);

    expect(results.map(({ data }) => data)).toEqual(results.map(() => ({ viewer: { visibility: 'USER' } })));
    expect(shared).toEqual(['b', 'c']);
  });

  it('is not given that of somebody who is not', async () => {
    const { run } = createOperations({ deadlineMs: 60_000, starts: oneByOne() });
    const viewers = [asUser('ann'), STAFF, asUser('bob')];

    const results = await Promise.all(
      viewers.map((viewer) => run({ query: '{ viewer { visibility } }' }, makeAsker({ viewer }))),
    );

    expect(results.map(({ data }) => data)).toEqual(viewers.map(({ visibility }) => ({ viewer: { visibility } })));
  });

  it('tells the line who asks', async () => {
    const told: string[] = [];
    const starts: Starts['run'] = ({ caller }, work) => (told.push(caller), work());
    const { run } = createOperations({ deadlineMs: 60_000, starts });

    const asking = [
      ['ann', 'a'],
      ['bob', 'b'],
      ['ann', 'c'],
    ] as const;
    for (const [user, alias] of asking) {
      await run({ query: `{ ${alias}: viewer { scopes } }` }, makeAsker({ viewer: asUser(user) }));
    }

    expect(told).toHaveLength(3);
    expect(new Set(told).size).toBe(2);
  });
});
