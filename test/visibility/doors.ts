import { afterAll, beforeAll } from 'vitest';
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

/** Every door of one world, tried by these callers. */
export function describeDoors({ callers }: { readonly callers: readonly (keyof Insiders)[] }): void {
  let four: Four;
  beforeAll(async () => {
    four = await createFour(SEED, 16, { limits: { statisticsKeptMs: 0 } });
  });
  afterAll(() => four.world.close());

  describeAgreement(() => four);
  describeAgain(() => four);
  describeSomebodyElses(() => four, callers);
  describeCursors(() => four);
  describeNotes(() => four);
  describeQuotas(() => four);
  describePlanted(() => four, callers);
}
