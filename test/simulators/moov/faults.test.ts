import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MoovSimulator } from '../../../src/simulators/moov/index.js';
import { connect, platformId, startSimulator, type Caller } from './start.js';

const tickets = `/accounts/${platformId}/tickets`;
const request = { title: 'Late', body: 'Text', contact: { email: 'pat@example.com' }, foreignID: 'case-9' };

let simulator: MoovSimulator;
let caller: Caller;

beforeAll(async () => {
  simulator = await startSimulator();
  caller = connect(simulator);
});

afterEach(() => simulator.heal());
afterAll(() => simulator.close());

describe('a fault', () => {
  it.each([
    [429, { 'Retry-After': '2' }],
    [429, {}],
    [500, {}],
    [504, {}],
  ])('answers %i with %j', async (status, headers) => {
    simulator.fail({ match: () => true, times: 1, with: { status, headers } });

    const refused = await caller.send(tickets);
    const answered = await caller.send(tickets);

    expect([refused.status, refused.body, answered.status]).toEqual([status, null, 200]);
    expect(refused.headers.get('retry-after')).toBe('Retry-After' in headers ? '2' : null);
  });

  it('loses the answer to a create that was carried out', async () => {
    simulator.fail({ match: ({ method }) => method === 'POST', times: 1, with: 'lose-answer' });

    await expect(caller.sendJson('POST', tickets, request)).rejects.toThrow(TypeError);
    const { items } = await caller.list('?foreignID=case-9');
    const repeated = await caller.sendJson('POST', tickets, request);

    expect(items).toEqual([expect.objectContaining({ title: 'Late', foreignID: 'case-9' })]);
    expect(repeated.status).toBe(409);
  });

  it('resets the connection', async () => {
    simulator.fail({ match: () => true, with: 'reset' });

    await expect(caller.send(tickets)).rejects.toThrow(TypeError);
  });
});

describe('the simulator', () => {
  it('logs what arrived, with its body', async () => {
    simulator.requests.clear();

    await caller.sendJson('POST', tickets, {});
    await caller.list('?count=1');

    expect(simulator.requests.entries.map(({ method, path, body }) => [method, path, body?.toString()])).toEqual([
      ['POST', tickets, '{}'],
      ['GET', `${tickets}?count=1`, ''],
    ]);
  });

  it('has its base URL at the root', () => {
    expect(simulator.baseUrl).toBe(simulator.url);
    expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});
