import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlteredReply, Misbehaviour } from '../../src/simulators/http/faults.js';
import { createRandom } from '../../src/simulators/http/random.js';
import type { Reply } from '../../src/simulators/http/reply.js';
import { ask, type Answer } from '../gateway/ask.js';
import { findSecrets } from '../gateway/writes/secrets.js';
import { newKey } from '../gateway/writes/writing.js';
import { createFour, type Four } from '../visibility/four.js';
import { createLosableWrites, type LosableWrite } from './lost-writes.js';
import { toQuestions } from './questions.js';

export interface PlantedSecretsOptions {
  /** The part of all cases that is tried, 0 to 1. */
  readonly part: number;
  readonly seed?: number;
}

const MARKER = 'planted-0bfe44';
const STATUSES = [200, 201, 204, 302, 307, 400, 401, 403, 404, 409, 413, 418, 422, 429, 500, 502, 503, 504];
const SOAK_MS = 3_600_000;

/** What upstreams say beside their data reaches nobody: texts of errors, headers, cookies, members that nobody asked for. */
export function describePlantedSecrets({ part, seed = 11 }: PlantedSecretsOptions): void {
  describe(`secrets in what upstreams answer (${part * 100} % of the cases)`, () => {
    let four: Four;
    let staff: string;
    let writes: readonly LosableWrite[];
    beforeAll(async () => {
      four = await createFour(seed, 6, {
        limits: { statisticsKeptMs: 0 },
        connection: { readAttempts: 1, breakMs: 100, staleMs: 0 },
      });
      staff = await four.world.token({ scope: 'support:read support:internal user:read access_all_areas' });
      writes = await createLosableWrites(four.world);
    });
    afterAll(() => four.world.close());

    it('are in no answer', { timeout: SOAK_MS }, async () => {
      const random = createRandom(seed);
      const { evEnergy, moov, sirportly } = four.world.together;
      const secrets = [MARKER, ...findSecrets(four.world.together)];
      const found: unknown[] = [];
      let answers = 0;
      const look = (name: string, fault: string, answer: unknown) => {
        answers += 1;
        const text = JSON.stringify(answer);
        const held = secrets.filter((secret) => text.includes(secret));
        if (held.length > 0) found.push({ name, fault, held, text: text.slice(0, 500) });
      };
      for (const simulator of [evEnergy, moov, sirportly]) {
        for (const [fault, misbehaviour] of toFaults(findSecrets(four.world.together))) {
          const cases = [
            ...toQuestions(four).map(({ name, query }) => ({
              name,
              send: async () => toVisible(await ask(four.world.gateway, query, { token: staff })),
            })),
            ...writes.map(({ name, ask: write }) => ({
              name,
              send: () => write({ text: `Said ${newKey()}`, idempotencyKey: newKey() }).catch(String),
            })),
          ].filter(() => random.chance(part));
          for (const { name, send } of cases) {
            const heal = simulator.fail({ match: () => true, with: misbehaviour });
            look(name, fault, await send());
            heal();
            await untilWell(simulator);
          }
        }
      }
      if (part === 1) console.log(`planted secrets: ${answers} answers hold none of ${secrets.length}`);

      expect(answers).toBeGreaterThan(0);
      expect(found, `seed ${seed}`).toEqual([]);
    });

    /** A breaker that is open would keep the next fault from being met. */
    async function untilWell({ url }: { readonly url: string }): Promise<void> {
      const index = [
        'desk',
        ...[four.world.together.evEnergy, four.world.together.moov, four.world.together.sirportly].map(
          (each) => each.url,
        ),
      ].indexOf(url);
      const key = ['desk', 'ev', 'moov', 'sirportly'][index];
      const query = `{ tickets(first: 1, filter: { backend: { eq: "${key}" } }) { backends { outcome } } }`;
      for (let tries = 0; tries < 200; tries += 1) {
        const answer = await ask(four.world.gateway, query, { token: staff });
        if (!/FAILED|PARTIAL/.test(JSON.stringify(answer.data))) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`${key} does not get well.`);
    }
  });
}

/** All that a client gets. */
function toVisible({ status, headers, data, errors }: Answer): unknown {
  return { status, headers: [...headers], data, errors };
}

/** Every place of an answer that is not data, with a marker or with our own credentials in it. */
function toFaults(credentials: readonly string[]): readonly (readonly [name: string, misbehaviour: Misbehaviour])[] {
  const problem = {
    type: `https://${MARKER}.test/problem`,
    title: MARKER,
    detail: MARKER,
    instance: `/${MARKER}`,
    code: MARKER,
    error: MARKER,
    message: MARKER,
    errors: { [MARKER]: [MARKER], status_id: [MARKER] },
    trace: credentials,
  };
  const headers = {
    'Set-Cookie': `session=${MARKER}`,
    Location: `http://127.0.0.1:9/${MARKER}`,
    'WWW-Authenticate': `Bearer error_description="${MARKER}"`,
    'Retry-After': '0',
    Link: `</${MARKER}>; rel="next"`,
    'X-Request-ID': MARKER,
    'X-RateLimit-Remaining': MARKER,
    Server: MARKER,
  };
  return [
    ...STATUSES.flatMap((status): [string, Misbehaviour][] => [
      [`${status} with a problem`, { status, headers, ...(status === 204 ? {} : { body: problem }) }],
      [
        `${status} with a page`,
        { status, headers, ...(status === 204 ? {} : { body: `<html>${MARKER} ${credentials.join(' ')}</html>` }) },
      ],
    ]),
    ['members that nobody asked for', { alter: (reply) => withExtraMembers(reply) }],
    [
      'headers beside the data',
      { alter: ({ headers: own, ...reply }) => ({ ...reply, headers: { ...headers, ...own } }) },
    ],
    ['text that is not JSON', { alter: (reply) => ({ ...reply, body: `${MARKER}${reply.body ?? ''}` }) }],
  ];
}

/** The right answer, each of whose objects has a secret besides; but for free facts, which pass as they are. */
function withExtraMembers(reply: Reply): AlteredReply {
  if (!reply.body) return reply;
  const free = new Set(['custom_fields', 'attributes']);
  const body = JSON.stringify(JSON.parse(reply.body), (name, value: unknown) => {
    if (free.has(name)) return undefined;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { auth_code: MARKER, pin: MARKER, secret: { token: MARKER }, ...value }
      : value;
  });
  return { ...reply, body };
}
