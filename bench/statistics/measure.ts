/** One thing done several times. */
export interface Measured {
  readonly name: string;
  /** How many tickets were counted or read, each time. */
  readonly tickets: number;
  /** Milliseconds of each run. */
  readonly runsMs: readonly number[];
}

/**
 * Does it once unmeasured, so that everything is loaded, and then so many times.
 * @param count gives how many tickets it counted or read
 */
export async function measure(name: string, runs: number, count: () => Promise<number>): Promise<Measured> {
  const tickets = await count();
  const runsMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startMs = performance.now();
    const counted = await count();
    runsMs.push(performance.now() - startMs);
    if (counted !== tickets) throw new Error(`${name} counted ${tickets} tickets, and then ${counted}.`);
  }
  return { name, tickets, runsMs };
}

/** The one in the middle; between two, their mean. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [below, above] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (below === undefined || above === undefined) throw new RangeError('Of no numbers, none is in the middle.');
  return (below + above) / 2;
}
