import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/demo/random.js';
import { ask, askFor } from '../gateway/ask.js';
import { randomCaller, tokenFor } from './callers.js';
import { createFour, type Four } from './four.js';
import { answerOf, type PlainCaller } from './oracle.js';

const SEED = 71;
const ORDER = { field: 'CREATED_AT', direction: 'DESC' } as const;
const PAGE = `{ tickets(first: 100) { nodes { nativeId backend { key } } backends { backend { key } outcome } } }`;
const EVERYBODYS: PlainCaller = { sees: 'all', user: null, organization: null, internal: false };

interface PageAnswer {
  readonly tickets: {
    readonly nodes: readonly { readonly nativeId: string; readonly backend: { readonly key: string } }[];
    readonly backends: readonly { readonly backend: { readonly key: string }; readonly outcome: string }[];
  };
}

describe('answers of before, while every upstream is out of order', () => {
  let four: Four;
  beforeAll(async () => {
    four = await createFour(SEED, 16, { connection: { readAttempts: 1, breakMs: 600_000 } });
  });
  afterAll(() => four.world.close());

  const pageOf = async (caller: PlainCaller) => {
    const token = await tokenFor(four.world, caller);
    return (await askFor<PageAnswer, object>(four.world.gateway, PAGE, { token })).tickets;
  };
  const areOpen = () =>
    four.world.gateway.backends
      .map(({ provider }) => provider.status().breakers['read'])
      .every((state) => state === undefined || state === 'OPEN');

  /** Asks what nobody has asked, until no call goes out. */
  async function breakAll(): Promise<void> {
    const { evEnergy, moov, sirportly } = four.world.together;
    for (const simulator of [evEnergy, moov, sirportly]) simulator.fail({ match: () => true, with: { status: 503 } });
    const token = await tokenFor(four.world, EVERYBODYS);
    for (let number = 0; !areOpen(); number += 1) {
      const { backend, id } = four.tickets()[number % four.tickets().length] ?? {};
      await ask(four.world.gateway, `{ ticketByNativeId(backend: "${backend}", nativeId: "${id}") { id } }`, { token });
    }
  }

  it('are given to everybody as far as they may see them, whoever had asked', async () => {
    const random = createRandom(SEED);
    const callers = Array.from({ length: 12 }, () => randomCaller(random, four.tickets()));
    const strangers = Array.from({ length: 12 }, () => randomCaller(random, four.tickets()));
    for (const caller of [EVERYBODYS, ...callers]) await pageOf(caller);

    await breakAll();
    const pages = await Promise.all([...callers, ...strangers].map(pageOf));

    for (const [index, caller] of [...callers, ...strangers].entries()) {
      const { nodes = [], backends = [] } = pages[index] ?? {};
      const failed = new Set(backends.filter(({ outcome }) => outcome === 'FAILED').map(({ backend }) => backend.key));
      const expected = answerOf(four.tickets(), caller, {}, ORDER).filter((id) => !failed.has(id.split(' ')[0] ?? ''));
      const context = JSON.stringify({ caller, backends });
      expect(
        nodes.map(({ backend, nativeId }) => `${backend.key} ${nativeId}`),
        context,
      ).toEqual(expected);
    }
    const outcomes = pages.slice(0, callers.length).flatMap(({ backends }) => backends.map(({ outcome }) => outcome));
    expect(outcomes).toContain('STALE');
    expect(outcomes).not.toContain('FAILED');
  });
});
