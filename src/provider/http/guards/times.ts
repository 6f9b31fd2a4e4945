/** Times in the order they are added; those at the front go. */
export interface Times {
  add(time: number): void;
  count(): number;
  /** The time at this place, 0 for the oldest; undefined when there are not so many. */
  at(index: number): number | undefined;
  /** @returns how many went */
  dropUntil(end: number): number;
}

export function createTimes(): Times {
  let times: number[] = [];
  let first = 0;
  return {
    add: (time) => void times.push(time),
    count: () => times.length - first,
    at: (index) => times[first + index],
    dropUntil(end) {
      const before = first;
      while (first < times.length && (times[first] ?? end) <= end) first += 1;
      const gone = first - before;
      // Moving the rest to the front each time would cost more than all else.
      if (first > 1000 && first * 2 > times.length) {
        times = times.slice(first);
        first = 0;
      }
      return gone;
    },
  };
}
