import type { LRUCache } from 'lru-cache';

const SWEEP_MS = 1000;

/**
 * Takes what is too old out of a cache, once a second. The cache would do that itself by a timer for each entry,
 * which takes longer, and more memory, than all else that it does.
 * @returns to be called whenever something was put in; while the cache is empty nothing runs, and no process is kept alive
 */
export function createSweep<V extends object>(cache: LRUCache<string, V>): () => void {
  let timer: NodeJS.Timeout | null = null;
  function sweep(): void {
    cache.purgeStale();
    if (cache.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  }
  return () => {
    timer ??= setInterval(sweep, SWEEP_MS).unref();
  };
}
