import { describe, expect, it } from 'vitest';
import { NOTHING_COUNTED, type AggregateRequest } from '../../../src/provider/aggregate.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { json } from '../../provider/http/test-server.js';
import { open } from './upstream.js';

const RESOLUTION = 'GET /support-ticket-stats/resolution';
const EVERYTHING: AggregateRequest = { filter: [], measures: ['resolution'], timeZones: [] };
const FIGURES = {
  resolution_rate: 0.85,
  avg_resolution_time_hours: 36.5,
  median_resolution_time_hours: 20.25,
  total_resolved: 170,
  total_unresolved: 30,
};

function openWith(body: unknown) {
  return open(() => ({ [RESOLUTION]: json(200, body) }), { options: { statistics: 'upstream' } });
}

describe('statistics', () => {
  it('are nobody’s but the gateway’s unless the configuration says so', async () => {
    const { provider } = await open(() => ({}));

    expect(provider.aggregate).toBeUndefined();
    expect(provider.capabilities.measures).toEqual([]);
  });

  it('are of all tickets and of resolution, with hours as milliseconds', async () => {
    const { provider, log } = await openWith(FIGURES);

    const aggregate = await provider.aggregate?.(EVERYTHING, createCall());

    expect(aggregate).toEqual({ ...NOTHING_COUNTED, total: 200, resolved: 170, resolutionMs: 170 * 36.5 * 3_600_000 });
    expect(log()).toEqual([RESOLUTION]);
    expect(provider.capabilities).toMatchObject({ measures: ['resolution'], countable: {} });
  });

  it('take no time where nothing is resolved', async () => {
    const { provider } = await openWith({ total_resolved: 0, total_unresolved: 30, avg_resolution_time_hours: null });

    const aggregate = await provider.aggregate?.(EVERYTHING, createCall());

    expect(aggregate).toEqual({ ...NOTHING_COUNTED, total: 30 });
  });

  it.each<[string, unknown]>([
    ['a list', []],
    ['without the resolved', { ...FIGURES, total_resolved: undefined }],
    ['with half a ticket', { ...FIGURES, total_unresolved: 0.5 }],
    ['with less than none', { ...FIGURES, total_unresolved: -1 }],
    ['with an average in words', { ...FIGURES, avg_resolution_time_hours: '36.5' }],
    ['without the average of some', { ...FIGURES, avg_resolution_time_hours: null }],
  ])('are refused %s', async (_name, body) => {
    const { provider } = await openWith(body);

    const error = await errorOf(Promise.resolve(provider.aggregate?.(EVERYTHING, createCall())));

    expect(error.code).toBe('BAD_RESPONSE');
  });
});
