import type { Backend } from '../provider/backend.js';
import type { Slots } from '../provider/provider.js';

/** Answers a DataLoader's batch with one read per backend: slot i for key i, null for a backend that is not there. */
export async function loadByBackend<K extends { readonly backend: string }, T>(
  keys: readonly K[],
  backends: readonly Backend[],
  read: (backend: Backend, keys: readonly K[]) => Promise<Slots<T>>,
): Promise<(T | null | Error)[]> {
  const answers = new Map<K, T | null | Error>();
  const reads: Promise<void>[] = [];
  for (const backend of backends) {
    const part = keys.filter((key) => key.backend === backend.key);
    if (part.length === 0) continue;
    const answer = read(backend, part).then((slots) => {
      part.forEach((key, slot) => answers.set(key, slots[slot] ?? null));
    });
    reads.push(answer);
  }
  await Promise.all(reads);
  return keys.map((key) => answers.get(key) ?? null);
}
