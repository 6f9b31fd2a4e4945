import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ProviderError, type ProviderErrorCode } from '../../src/provider/provider-error.js';
import type { Call } from '../../src/provider/provider.js';
import { createCall } from '../provider/http/calls.js';
import { arrival, failuresOf, operationsOf, type Run } from './operations.js';
import type { Misbehaviour, Setup, Subject, Upstream } from './subject.js';

/** What an upstream says of a customer where it should not. */
const PERSONAL = 'somebody@example.test';
export const BODY = { title: PERSONAL, detail: PERSONAL, field: PERSONAL };
const WAIT = { 'retry-after': '7' };

type Case = readonly [name: string, misbehaviour: Misbehaviour, code: ProviderErrorCode, retryAfterMs: number | null];

/** Each way to fail, and what becomes of it. */
export const CASES: readonly Case[] = [
  ['400', { status: 400, body: BODY }, 'BAD_RESPONSE', null],
  ['401', { status: 401, body: BODY }, 'UNAUTHENTICATED', null],
  ['403', { status: 403, body: BODY }, 'FORBIDDEN', null],
  ['429', { status: 429, body: BODY }, 'RATE_LIMITED', null],
  ['429 and when to come back', { status: 429, body: BODY, headers: WAIT }, 'RATE_LIMITED', 7000],
  ['500', { status: 500, body: `<h1>${PERSONAL}</h1>` }, 'UNAVAILABLE', null],
  ['503 and when to come back', { status: 503, body: BODY, headers: WAIT }, 'UNAVAILABLE', 7000],
  ['a redirect', { status: 302, headers: { location: `http://127.0.0.1:9/${PERSONAL}` } }, 'BAD_RESPONSE', null],
  ['another resource', { status: 200, body: { ...BODY, id: PERSONAL } }, 'BAD_RESPONSE', null],
  ['a page for people', { status: 200, body: `<h1>${PERSONAL}</h1>` }, 'BAD_RESPONSE', null],
  ['nothing', { status: 204 }, 'BAD_RESPONSE', null],
  ['half of its JSON', 'cut-json', 'BAD_RESPONSE', null],
  ['the end of the connection', 'reset', 'UNAVAILABLE', null],
];

/** An upstream that fails: the code says how, and nothing says more than it should. */
export function describeFailures(setup: Setup): void {
  describe('an upstream', () => {
    let subject: Subject;
    let upstream: Upstream;

    beforeAll(async () => {
      subject = await setup();
      upstream = requireUpstream(subject);
    });
    afterEach(() => upstream.heal());
    afterAll(() => subject.close());

    it.each<Case>(CASES)('that answers %s fails each call so', async (_name, misbehaviour, code, retryAfterMs) => {
      upstream.fail(misbehaviour);

      const failures = new Map<string, readonly unknown[]>();
      for (const [name, run] of freshOperationsOf(subject)) failures.set(name, await failuresOf(run(createCall())));

      const expected = { code, retryAfterMs };
      for (const [name, errors] of failures) {
        expect([name, errors.map(toSummary)]).toEqual([name, errors.map(() => expected)]);
        expect(errors.flatMap((error) => findSecrets(error, upstream))).toEqual([]);
      }
    });

    it('that lists something else fails each read', async () => {
      upstream.fail({ status: 200, body: [BODY] });

      for (const [name, run] of freshOperationsOf(subject)) {
        // A probe asks only whether there is an answer.
        if (name === 'probe') continue;
        const errors = await failuresOf(run(createCall()));

        expect([name, errors.map(toSummary)]).toEqual([name, [{ code: 'BAD_RESPONSE', retryAfterMs: null }]]);
        expect(errors.flatMap((error) => findSecrets(error, upstream))).toEqual([]);
      }
    });

    it('that lists something else, and is then out of order, is answered for with what it said before that', async () => {
      for (const name of READS.filter((each) => each in subject.provider)) {
        const provider = subject.openAnother?.() ?? subject.provider;
        const run = runOf(name, { ...subject, provider });
        const ages: string[] = [];
        const call = { ...createCall(), onStale: (asOf: string) => void ages.push(asOf) };
        const before = await run(call);

        upstream.fail({ status: 200, body: [BODY] });
        const errors = await failuresOf(run(call));
        upstream.heal();
        upstream.fail('reset');
        const after = await untilAnswered(() => run(call));
        upstream.heal();
        await provider.close();

        expect([name, errors.map(toSummary)]).toEqual([name, [{ code: 'BAD_RESPONSE', retryAfterMs: null }]]);
        expect([name, ages.length > 0, toContent(after)]).toEqual([name, true, toContent(before)]);
      }
    });

    it('that is silent fails each call when its time is up', async () => {
      upstream.fail('hang');

      for (const [name, run] of freshOperationsOf(subject)) {
        const errors = await interrupt(run, upstream, new DOMException('Time is up.', 'TimeoutError'));

        expect([name, errors.map(toSummary)]).toEqual([name, [{ code: 'TIMEOUT', retryAfterMs: null }]]);
        expect(errors.flatMap((error) => findSecrets(error, upstream))).toEqual([]);
      }
    });

    it('that is silent is left when its answer is no longer wanted', async () => {
      upstream.fail('hang');

      for (const [name, run] of freshOperationsOf(subject)) {
        const reason = new Error('No longer wanted.');

        expect([name, await interrupt(run, upstream, reason)]).toEqual([name, [reason]]);
      }
    });

    it('that fails is not healthy until it answers again', async () => {
      const provider = subject.openAnother?.() ?? subject.provider;
      upstream.fail({ status: 500, body: BODY });
      for (let time = 0; time < 3; time += 1) await failuresOf(provider.probe(createCall()));
      const during = provider.status().health;
      upstream.heal();
      await provider.probe(createCall());
      upstream.takeRequests();

      expect([during, provider.status().health]).toEqual(['DOWN', 'HEALTHY']);
      expect(upstream.takeRequests()).toEqual([]);
    });
  });
}

