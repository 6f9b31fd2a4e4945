const LONGEST = 80;

/** The one of `names` that was probably meant: at most two letters, or a third of them, differ. Null when none is near. */
export function nearestName(name: string, names: readonly string[]): string | null {
  const most = Math.max(2, Math.floor(name.length / 3));
  const near = names
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance: letters }) => letters <= most && letters < candidate.length)
    .toSorted((a, b) => a.distance - b.distance);
  return near[0]?.candidate ?? null;
}

/** Letters to insert, remove or replace to turn `a` into `b`. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [row, letter] of a.slice(0, LONGEST).split('').entries()) {
    const current = [row + 1];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = at(previous, column - 1) + (letter === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, at(previous, column) + 1, at(current, column - 1) + 1));
    }
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
