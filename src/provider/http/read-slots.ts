import { isOfTheWholeBackend, ProviderError } from '../provider-error.js';
import type { Slots } from '../provider.js';

/**
 * Reads ids one by one, at most `concurrency` at a time, into slots. After an error that holds for every id, the ids
 * not yet asked for get the same error.
 * @throws what `read` throws when it is no ProviderError
 */
export async function readSlots<T>(
  ids: readonly string[],
  concurrency: number,
  read: (id: string) => Promise<T | null>,
): Promise<Slots<T>> {
  const found = new Map<string, T | null | ProviderError>();
  const wanted = new Set(ids);
  const queue = wanted.values();
  let final: ProviderError | null = null;

  function toFailedSlot(error: unknown): ProviderError {
    if (!(error instanceof ProviderError)) throw error;
    if (isOfTheWholeBackend(error)) final = error;
    return error;
  }

  // The workers share one iterator, so each id is taken once.
  async function work(): Promise<void> {
    for (const id of queue) {
      try {
        found.set(id, final ?? (await read(id)));
      } catch (error) {
        found.set(id, toFailedSlot(error));
      }
    }
  }

  await Promise.all(Array.from({ length: Math.min(concurrency, wanted.size) }, work));
  return ids.map((id) => found.get(id) ?? null);
}
