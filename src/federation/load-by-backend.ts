import type { Backend } from '../provider/backend.js';
import type { Slots } from '../provider/provider.js';

/** Answers a DataLoader's batch with one read per backend: slot i for key i, null for a backend that is not there. */
export async function loadByBackend<K extends { readonly backend: string }, T>(
  keys: readonly K[],
  backends: readonly Backend[],
  read: (backend: Backend, keys: readonly K[]) => Promise<Slots<T>>,
): Promise<(T | null | Error)[]> {
  const answers = new Map<K, T | null | Error>();
  const readPart = async (backend: Backend, part: readonly K[]) => {
    const slots = await read(backend, part);
    part.forEach((key, slot) => answers.set(key, slots[slot] ?? null));
  };
  const reads: Promise<void>[] = [];
  for (const backend of backends) {
    const part = keys.filter((key) => key.backend === backend.key);
    if (part.length > 0) reads.push(readPart(backend, part));
  }
  await Promise.all(reads);
  return keys.map((key) => answers.get(key) ?? null);
}
