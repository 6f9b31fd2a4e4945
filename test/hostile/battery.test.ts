import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HTTP_CASES, type Case } from './http-cases.js';
import { MANY_MISTAKES, OPERATION_CASES } from './operation-cases.js';
import { codesOf, expectDecentAnswer, expectFewErrors } from './refusals.js';
import { createListeningWorld, type ListeningWorld } from './world.js';

describe('a hostile client', () => {
  let listening: ListeningWorld;
  beforeAll(async () => {
    listening = await createListeningWorld();
  });
  afterAll(() => listening.close());

  describe.each(Object.entries({ ...HTTP_CASES, ...OPERATION_CASES }))('with its %s', (_part, cases) => {
    it.each(cases.map(toRow))('gets a decent answer to %s', async (_name, { request, status, code }) => {
      const reply = await listening.send(request);

      expectDecentAnswer(reply);
      expect(reply.body).not.toContain('MARKER');
      expect({ status: reply.status, code: code && codesOf(reply)[0] }).toEqual({ status, code });
    });

    it('leaves honest queries unharmed', async () => {
      await expect(listening.answersHonestQuery()).resolves.toBe(true);
    });
  });

  it.each(MANY_MISTAKES.map(toRow))('is told five mistakes of a query with %s', async (_name, { request, status }) => {
    const reply = await listening.send(request);

    expectFewErrors(reply);
    expectDecentAnswer(reply);
    expect([reply.status, codesOf(reply)]).toEqual([status, ['BAD_USER_INPUT']]);
  });
});

function toRow([name, request, status, code]: Case) {
  return [name, { request, status, code }] as const;
}
