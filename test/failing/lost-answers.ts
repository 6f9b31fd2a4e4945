import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/simulators/http/random.js';
import { createWorld, type World } from '../gateway/world.js';
import { newKey, ticketOf } from '../gateway/writes/writing.js';
import { askUntilWell, createLosableWrites, type LosableWrite } from './lost-writes.js';

export interface LostAnswersOptions {
  /** Answers to lose in all. */
  readonly times: number;
  readonly seed?: number;
}

/** A write whose answer is lost says so, and is one write however often it is asked for again. */
export function describeLostAnswers({ times, seed = 8 }: LostAnswersOptions): void {
  describe(`${times} lost answers to writes`, () => {
    let world: World;
    let writes: readonly LosableWrite[];
    beforeAll(async () => {
      const connection = { readAttempts: 1, breakMs: 100, staleMs: 0 };
      world = await createWorld({ backends: 'four', tickets: 6, seed, connection });
      writes = await createLosableWrites(world);
    });
    afterAll(() => world.close());

    it(
      'are no duplicates: the first answer says that it is unknown unless it could be looked up, the next ones give what was written',
      { timeout: 60_000 + times * 2000 },
      async () => {
        const random = createRandom(seed);
        const wrong: unknown[] = [];
        const lost = new Map(writes.map(({ name }) => [name, 0]));
        for (let index = 0; index < times; index += 1) {
          const write = writes[index % writes.length];
          if (!write) throw new Error('Nothing can be written.');
          const problem = await loseOne(write, random.integer(0, 99));
          lost.set(write.name, (lost.get(write.name) ?? 0) + 1);
          if (problem !== null) wrong.push({ index, write: write.name, problem });
          if (index >= 2 * writes.length)
            await askUntilWell(write.ask, () => ({ text: `Well again ${newKey()}`, idempotencyKey: newKey() }));
        }

        expect(wrong, `seed ${seed}`).toEqual([]);
        expect([...lost.values()].every((count) => count > 0)).toBe(true);
        if (times > 100) console.log(`lost answers, seed ${seed}: 0 duplicates`, Object.fromEntries(lost));
      },
    );
  });
}

/** What was wrong; null when nothing was. */
async function loseOne({ ask, lose, count }: LosableWrite, way: number): Promise<unknown> {
  const input = { text: `Said once ${newKey()}`, idempotencyKey: newKey() };
  lose(way);
  const first = await ask(input);
  const second = await askUntilWell(ask, () => input);
  const third = await ask(input);
  const written = await count(input.text);
  const isUnknown = first.__typename === 'UpstreamError' && first.outcomeUnknown;
  const [known = second, ...others] = [first, second, third].filter((answer) => 'ticket' in answer);
  const isSame = 'ticket' in second && 'ticket' in third && others.every((other) => idOf(other) === idOf(known));
  return (isUnknown || 'ticket' in first) && isSame && written === 1 ? null : { way, first, second, third, written };
}

/** Of the message where there is one, else of the ticket. */
function idOf(answer: object): unknown {
  return 'said' in answer
    ? (answer as { said: { id: unknown } }).said.id
    : ticketOf(answer as { ticket: { id: string } }).id;
}
