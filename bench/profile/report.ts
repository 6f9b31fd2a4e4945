import { toNumber, toTable } from '../report/markdown.js';
import { toSelfTimes, type SelfTime } from './self-time.js';
import type { ProfiledRound } from './take-profile.js';

/** Of the gateway's compiled sources. */
const ROOT = new URL('../../../dist/modules/', import.meta.url).href;
const FUNCTIONS = 20;
const MICROSECONDS = 1_000_000;

/** What was measured, then self time by package, and of the dearest functions. */
export function toText({ profile, figures }: ProfiledRound): string {
  const { busyMicroseconds, packages, functions } = toSelfTimes(profile, ROOT);
  const seconds = (profile.endTime - profile.startTime) / MICROSECONDS;
  const queries = figures.queriesPerSecond * seconds;
  const toRow = ({ name, microseconds }: SelfTime) => [
    name,
    ((100 * microseconds) / busyMicroseconds).toFixed(1),
    toNumber(microseconds / queries),
  ];
  return [
    `${toNumber(figures.queriesPerSecond)} queries a second with the profiler on; the main thread was busy for ` +
      `${toNumber(busyMicroseconds / MICROSECONDS)} of ${toNumber(seconds)} s.`,
    toTable(['self time by package', '%', 'µs/query'], packages.map(toRow)),
    toTable(['by function', '%', 'µs/query'], functions.slice(0, FUNCTIONS).map(toRow)),
  ].join('\n\n');
}
