import type { CallFrame, CpuProfile } from './cpu-profile.js';
import { toLocation, toPackage } from './package.js';

/** Time in something itself, without what it called. */
export interface SelfTime {
  readonly name: string;
  readonly microseconds: number;
}

export interface SelfTimes {
  /** All but idle time. */
  readonly busyMicroseconds: number;
  /** The dearest first, as are functions. */
  readonly packages: readonly SelfTime[];
  readonly functions: readonly SelfTime[];
}

/**
 * Adds up a profile, idle time left out.
 * @param root address of the folder of the gateway's compiled sources, with a slash at the end
 */
export function toSelfTimes(profile: CpuProfile, root: string): SelfTimes {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const packages = new Map<string, number>();
  const functions = new Map<string, number>();
  let busyMicroseconds = 0;
  for (const [id, microseconds] of toTimesById(profile)) {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === '(idle)') continue;
    busyMicroseconds += microseconds;
    add(packages, toPackage(frame, root), microseconds);
    add(functions, toFunction(frame, root), microseconds);
  }
  return { busyMicroseconds, packages: toSorted(packages), functions: toSorted(functions) };
}

/** What was seen in a sample is taken to have run until the next. */
function toTimesById({ samples = [], timeDeltas = [], startTime, endTime }: CpuProfile): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  const last = startTime + timeDeltas.reduce((sum, delta) => sum + delta, 0);
  samples.forEach((id, index) => add(times, id, timeDeltas[index + 1] ?? endTime - last));
  return times;
}

function toFunction(frame: CallFrame, root: string): string {
  const location = toLocation(frame, root);
  const name = frame.functionName || '(anonymous)';
  return location === null ? name : `${name} ${location}`;
}

function add<Key>(sums: Map<Key, number>, key: Key, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

function toSorted(sums: ReadonlyMap<string, number>): readonly SelfTime[] {
  const times = [...sums].map(([name, microseconds]) => ({ name, microseconds }));
  return times.toSorted((a, b) => b.microseconds - a.microseconds);
}
