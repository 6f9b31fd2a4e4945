/** A value that tickets are sorted, compared or grouped by. */
export type Cell = string | number | null;

/** As the database orders: null before everything, text without regard to case. */
export function compareCells(left: Cell, right: Cell): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  const [first, second] = [fold(left), fold(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function fold(cell: string | number): string | number {
  return typeof cell === 'string' ? cell.toLowerCase() : cell;
}
