import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Provider } from '../../src/provider/provider.js';
import type { Attempt } from '../../src/provider/writes.js';
import { createCall } from '../provider/http/calls.js';
import { readMessages, readRows } from './asking.js';
import { makeAttempt, nextNumber } from './attempts.js';
import { requireUpstream } from './failures.js';
import { addSomething, createSomething, failuresOf, toTalkedIn } from './operations.js';
import type { Misbehaviour, Setup, Subject, Upstream } from './subject.js';

const MISBEHAVIOURS: readonly (readonly [name: string, misbehaviour: Misbehaviour])[] = [
  ['500', { status: 500, body: {} }],
  ['half of its JSON', 'cut-json'],
  ['the end of the connection', 'reset'],
];

type Write = (subject: Subject, attempt: Attempt) => Promise<unknown>;
const create: Write = (subject, attempt) => createSomething(subject, createCall(), attempt);
const add: Write = (subject, attempt) => addSomething(subject, createCall(), attempt);

/** What is to happen once happens once, whatever became of the first try. */
export function describeLostAnswers(setup: Setup, { createTicket, addMessage }: Provider): void {
  if (!createTicket && !addMessage) return;

  describe('a try that fails', () => {
    let subject: Subject;
    let upstream: Upstream;

    beforeAll(async () => {
      subject = await setup();
      upstream = requireUpstream(subject);
    });
    afterEach(() => upstream.heal());
    afterAll(() => subject.close());

    if (createTicket) {
      it.each(MISBEHAVIOURS)('with %s is one ticket after the next', async (_name, misbehaviour) => {
        const writes = await countWrites(subject, upstream, create);
        expect(writes).toBeGreaterThan(0);
        for (let after = 0; after < writes; after += 1) {
          const before = await readRows(subject.provider);

          const outcomes = await tryThrice(subject, upstream, create, () => upstream.failWrites(misbehaviour, after));

          const rows = await readRows(subject.provider);
          const ids = rows.map(({ ticket }) => ticket.nativeId);
          const added = ids.filter((id) => !before.some(({ ticket }) => ticket.nativeId === id));
          const messages = await readMessages(subject.provider, added);
          const created = { outcome: 'CREATED', ticket: { nativeId: added[0] } };
          expect(outcomes).toMatchObject([{ outcomeUnknown: true }, created, created]);
          expect([...messages.values()]).toMatchObject([[{ position: 0, type: 'INITIAL_REQUEST' }]]);
        }
      });
    }

    if (addMessage) {
      it.each(MISBEHAVIOURS)('with %s is one message after the next', async (_name, misbehaviour) => {
        const id = toTalkedIn(subject.seed);
        const before = (await readMessages(subject.provider, [id])).get(id) ?? [];

        const outcomes = await tryThrice(subject, upstream, add, () => upstream.failWrites(misbehaviour));

        const after = (await readMessages(subject.provider, [id])).get(id) ?? [];
        const added = { outcome: 'ADDED', message: after.at(-1) };
        expect(outcomes).toMatchObject([{ outcomeUnknown: true }, added, added]);
        expect(after.slice(0, -1)).toEqual(before);
      });
    }
  });
}

/** What one attempt came to: the failure of its first try, and two tries with all well again. */
async function tryThrice(subject: Subject, upstream: Upstream, write: Write, spoil: () => void): Promise<unknown[]> {
  const attempt = makeAttempt(nextNumber());
  spoil();
  const [error] = await failuresOf(write(subject, attempt));
  upstream.heal();
  return [error, await write(subject, attempt.again()), await write(subject, attempt.again())];
}

async function countWrites(subject: Subject, upstream: Upstream, write: Write): Promise<number> {
  upstream.takeRequests();
  await write(subject, makeAttempt(nextNumber()));
  return upstream.takeRequests().filter((request) => upstream.isWrite(request)).length;
}
