import { describe, expect, it, onTestFinished } from 'vitest';
import { ProviderError } from '../../src/provider/provider-error.js';
import { createCall } from '../provider/http/calls.js';
import { arrival, failuresOf, operationsOf } from './operations.js';
import type { Setup } from './subject.js';

/** The end of a provider. */
export function describeClosing(setup: Setup): void {
  describe('a closed provider', () => {
    it('fails every call, those under way too', async () => {
      const subject = await setup();
      onTestFinished(() => subject.close());
      subject.upstream?.fail('hang');
      const underWay = subject.upstream && failuresOf(subject.provider.probe(createCall()));
      if (subject.upstream) await arrival(subject.upstream);

      await subject.closeProvider();

      const failures = new Map<string, readonly unknown[]>();
      // A classification that comes from no upstream may be there all the same.
      const ending = operationsOf(subject).filter(([name]) => subject.upstream || name !== 'listCategories');
      for (const [name, run] of ending) failures.set(name, await failuresOf(run(createCall())));
      if (underWay) failures.set('under way', await underWay);
      for (const [name, errors] of failures) {
        expect([name, errors.map((error) => error instanceof ProviderError && error.code)]).toEqual([
          name,
          errors.map(() => 'UNAVAILABLE'),
        ]);
      }
    });
  });
}
