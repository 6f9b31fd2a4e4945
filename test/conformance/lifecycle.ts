import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/provider/provider-error.js';
import { createCall, reasonOf } from '../provider/http/calls.js';
import { arrival, failuresOf, operationsOf } from './operations.js';
import type { Setup, Subject } from './subject.js';

/** What holds for every call: it can be given up, it is counted, and it fails once the provider is closed. */
export function describeLifecycle(setup: Setup): void {
  describe('calls', () => {
    let subject: Subject;

    beforeAll(async () => {
      subject = await setup();
    });
    afterAll(() => subject.close());

    it('that are given up beforehand fail without a request', async () => {
      const reason = new Error('No longer wanted.');

      for (const [name, run] of operationsOf(subject)) {
        const call = createCall(AbortSignal.abort(reason));

        expect([name, await reasonOf(run(call)), call.requests()]).toEqual([name, reason, 0]);
      }
      expect(subject.upstream?.takeRequests() ?? []).toEqual([]);
    });

    it('that are given up under way fail', async () => {
      for (const [name, run] of operationsOf(subject)) {
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
      expect([...left.values()].every((requests) => requests > 0)).toBe(subject.upstream !== null);
    });

    it('that succeed leave the provider healthy', async () => {
      for (const [, run] of operationsOf(subject)) await run(createCall());

      expect(subject.provider.status().health).toBe('HEALTHY');
    });
  });

  describe('a closed provider', () => {
    it('fails every call, those under way too', async () => {
      const subject = await setup();
      subject.upstream?.fail('hang');
      const underWay = subject.upstream && failuresOf(subject.provider.probe(createCall()));
      if (subject.upstream) await arrival(subject.upstream);

      await subject.closeProvider();

      const failures = new Map<string, readonly unknown[]>();
      for (const [name, run] of operationsOf(subject)) failures.set(name, await failuresOf(run(createCall())));
      if (underWay) failures.set('under way', await underWay);
      await subject.close();
      for (const [name, errors] of failures) {
        expect([name, errors.map((error) => error instanceof ProviderError && error.code)]).toEqual([
          name,
          errors.map(() => 'UNAVAILABLE'),
        ]);
      }
    });
  });
}
