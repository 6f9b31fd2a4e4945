import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEvEnergy, evEnergy } from '../../src/providers/ev-energy/index.js';
import { startScriptedBackend, withTickets, type Answer } from '../failing/scripted-backend.js';
import { createDirectory } from './in-memory-directory.js';
import { createWorld, NOTHING, toQuestion } from './world.js';

const HALF_A_MINUTE_MS = 30_000;
const LIST = {
  filter: [],
  size: 100,
  order: { field: 'CREATED_AT', direction: 'DESC' },
  isContinued: false,
  expand: NOTHING,
  page: true,
  count: true,
} as const;

describe('a quota that others use too', () => {
  // The clock of quotas alone; sockets and timers are real.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  async function open() {
    const script = await startScriptedBackend();
    const options = { clientId: 'id', clientSecret: 'secret', freshMs: 0, ...script.options };
    const provider = createEvEnergy(evEnergy.options.parse(options), { key: 'ev', directory: createDirectory() });
    onTestFinished(async () => {
      await provider.close();
      await script.close();
    });
    const world = createWorld([{ key: 'ev', displayName: 'ev', provider, organizationId: null, owners: null }]);
    const leave = (left: number) => script.behave(withLeft(left));
    const list = async () => {
      const session = world.ask();
      const estimate = session.openEstimate();
      estimate.addList(LIST);
      session.budget.allow(estimate.read());
      const { rows, reports } = await session.listTickets(toQuestion({ count: true }));
      return { outcome: reports[0]?.outcome, code: reports[0]?.error?.code, tickets: rows.length };
    };
    return { script, leave, list };
  }

  it('is used to its end by lists, each of which needs as little as its shortest way', async () => {
    const { leave, list, script } = await open();
    leave(2);
    await list();

    leave(1);
    const second = await list();
    leave(0);
    const third = await list();
    const fourth = await list();

    expect([second, third]).toMatchObject([
      { outcome: 'COMPLETE', tickets: 3 },
      { outcome: 'COMPLETE', tickets: 3 },
    ]);
    expect(fourth).toEqual({ outcome: 'FAILED', code: 'RATE_LIMITED', tickets: 0 });
    expect(script.arrivals()).toHaveLength(3);
  });

  it('that was used up is found to have room again within a minute', async () => {
    const { leave, list, script } = await open();
    leave(0);
    await list();
    const outcomes: unknown[] = [];

    for (let minutes = 0; minutes < 3; minutes += 1) {
      vi.advanceTimersByTime(HALF_A_MINUTE_MS);
      outcomes.push((await list()).outcome);
      vi.advanceTimersByTime(HALF_A_MINUTE_MS);
      if (minutes === 2) leave(500);
      outcomes.push((await list()).outcome);
    }
    outcomes.push((await list()).outcome);

    const [refused, tried] = ['FAILED', 'COMPLETE'];
    expect(outcomes).toEqual([refused, tried, refused, tried, refused, tried, tried]);
    expect(script.arrivals()).toHaveLength(5);
  });
});

function withLeft(left: number): Answer {
  return (response, arrival) => {
    response.setHeader('x-ratelimit-limit', '1000');
    response.setHeader('x-ratelimit-remaining', String(left));
    withTickets(response, arrival);
  };
}