/** A classification is kept for longer. */
const READS = ['listTickets', 'getTickets', 'listMessages', 'aggregate', 'getUsers'] as const;

function runOf(name: string, subject: Subject): Run {
  const [, run] = operationsOf(subject).find(([other]) => other === name) ?? [];
  if (!run) throw new Error(`There is no ${name}.`);
  return run;
}

/** Calls until the breaker is open, and what is kept serves. */
async function untilAnswered(run: () => Promise<unknown>): Promise<unknown> {
  for (let tries = 1; tries < 30; tries += 1) {
    const answer = await run().catch(() => null);
    if (answer !== null && !(Array.isArray(answer) && answer.some((slot) => slot instanceof ProviderError)))
      return answer;
  }
  return run();
}

/** Each of another provider: one that has seen an upstream fail does not ask it again and again. */
function freshOperationsOf(subject: Subject): readonly (readonly [name: string, run: Run])[] {
  return operationsOf(subject).map(([name]) => {
    const run: Run = async (call) => {
      const provider = subject.openAnother?.() ?? subject.provider;
      try {
        return await runOf(name, { ...subject, provider })(call);
      } finally {
        if (provider !== subject.provider) await provider.close();
      }
    };
    return [name, run];
  });
}

/** What a call fails with that is aborted while the upstream is silent. */
async function interrupt(run: (call: Call) => Promise<unknown>, upstream: Upstream, reason: Error) {
  upstream.takeRequests();
  const controller = new AbortController();
  const failures = failuresOf(run(createCall(controller.signal)));
  await arrival(upstream);
  controller.abort(reason);
  return failures;
}

function toSummary(error: unknown): unknown {
  return error instanceof ProviderError ? { code: error.code, retryAfterMs: error.retryAfterMs } : error;
}

/** What stands in an error, or in a cause of it, and must not: secrets, and what the upstream wrote. */
function findSecrets(error: unknown, upstream: Upstream): string[] {
  const printed = inspect(error, { depth: 20, showHidden: true, maxStringLength: null });
  const secrets = [...upstream.secrets(), PERSONAL];
  if (secrets.length < 3) throw new Error('A secret and a token have to be known by now.');
  return secrets.filter((secret) => printed.includes(secret));
}

export function requireUpstream({ upstream }: Subject): Upstream {
  if (!upstream) throw new Error('This provider has no upstream that could fail.');
  return upstream;
}

/** What leads on from a page may tell how old it is. */
function toContent(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('next' in answer)) return answer;
  const { next, ...content } = answer;
  return [content, next === null];
}
