const startMs = performance.now();

/** A line on standard error, with the seconds since the start. */
export function report(progress: string): void {
  process.stderr.write(`${((performance.now() - startMs) / 1000).toFixed(1).padStart(7)} s  ${progress}\n`);
}
