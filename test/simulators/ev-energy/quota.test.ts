import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSimulator, type Answer, type Caller, type Started } from './start.js';

const minuteMs = 60_000;
let nowMs: number;
let started: Started;
let caller: Caller;

beforeEach(async () => {
  nowMs = Date.parse('2026-07-01T00:00:00Z');
  started = await startSimulator({ quota: 3, clock: () => nowMs });
  caller = await started.connect(started.simulator.credentials.user);
});

afterEach(() => started.simulator.close());

const remaining = ({ headers }: Answer): string | null => headers.get('x-ratelimit-remaining');

describe('the quota', () => {
  it('counts down on every response and then answers 429', async () => {
    const first = await caller.send('/support_tickets');
    nowMs += 10 * minuteMs + 1;
    await caller.send('/nowhere');
    const third = await caller.send('/support-ticket-stats/status');
    const refused = await caller.send('/support_tickets');

    expect([remaining(first), remaining(third), remaining(refused)]).toEqual(['2', '0', '0']);
    expect(first.headers.get('x-ratelimit-limit')).toBe('3');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('3000');
    expect(refused.body).toEqual({
      type: 'https://api.ev.energy/v2/problems/rate-limit-exceeded/',
      title: 'Too Many Requests',
      detail: 'Request was rate limited. Try again in 3000 seconds',
      status: 429,
    });
  });

  it('frees each request an hour after it was made', async () => {
    for (let count = 0; count < 3; count += 1) {
      await caller.send('/support_tickets');
      nowMs += minuteMs;
    }

    nowMs += 57 * minuteMs - 1;
    const tooEarly = await caller.send('/support_tickets');
    nowMs += 1;
    const inTime = await caller.send('/support_tickets');
    const again = await caller.send('/support_tickets');

    expect([tooEarly.status, inTime.status, again.status]).toEqual([429, 200, 429]);
    expect(again.headers.get('retry-after')).toBe('60');
  });

  it('is shared by the tokens of an application, not by applications', async () => {
    const { credentials } = started.simulator;
    const sibling = await started.connect(credentials.user);
    const other = await started.connect(credentials.organization);

    await caller.send('/support_tickets');
    const ofSibling = await sibling.send('/support_tickets');
    const ofOther = await other.send('/support_tickets');

    expect([remaining(ofSibling), remaining(ofOther)]).toEqual(['1', '2']);
  });

  it('is not used by requests that fail an earlier check', async () => {
    await caller.send('/support_tickets', { method: 'POST' });
    await caller.send('/support_tickets', { headers: { Accept: 'text/html' } });
    await caller.send('/support_tickets', { headers: { 'EvEnergy-Version': '9' } });
    const first = await caller.send('/support_tickets');

    expect(remaining(first)).toBe('2');
  });

  it('comes before the scope and the id', async () => {
    const narrow = await started.connect(started.simulator.credentials.user, 'user:read');
    const statuses: number[] = [];

    for (let count = 0; count < 4; count += 1) {
      statuses.push((await narrow.send('/support_tickets/unknown')).status);
    }

    expect(statuses).toEqual([403, 403, 403, 429]);
  });
});
