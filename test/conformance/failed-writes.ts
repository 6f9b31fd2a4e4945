import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCall } from '../provider/http/calls.js';
import { openIdsOf, readRows } from './asking.js';
import { BODY, CASES, requireUpstream } from './failures.js';
import { failuresOf, operationsOf, writeSomething } from './operations.js';
import type { Misbehaviour, Setup, Subject, Upstream } from './subject.js';

const REFUSALS = CASES.filter(([, , code]) => /AUTH|FORB|RATE/.test(code)).map(
  ([name, misbehaviour]): [string, Misbehaviour] => [name, misbehaviour],
);

const WRITES: ReadonlySet<string> = new Set(['updateTicket', 'createTicket', 'addMessage']);

/** Writes that fail: whether something may have been written, and that it is not tried twice. */
export function describeFailedWrites(setup: Setup): void {
  describe('an upstream', () => {
    let subject: Subject;
    let upstream: Upstream;

    beforeAll(async () => {
      subject = await setup();
      upstream = requireUpstream(subject);
    });
    afterEach(() => upstream.heal());
    afterAll(() => subject.close());

    it.each<[string, Misbehaviour]>([
      ['500', { status: 500, body: BODY }],
      ['half of its JSON', 'cut-json'],
      ['the end of the connection', 'reset'],
    ])('that answers a write with %s is not written to again, and may have written', async (_name, misbehaviour) => {
      const [one = '', other = ''] = openIdsOf(subject);
      const usual = await requestsOfWriting(subject, upstream, one);
      upstream.failWrites(misbehaviour);

      const [error] = await failuresOf(writeSomething(subject, createCall(), other));

      const expected = upToWrite(usual, upstream).map((request) => request.replaceAll(one, other));
      expect(upstream.takeRequests()).toEqual(expected);
      expect(error).toMatchObject({ outcomeUnknown: true });
    });

    it.each<[string, Misbehaviour]>(REFUSALS)(
      'that refuses a write with %s has not written',
      async (_name, misbehaviour) => {
        upstream.failWrites(misbehaviour);

        const errors = new Map<string, unknown>();
        for (const [name, run] of operationsOf(subject).filter(([one]) => WRITES.has(one))) {
          errors.set(name, (await failuresOf(run(createCall())))[0]);
        }

        expect([...errors.keys()]).toContain('updateTicket');
        for (const error of errors.values()) expect(error).toMatchObject({ outcomeUnknown: false });
      },
    );
  });
}

/** What a write that succeeds asks for, where every ticket has been seen and something was written before. */
async function requestsOfWriting(subject: Subject, upstream: Upstream, id: string): Promise<readonly string[]> {
  await readRows(subject.provider);
  await writeSomething(subject, createCall(), id);
  upstream.takeRequests();
  await writeSomething(subject, createCall(), id);
  return upstream.takeRequests();
}

/** The requests up to the first that writes. @throws Error when none does */
function upToWrite(requests: readonly string[], upstream: Upstream): readonly string[] {
  const index = requests.findIndex((request) => upstream.isWrite(request));
  if (index === -1) throw new Error('Nothing was written.');
  return requests.slice(0, index + 1);
}
