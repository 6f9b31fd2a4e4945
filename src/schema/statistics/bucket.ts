import { compareText } from '../../ticket/order.js';
import { isPublic } from '../access.js';
import { builder } from '../builder.js';

/** Tickets that have something in common. */
interface Bucket {
  /** Null for tickets without a value. */
  readonly key: string | null;
  readonly label: string;
  readonly count: number;
  /** 0 to 1. */
  readonly share: number;
}

export const SHARE = 'Its share of all tickets, 0 to 1.';

export const StatsBucket = builder.objectRef<Bucket>('StatsBucket').implement({
  ...isPublic,
  description: 'Tickets that have one value in common.',
  fields: (t) => ({
    key: t.exposeString('key', {
      nullable: true,
      description: 'The value as filters take it; null for tickets without one.',
    }),
    label: t.exposeString('label', { description: 'The value as people read it.' }),
    count: t.exposeInt('count', { description: 'Tickets with this value.' }),
    share: t.exposeFloat('share', { description: SHARE }),
  }),
});

/**
 * A bucket for each value that tickets have, the largest first; equal ones by key, null last.
 * @param toLabel the label of a key
 */
export function toBuckets(
  counts: Iterable<readonly [string | null, number]>,
  total: number,
  toLabel: (key: string | null) => string,
): Bucket[] {
  return [...counts]
    .filter(([, count]) => count > 0)
    .toSorted(([a, aCount], [b, bCount]) => bCount - aCount || compareKeys(a, b))
    .map(([key, count]) => ({ key, label: toLabel(key), count, share: count / total }));
}

function compareKeys(a: string | null, b: string | null): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : compareText(a, b);
}
