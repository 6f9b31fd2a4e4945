/** Lets one holder in at a time, in the order of asking. */
export interface Mutex {
  /** Waits for its turn. Call what it gives exactly once, to let the next one in. */
  acquire(): Promise<() => void>;
}

export function createMutex(): Mutex {
  const waiting: (() => void)[] = [];
  let isHeld = false;

  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else isHeld = false;
  }

  return {
    async acquire() {
      if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
      isHeld = true;
      return release;
    },
  };
}
