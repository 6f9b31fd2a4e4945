import { describe, expect, it } from 'vitest';
import { NOTHING_COUNTED } from '../../src/provider/aggregate.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { Provider } from '../../src/provider/provider.js';
import { withFailureLog } from '../../src/provider/with-failure-log.js';

describe('withFailureLog', () => {
  const failure = new ProviderError('UNAVAILABLE', 'It is down.');
  const provider = {
    kind: 'LOCAL',
    listTickets: () => Promise.reject(failure),
    getTickets: async () => [null, failure, failure],
    aggregate: async () => NOTHING_COUNTED,
  } as unknown as Provider;
  const call = { signal: new AbortController().signal, onUpstreamRequest: () => {} };

  it('tells of a failed call and of a failed slot, once each, and changes nothing', async () => {
    const told: unknown[] = [];
    const logged = withFailureLog(provider, (operation, error) => told.push([operation, error]));

    await expect(logged.listTickets({} as never, call)).rejects.toBe(failure);
    expect(await logged.getTickets(['a', 'b', 'c'], { user: false, messages: false }, call)).toEqual([
      null,
      failure,
      failure,
    ]);
    expect(await logged.aggregate?.({ filter: [], measures: [], timeZones: [] }, call)).toBe(NOTHING_COUNTED);
    expect(logged.updateTicket).toBeUndefined();

    expect(told).toEqual([
      ['listTickets', failure],
      ['getTickets', failure],
    ]);
  });
});
