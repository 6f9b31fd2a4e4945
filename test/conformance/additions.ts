import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/provider/writes.js';
import type { Message } from '../../src/ticket/message.js';
import { createCall } from '../provider/http/calls.js';
import { NO_EXPAND } from './asking.js';
import { makeAttempt } from './attempts.js';
import { toTalkedIn } from './operations.js';
import type { Subject } from './subject.js';
import { NONSENSE_IDS } from './texts.js';

const TEXT = 'It does not charge.\nWhat now? <b>"&"</b> ÄÖ 充電';

/** What is to happen once: new tickets, new messages. */
export function describeAdditions(subject: Subject): void {
  if (subject.provider.createTicket) describeCreations(subject);
  if (subject.provider.addMessage) describeMessages(subject);
}

function describeCreations(subject: Subject): void {
  const { provider, creation } = subject;

  describe('a new ticket', () => {
    const create = (attempt: Attempt, subjectLine = 'No charge') => {
      const { owner, fields } = creation ?? { owner: { userId: null, organizationId: null }, fields: {} };
      const request = { attempt, subject: subjectLine, text: TEXT, owner, mayOwn: () => true, fields };
      return provider.createTicket?.(request, createCall());
    };

    it('is there with its first message', async () => {
      const outcome = await create(makeAttempt(1));

      const id = outcome?.outcome === 'CREATED' ? outcome.ticket.nativeId : '';
      expect(outcome).toMatchObject({ outcome: 'CREATED', ticket: { subject: 'No charge', owner: creation?.owner } });
      expect(await provider.getTickets([id], NO_EXPAND, createCall())).toMatchObject([
        { ticket: outcome && 'ticket' in outcome ? outcome.ticket : null },
      ]);
      expect(await readMessages(subject, id)).toMatchObject([
        { position: 0, type: 'INITIAL_REQUEST', visibility: 'PUBLIC', text: TEXT },
      ]);
    });

    it('is the same in every try of one attempt, and another in another', async () => {
      const attempt = makeAttempt(2);
      const first = await create(attempt);
      const again = await create(attempt.again());
      const other = await create(makeAttempt(3));

      expect(again).toEqual(first);
      expect(other).not.toEqual(first);
      expect(other).toMatchObject({ outcome: 'CREATED' });
    });
  });
}

function describeMessages(subject: Subject): void {
  const { provider, seed, absent } = subject;
  const { addableMessageTypes } = provider.capabilities;
  const id = toTalkedIn(seed);

  describe('a new message', () => {
    const add = (attempt: Attempt, given: object = {}) => {
      const type = addableMessageTypes[0] ?? 'CUSTOMER_RESPONSE';
      const request = {
        attempt,
        nativeId: id,
        text: TEXT,
        authorName: null,
        visibility: 'PUBLIC',
        type,
        ...given,
      } as const;
      return provider.addMessage?.(request, createCall());
    };

    it.each(addableMessageTypes.flatMap((type) => [{ type, visibility: 'PUBLIC' as const }]))(
      'of $type is the last of the conversation',
      async (given) => {
        const before = await readMessages(subject, id);

        const outcome = await add(makeAttempt(10 + addableMessageTypes.indexOf(given.type)), given);

        const after = await readMessages(subject, id);
        expect(outcome).toMatchObject({ outcome: 'ADDED', message: after.at(-1), ticket: { nativeId: id } });
        expect(after.slice(0, -1)).toEqual(before);
        expect(after.at(-1)).toMatchObject({ ...given, text: TEXT, position: before.length });
      },
    );

    it('may be an internal note', async () => {
      const outcome = await add(makeAttempt(20), { visibility: 'INTERNAL', type: addableMessageTypes.at(-1) });

      expect(outcome).toMatchObject({ outcome: 'ADDED', message: { visibility: 'INTERNAL', text: TEXT } });
      expect((await readMessages(subject, id)).at(-1)).toMatchObject({ visibility: 'INTERNAL', text: TEXT });
    });

    it('is the same in every try of one attempt, and another in another', async () => {
      const before = await readMessages(subject, id);

      const attempt = makeAttempt(21);
      const first = await add(attempt, { text: 'Once.' });
      const again = await add(attempt.again(), { text: 'Once.' });
      await add(makeAttempt(22), { text: 'Once more.' });

      expect(again).toEqual(first);
      expect(await readMessages(subject, id)).toHaveLength(before.length + 2);
    });

    it('finds no ticket where there is none', async () => {
      const outcomes = [];
      for (const nativeId of [absent.ticketId, ...NONSENSE_IDS])
        outcomes.push(await add(makeAttempt(30), { nativeId }));

      expect(outcomes).toEqual(outcomes.map(() => ({ outcome: 'NOT_FOUND' })));
    });
  });
}

async function readMessages({ provider }: Subject, id: string): Promise<readonly Message[]> {
  const [slot] = (await provider.listMessages?.([id], createCall())) ?? [];
  return slot && !('code' in slot) ? slot : [];
}
