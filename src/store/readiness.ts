import type { Store } from './store.js';

/** How long the store may take to say that it is there. */
const ANSWER_MS = 2000;
const KEPT_MS = 1000;

/**
 * Whether the store is there; one that says nothing for long is not. It is asked once for all who want to know at the
 * same time, and at most once in a second: anybody may ask for this, as often as they like.
 * @param now milliseconds of any clock that never goes back
 */
export function createReadiness(
  store: Pick<Store, 'isReady'>,
  now: () => number = () => performance.now(),
): () => Promise<boolean> {
  let answer = Promise.resolve(false);
  let keptUntil = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() < keptUntil) return answer;
    keptUntil = Number.POSITIVE_INFINITY;
    answer = answersInTime(store).finally(() => {
      keptUntil = now() + KEPT_MS;
    });
    return answer;
  };
}

async function answersInTime(store: Pick<Store, 'isReady'>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ANSWER_MS, false);
  });
  try {
    return await Promise.race([store.isReady(), late]);
  } finally {
    clearTimeout(timer);
  }
}
