import { afterAll, beforeAll } from 'vitest';
import { describeSomebodyElses } from './doors/somebody-elses.js';
import { createFour, type Four } from './four.js';

const SEED = 60_606;
/** Nobody gives up on a busy machine. */
const PATIENT = { limits: { deadlineMs: 60_000, statisticsKeptMs: 0 }, evEnergy: { timeoutMs: 60_000 } };

let four: Four;
beforeAll(async () => {
  four = await createFour(SEED, 16, PATIENT);
});
afterAll(() => four.world.close());

describeSomebodyElses(() => four);
