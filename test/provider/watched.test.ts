import { describe, expect, it } from 'vitest';
import { NOTHING_COUNTED } from '../../src/provider/aggregate.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { Call, Provider } from '../../src/provider/provider.js';
import { watchProvider } from '../../src/provider/watched.js';
import type { Instant } from '../../src/ticket/instant.js';

const AS_OF = '2026-03-02T09:00:00.000Z' as Instant;

describe('watchProvider', () => {
  const failure = new ProviderError('UNAVAILABLE', 'It is down.');
  const gone = new Error('The caller has gone.');
  const fault = new TypeError('Something is not a function.');
  const provider = {
    kind: 'LOCAL',
    listTickets: () => Promise.reject(failure),
    getTickets: async () => [null, failure, failure],
    aggregate: async () => NOTHING_COUNTED,
    listCategories: () => Promise.reject(gone),
    getUsers: () => Promise.reject(fault),
  } as unknown as Provider;
  const call = { signal: new AbortController().signal, onUpstreamRequest: () => {} };
  const over = { ...call, signal: AbortSignal.abort(gone) };

  it('tells how every call ended, a failed slot once for its batch, and changes nothing', async () => {
    const told: unknown[] = [];
    const watched = watchProvider(provider, (begun) => ({ outcome, error }) => {
      told.push({ ...begun, outcome, error });
    });

    await expect(watched.listTickets({} as never, call)).rejects.toBe(failure);
    expect(await watched.getTickets(['a', 'b', 'c'], { user: false, messages: false }, call)).toEqual([
      null,
      failure,
      failure,
    ]);
    expect(await watched.aggregate?.({ filter: [], measures: [], timeZones: [] }, call)).toBe(NOTHING_COUNTED);
    await expect(watched.listCategories?.(over)).rejects.toBe(gone);
    await expect(watched.getUsers?.(['a'], call)).rejects.toBe(fault);
    expect(watched.updateTicket).toBeUndefined();

    expect(told).toEqual([
      { operation: 'listTickets', call, batchSize: null, outcome: 'UNAVAILABLE', error: failure },
      { operation: 'getTickets', call, batchSize: 3, outcome: 'UNAVAILABLE', error: failure },
      { operation: 'aggregate', call, batchSize: null, outcome: 'OK', error: null },
      { operation: 'listCategories', call: over, batchSize: null, outcome: 'ABORTED', error: null },
      { operation: 'getUsers', call, batchSize: 1, outcome: 'FAULT', error: null },
    ]);
  });

  it('tells why a page lacks tickets', async () => {
    const page = { rows: [], next: null, leftOut: failure };
    const outcomes: unknown[] = [];
    const lacking = { listTickets: async () => page } as unknown as Provider;
    const watched = watchProvider(
      lacking,
      () =>
        ({ outcome, error }) =>
          void outcomes.push([outcome, error]),
    );

    expect(await watched.listTickets({} as never, call)).toBe(page);
    expect(outcomes).toEqual([['UNAVAILABLE', failure]]);
  });

  it('tells of a call that was answered with what is old, unless it failed', async () => {
    const ages: string[] = [];
    const outcomes: string[] = [];
    const aged = {
      listTickets: async (_request: unknown, { onStale }: Call) => onStale?.(AS_OF),
      aggregate: async (_request: unknown, { onStale }: Call) => {
        onStale?.(AS_OF);
        throw failure;
      },
      getTickets: async () => [],
    } as unknown as Provider;
    const watched = watchProvider(
      aged,
      () =>
        ({ outcome }) =>
          outcomes.push(outcome),
    );
    const takingStale = { ...call, onStale: (asOf: string) => void ages.push(asOf) };

    await watched.listTickets({} as never, takingStale);
    await watched.aggregate?.({} as never, takingStale).catch(() => undefined);
    await watched.getTickets([], { user: false, messages: false }, takingStale);

    expect([outcomes, ages]).toEqual([
      ['STALE', 'UNAVAILABLE', 'OK'],
      [AS_OF, AS_OF],
    ]);
  });

  it('leaves all else as it is', () => {
    const status = () => ({ health: 'DOWN' });
    const watched = watchProvider({ ...provider, capabilities: { maxBatchSize: 3 }, status } as never, () => () => {});

    expect(watched).toMatchObject({ kind: 'LOCAL', capabilities: { maxBatchSize: 3 } });
    expect(watched.status()).toEqual({ health: 'DOWN' });
    expect(watched.listMessages).toBeUndefined();
  });
});
