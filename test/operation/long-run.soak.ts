import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTogether, type Together } from '../../src/simulators/together.js';
import { toUpstreamBackends } from '../gateway/world.js';
import { startClients } from './clients.js';
import { startGateway, type Started } from './started.js';

const MINUTES = Number(process.env['SOAK_MINUTES'] ?? '2');
const CLIENTS = 10;
const SAMPLE_MS = 2000;
/** Shorter runs measure how a process warms up. */
const LEAST_MINUTES_FOR_SLOPE = 10;
const MOST_MB_A_MINUTE = 1;

const QUERIES = [
  '{ tickets(first: 20) { nodes { id subject user { fullName } messages(first: 1) { nodes { text } } } backends { outcome } } }',
  '{ tickets(first: 5, filter: { status: { eq: OPEN } }) { nodes { id } totalCount { value } backends { outcome } } }',
  '{ viewer { visibility } backends { key health } }',
];

/** A gateway over four backends at half of the load that it can carry. */
describe(`a gateway for ${MINUTES} minutes at half load`, () => {
  let together: Together;
  let gateway: Started;
  beforeAll(async () => {
    together = createTogether({ tickets: 200, seed: 1, quota: 1_000_000_000 });
    await Promise.all([together.evEnergy, together.moov, together.sirportly].map((each) => each.listen(0)));
    const backends = [{ key: 'desk', provider: 'local' }, ...toUpstreamBackends(together)];
    // All clients are one caller, and what is shared they are given as fast as they can ask for it.
    const limits = { pointsPerMinute: 0 };
    gateway = await startGateway({ settings: { server: { port: 0 }, log: { level: 'error' }, limits, backends } });
  });
  afterAll(async () => {
    await gateway.dispose();
    await Promise.all([together.evEnergy, together.moov, together.sirportly].map((each) => each.close()));
  });

  const query = (client: number) => QUERIES[client % QUERIES.length] ?? '';

  /** Answers a second when nobody waits. */
  async function measurePeak(): Promise<number> {
    const seconds = 10;
    const clients = startClients(gateway, { count: CLIENTS, query });
    await sleep(seconds * 1000);
    return (await clients.stop()).answered / seconds;
  }

  it(
    'answers everything, and does not grow',
    async () => {
      await measurePeak();
      const peak = await measurePeak();
      const pauseMs = (CLIENTS / peak) * 1000;
      const clients = startClients(gateway, { count: CLIENTS, query, pauseMs });
      const samples: Sample[] = [];
      const endsAt = performance.now() + MINUTES * 60_000;
      while (performance.now() < endsAt) {
        await sleep(SAMPLE_MS);
        samples.push({ minute: performance.now() / 60_000, mb: await readRss(gateway.pid) });
      }
      const { answered, refused, failed, latenciesMs } = await clients.stop();

      const slope = slopeOf(samples.slice(Math.floor(samples.length / 2)));
      const last = samples.at(-1)?.mb ?? 0;
      process.stdout.write(
        `  ${answered} answers in ${MINUTES} min (peak ${peak.toFixed(0)}/s, here ${(answered / MINUTES / 60).toFixed(0)}/s), ` +
          `${refused.length + failed.length} errors, p99 ${percentile(latenciesMs, 0.99).toFixed(0)} ms, ` +
          `RSS ${last.toFixed(0)} MB, second half ${slope.toFixed(2)} MB/min\n`,
      );
      expect({ refused, failed, log: gateway.log() }).toEqual({ refused: [], failed: [], log: [] });
      if (MINUTES >= LEAST_MINUTES_FOR_SLOPE) expect(slope).toBeLessThan(MOST_MB_A_MINUTE);
    },
    (MINUTES + 3) * 60_000,
  );
});

interface Sample {
  readonly minute: number;
  readonly mb: number;
}

async function readRss(pid: number): Promise<number> {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1000;
}

/** Megabytes a minute, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanMinute, meanMb] = [mean(samples.map(({ minute }) => minute)), mean(samples.map(({ mb }) => mb))];
  const covariance = mean(samples.map(({ minute, mb }) => (minute - meanMinute) * (mb - meanMb)));
  return covariance / mean(samples.map(({ minute }) => (minute - meanMinute) ** 2));
}

function percentile(values: readonly number[], fraction: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * fraction)] ?? 0;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
