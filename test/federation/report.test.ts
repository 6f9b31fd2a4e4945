import { expect, it } from 'vitest';
import type { Meter } from '../../src/federation/asking.js';
import type { BackendPlan } from '../../src/federation/plan.js';
import { toReport } from '../../src/federation/report.js';

const END = { end: 'END', hasRead: true, error: null } as const;
const PLAN = { pushed: [], remaining: [], readsHidden: false } as unknown as BackendPlan;

it('says of a page that it is of before also where its total could not be counted', () => {
  const read = () => ({ asOf: '2026-03-02T09:00:00.000Z', isStale: true, upstreamRequests: 0, latencyMs: 1 });
  const meter = { read } as unknown as Meter;

  const reports = (['EXACT', 'AT_LEAST'] as const).map((precision) =>
    toReport(PLAN, [], { scan: END, count: { value: 1, precision }, meter }),
  );

  expect(reports.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['STALE', 'The backend is out of order; this is what it answered earlier.'],
    [
      'PARTIAL',
      'The total could not be counted to the end. The backend is out of order; this is what it answered earlier.',
    ],
  ]);
});
