const SECONDS: ReadonlyMap<string | undefined, number> = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
]);

/** Seconds in a duration such as `30s`, `15m`, `12h` or `7d`, a whole number above 0; null when it is not one. */
export function parseDurationSeconds(text: string): number | null {
  const [, count, unit] = /^([1-9]\d{0,8})([smhd])$/.exec(text) ?? [];
  const seconds = SECONDS.get(unit);
  return seconds === undefined ? null : Number(count) * seconds;
}
