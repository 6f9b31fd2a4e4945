import { describe, expect, it } from 'vitest';
import { createCall, reasonOf } from '../provider/http/calls.js';
import { failuresOf, operationsOf } from './operations.js';
import type { Subject } from './subject.js';

/** What holds for every call: it can be given up, and it is counted. The subject's tickets are written to. */
export function describeCalls(subject: Subject): void {
  describe('calls', () => {
    // A classification may be kept, and is then there at once.
    const operations = operationsOf(subject).filter(([name]) => name !== 'listCategories');

    it('that are given up beforehand fail without a request', async () => {
      const reason = new Error('No longer wanted.');
      subject.upstream?.takeRequests();

      for (const [name, run] of operations) {
        const call = createCall(AbortSignal.abort(reason));

        expect([name, await reasonOf(run(call)), call.requests()]).toEqual([name, reason, 0]);
      }
      expect(subject.upstream?.takeRequests() ?? []).toEqual([]);
    });

    it('that are given up under way fail', async () => {
      for (const [name, run] of operations) {
        const reason = new Error('No longer wanted.');
        const controller = new AbortController();
        const failures = failuresOf(run(createCall(controller.signal)));
        controller.abort(reason);

        expect([name, await failures]).toEqual([name, [reason]]);
      }
    });

    it('tell of every request that leaves', async () => {
      const told = new Map<string, number>();
      const left = new Map<string, number>();
      await subject.provider.probe(createCall());
      for (const [name, run] of operationsOf(subject)) {
        const call = createCall();
        subject.upstream?.takeRequests();
        await run(call);
        told.set(name, call.requests());
        left.set(name, subject.upstream?.takeRequests().length ?? 0);
      }

      expect(told).toEqual(left);
      expect([...left.values()].some((requests) => requests > 0)).toBe(subject.upstream !== null);
    });

    it('that succeed leave the provider healthy', async () => {
      for (const [, run] of operationsOf(subject)) await run(createCall());

      expect(subject.provider.status().health).toBe('HEALTHY');
    });
  });
}
