import { afterAll, beforeAll, describe } from 'vitest';
import { SHARED } from '../gateway/world.js';
import { describeAgain } from './doors/again.js';
import { describeAgreement } from './doors/agreement.js';
import { describeCursors } from './doors/cursors.js';
import { describeNotes } from './doors/notes.js';
import type { Insiders } from './doors/people.js';
import { describePlanted } from './doors/planted.js';
import { describeQuotas } from './doors/quotas.js';
import { describeSomebodyElses } from './doors/somebody-elses.js';
import { createFour, type Four } from './four.js';

const SEED = 60_606;

export interface DoorsOptions {
  readonly callers: readonly (keyof Insiders)[];
  /** Whether answers to others serve for longer than all of this takes. */
  readonly shares: boolean;
}

/** Every door of one world, tried by these callers. */
export function describeDoors(options: DoorsOptions): void {
  describe(options.shares ? 'answers are shared' : 'each question is asked', () => describeEachDoor(options));
}

function describeEachDoor({ callers, shares }: DoorsOptions): void {
  let four: Four;
  beforeAll(async () => {
    four = await createFour(SEED, 16, { limits: { statisticsKeptMs: 0 }, ...(shares && { connection: SHARED }) });
  });
  afterAll(() => four.world.close());

  describeAgreement(() => four);
  describeAgain(() => four);
  describeCursors(() => four);
  describeNotes(() => four);
  describeQuotas(() => four);
  if (shares) return;
  // These compare what is asked of upstreams, which is less the second time where answers are shared.
  describeSomebodyElses(() => four, callers);
  describePlanted(() => four, callers);
}
