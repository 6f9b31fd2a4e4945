import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchange, toBytes } from './raw.js';
import { createListeningWorld, type ListeningWorld } from './world.js';

export interface GreedyBodiesOptions {
  /** Points that a caller may spend at once; in a minute four times that. */
  readonly pointsAtOnce: number;
  /** How many bodies are sent, over as many connections at once as `atOnce`. */
  readonly bodies: number;
  readonly atOnce: number;
  /** How often an ordinary query may take longer beside them than alone, at the median. */
  readonly mostTimes: number;
}

const BODY_CHARACTERS = 990_000;
const fill = (part: string, around: string = '') =>
  part.repeat(Math.floor((BODY_CHARACTERS - around.length) / JSON.stringify(part).slice(1, -1).length));
const asked = (query: string) => JSON.stringify({ query });

/** Of each part that looks at a request, what takes it longest: bodies of a megabyte that are refused. */
const BODIES: readonly string[] = [
  `{"query":"{ __typename }","variables":{"a":[${fill('0,')}0]}}`,
  `[${fill('1,')}`,
  `"${'\\n'.repeat(BODY_CHARACTERS / 2)}`,
  `${'\n'.repeat(BODY_CHARACTERS)}x`,
  `{"query":"{ __typename }","variables":{${fill('"a":0,').slice(0, -7)}"a":0}}`,
  asked(`${fill(' ', '{'.repeat(51))}${'{'.repeat(51)}`),
  asked(fill('a ')),
  asked(fill('""')),
  asked(`${fill('\n')}!`),
  asked(fill('#\n')),
  asked(`#${fill('a')}`),
  asked(`{ a(b: """${fill('\n')}""") }`),
  asked(`{ a(b: "${fill('\\n')}") }`),
];

const SHORTEST = Math.min(...BODIES.map(({ length }) => length));

/** One caller sends what costs most, as fast as it is taken; another one asks on. All of them run in this process. */
export function describeGreedyBodies({ pointsAtOnce, bodies, atOnce, mostTimes }: GreedyBodiesOptions): void {
  describe(`${bodies} refused bodies of a megabyte, of a caller with ${pointsAtOnce} points`, () => {
    let listening: ListeningWorld;
    let sent: readonly Buffer[];
    let honest: Buffer;
    beforeAll(async () => {
      const limits = { pointsAtOnce, pointsPerMinute: 4 * pointsAtOnce };
      listening = await createListeningWorld({ limits });
      const greedy = await listening.world.token({ user: 'greedy' });
      sent = BODIES.map((body) => toBytes({ body }, greedy));
      honest = toBytes({ body: asked('{ tickets(first: 2) { nodes { id subject } } }') }, listening.token);
      await exchange(listening.port, honest);
    });
    afterAll(() => listening.close());

    const askHonestly = async () => {
      const startedAt = performance.now();
      const { status } = await exchange(listening.port, honest);
      return { status, ms: performance.now() - startedAt };
    };

    it('are paid for, and leave others served', async () => {
      const alone = [];
      for (let times = 0; times < 10; times += 1) alone.push(await askHonestly());
      const startedAt = performance.now();
      const statuses: number[] = [];
      let next = 0;
      const send = async () => {
        for (let at = next++; at < bodies; at = next++) {
          statuses.push((await exchange(listening.port, sent[at % sent.length] ?? '')).status);
        }
      };

      const greedy = Promise.all(Array.from({ length: atOnce }, send));
      const beside = [];
      while (statuses.length < bodies) beside.push(await askHonestly());
      await greedy;

      const minutes = (performance.now() - startedAt) / 60_000;
      const lookedAt = statuses.filter((status) => status !== 429).length;
      const allowed = (pointsAtOnce * (1 + 4 * minutes)) / (SHORTEST / 100);
      const times = percentile(beside, 0.5) / percentile(alone, 0.5);
      if (bodies > 100)
        console.log(tell(alone), tell(beside), `${lookedAt} looked at in ${(minutes * 60).toFixed(1)} s`);
      expect(statuses).toContain(429);
      expect(lookedAt).toBeLessThanOrEqual(allowed);
      expect(new Set(beside.map(({ status }) => status))).toEqual(new Set([200]));
      expect(times).toBeLessThan(mostTimes);
    }, 600_000);
  });
}

type Timed = readonly { readonly ms: number }[];

function percentile(queries: Timed, part: number): number {
  const sorted = queries.map(({ ms }) => ms).toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function tell(queries: Timed): string {
  const [median, most] = [percentile(queries, 0.5), percentile(queries, 0.99)].map((ms) => ms.toFixed(1));
  return `${queries.length} queries: median ${median} ms, p99 ${most} ms;`;
}
