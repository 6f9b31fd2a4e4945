import { expect, it } from 'vitest';
import { createKept } from '../../src/provider/kept.js';

it('a kept value serves for its time, and not after the clock was set back', async () => {
  let nowMs = 1_000_000;
  let reads = 0;
  const read = createKept(async () => (reads += 1), { keepMs: 100, now: () => nowMs });

  const values: number[] = [];
  for (const at of [1_000_000, 1_000_099, 1_000_100, 1_000_050, 1_000_149]) {
    nowMs = at;
    values.push(await read());
  }

  expect(values).toEqual([1, 1, 2, 3, 3]);
});
