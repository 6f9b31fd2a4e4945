import type { Figures } from '../measure/round.js';

/** What a query takes at one value. */
export interface Point extends Pick<Figures, 'cpuMs' | 'callsPerQuery'> {
  readonly value: number;
}

export interface GrowthRow {
  readonly value: number;
  /** Processor time of the gateway's process for each query. */
  readonly cpuMs: number;
  readonly callsPerQuery: number;
  /** That time in those of the value before; null for the first. */
  readonly timesBefore: number | null;
  /** The same as if the value had doubled. */
  readonly timesPerDoubling: number | null;
}

/** Twice, and a tenth for noise. */
export const MOST_PER_DOUBLING = 2.2;

/** @param points from the lowest value to the highest */
export function toRows(points: readonly Point[]): readonly GrowthRow[] {
  return points.map(({ value, cpuMs, callsPerQuery }, index) => {
    const before = points[index - 1];
    const timesBefore = before ? cpuMs / before.cpuMs : null;
    const timesPerDoubling = before ? (cpuMs / before.cpuMs) ** (1 / Math.log2(value / before.value)) : null;
    return { value, cpuMs, callsPerQuery, timesBefore, timesPerDoubling };
  });
}

/** Whether twice as much takes more than twice the time. */
export function isSteep({ timesPerDoubling }: GrowthRow): boolean {
  return timesPerDoubling !== null && timesPerDoubling > MOST_PER_DOUBLING;
}
