import type { ExecutionResult } from 'graphql';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/auth/viewer.js';
import { WatchedViewer } from '../../src/auth/watched-viewer.js';
import { RenderedAnswer } from '../../src/operation/rendered-answer.js';
import { createSharedAnswers, type Run, type SharedAnswers } from '../../src/operation/shared-answers.js';

const DEADLINE_MS = 1000;
const ANN: Viewer = {
  userId: 'ann',
  organizationId: 'acme',
  visibility: 'ORGANIZATION',
  scopes: new Set(['support:read']),
  tokenExpiresAt: null,
};
const BOB: Viewer = { ...ANN, userId: 'bob' };
const STRANGER: Viewer = { ...ANN, userId: 'eve', organizationId: 'other' };

/** A query that looks at somebody, and what comes of it. */
interface Query {
  readonly look: (viewer: Viewer) => unknown;
  readonly result: ExecutionResult;
  readonly holds: Run['holds'];
}

const TICKETS: Query = {
  look: ({ organizationId }) => organizationId,
  result: { data: { tickets: ['one'] } },
  holds: () => true,
};

describe('shared answers', () => {
  let answers: SharedAnswers;
  beforeEach(() => {
    answers = createSharedAnswers({ answersKeptBytes: 100_000, deadlineMs: DEADLINE_MS });
  });

  const toRun = (viewer: Viewer, { look, result, holds }: Query): Run => {
    const watched = new WatchedViewer(viewer);
    look(watched);
    const rendered = result.errors ? result : new RenderedAnswer(result, 7);
    return { result: rendered, traits: watched.traits(), holds, reads: 3 };
  };
  const run = (viewer: Viewer, query: Partial<Query> = {}, question = 'q') =>
    answers.run(question, viewer, async () => toRun(viewer, { ...TICKETS, ...query }));
  /** A run that ends when it is told to. */
  const start = (viewer: Viewer, query: Partial<Query> = {}) => {
    let end = () => {};
    const told = new Promise<void>((resolve) => (end = resolve));
    const answer = answers.run('q', viewer, () => told.then(() => toRun(viewer, { ...TICKETS, ...query })));
    return { end, answer };
  };

  it('are given to whoever is alike in what was looked at, with what they cost', async () => {
    const given = await run(ANN);

    expect(answers.find('q', BOB)).toBe(given);
    expect(answers.find('q', BOB)?.points).toBe(7);
    expect(answers.find('q', STRANGER)).toBeNull();
    expect(answers.find('other', ANN)).toBeNull();
  });

  it('read as the result that they were made of', async () => {
    await run(ANN, { result: { data: { title: 'Ärger 🚗', none: null } } });
    const answer = answers.find('q', BOB);

    expect(answer?.data).toEqual({ title: 'Ärger 🚗', none: null });
    expect(answer?.json.toString()).toBe('{"data":{"title":"Ärger 🚗","none":null}}');
    expect(JSON.stringify(answer)).toBe('{"data":{"title":"Ärger 🚗","none":null}}');
    expect({ ...answer, extensions: {} }).toEqual({ data: { title: 'Ärger 🚗', none: null }, extensions: {} });
  });

  it('are kept for each kind of caller, though each was looked at differently', async () => {
    const look = (viewer: Viewer) => viewer.organizationId === 'other' && viewer.userId;
    await run(ANN, { look });
    await run(STRANGER, { look, result: { data: { tickets: ['theirs'] } } });

    expect(answers.find('q', BOB)?.data).toEqual({ tickets: ['one'] });
    expect(answers.find('q', STRANGER)?.data).toEqual({ tickets: ['theirs'] });
    expect(answers.find('q', { ...STRANGER, userId: 'fay' })).toBeNull();
  });

  it.each<[string, Partial<Query>]>([
    ['errors', { result: { data: { tickets: null }, errors: [] } }],
    ['parts that are for its caller alone', { holds: null }],
    ['parts that hold no more', { holds: () => false }],
  ])('are none with %s', async (_name, query) => {
    await run(ANN, query);

    expect(answers.find('q', ANN)).toBeNull();
  });

  it('are given no longer than they hold', async () => {
    let isFresh = true;
    await run(ANN, { holds: () => isFresh });
    expect(answers.find('q', BOB)).not.toBeNull();

    isFresh = false;
    expect(answers.find('q', BOB)).toBeNull();
    isFresh = true;
    expect(answers.find('q', BOB)).toBeNull();
  });

  it('stay for the others where one is for its caller alone, or has errors', async () => {
    const given = await run(ANN);
    await run(STRANGER, { holds: null });
    await run(STRANGER, { result: { errors: [] } });

    expect(answers.find('q', BOB)).toBe(given);
  });

  it('take no more memory than they may', async () => {
    const text = 'x'.repeat(10_000);
    for (let index = 0; index < 20; index += 1) await run(ANN, { result: { data: { text } } }, `q${index}`);

    const kept = Array.from({ length: 20 }, (_, index) => answers.find(`q${index}`, BOB)).filter(Boolean);
    expect(kept.length).toBeGreaterThan(4);
    expect(kept.length).toBeLessThan(10);
    expect(answers.find('q19', BOB)).not.toBeNull();
  });

  describe('that are under way', () => {
    it('are waited for by those who seem to be alike, as far as earlier answers tell', async () => {
      let isFresh = true;
      expect(answers.join('q', BOB)).toBeNull();
      await run(ANN, { holds: () => isFresh });
      isFresh = false;

      const { end, answer } = start(ANN);
      const waiting = answers.join('q', BOB);
      expect(answers.join('q', STRANGER)).toBeNull();
      end();

      expect(await waiting).toBe(await answer);
      expect(answers.join('q', BOB)).toBeNull();
    });

    it('come to nothing for who turns out to be different', async () => {
      let isFresh = true;
      await run(ANN, { holds: () => isFresh });
      isFresh = false;

      const { end, answer } = start(ANN, { look: ({ userId }) => userId, result: { data: { me: 'ann' } } });
      const [waiting, alike] = [answers.join('q', BOB), answers.join('q', { ...ANN })];
      end();

      expect(await waiting).toBeNull();
      expect(await alike).toBe(await answer);
    });

    it('are waited for a tenth of the time at most', async () => {
      let isFresh = true;
      await run(ANN, { holds: () => isFresh });
      isFresh = false;
      const { end, answer } = start(ANN);
      const startedAt = performance.now();

      expect(await answers.join('q', BOB)).toBeNull();

      expect(performance.now() - startedAt).toBeGreaterThan(DEADLINE_MS * 0.1 - 5);
      expect(performance.now() - startedAt).toBeLessThan(DEADLINE_MS * 0.5);
      end();
      await answer;
    });

    it('are waited for by nobody who is not like whom an earlier answer was for', async () => {
      let isFresh = true;
      const look = (viewer: Viewer) => viewer.organizationId === 'other' && viewer.userId;
      await run(ANN, { look, holds: () => isFresh });
      await run(STRANGER, { look, holds: () => isFresh });
      isFresh = false;
      answers.find('q', STRANGER);

      const { end, answer } = start(STRANGER, { look });

      expect(answers.join('q', { ...STRANGER, userId: 'fay' })).toBeNull();
      expect(answers.join('q', BOB)).toBeNull();
      end();
      await answer;
    });

    it.each<[string, () => Promise<Run>]>([
      ['fails', () => wait(10).then(() => Promise.reject(new Error('broken')))],
      ['has errors', () => wait(10).then(() => toRun(ANN, { ...TICKETS, result: { errors: [] } }))],
    ])('tell nothing to those who wait where the run %s', async (_name, fail) => {
      let isFresh = true;
      await run(ANN, { holds: () => isFresh });
      isFresh = false;

      const failing = Promise.allSettled([answers.run('q', ANN, fail)]);
      expect(await answers.join('q', BOB)).toBeNull();

      await failing;
      expect(answers.join('q', BOB)).toBeNull();
      expect(answers.find('q', BOB)).toBeNull();
    });
  });
});
