import type { Backend } from '../provider/backend.js';
import type { Slots } from '../provider/provider.js';

/** Answers a DataLoader's batch with one read per backend: slot i for key i, null for a backend that is not there. */
export async function loadByBackend<K extends { readonly backend: string }, T>(
  keys: readonly K[],
  backends: readonly Backend[],
  read: (backend: Backend, keys: readonly K[]) => Promise<Slots<T>>,
): Promise<(T | null | Error)[]> {
  const answers = new Map<K, T | null | Error>();
  await Promise.all(
    backends.map(async (backend) => {
      const part = keys.filter((key) => key.backend === backend.key);
      const slots = part.length > 0 ? await read(backend, part) : [];
      part.forEach((key, slot) => answers.set(key, slots[slot] ?? null));
    }),
  );
  return keys.map((key) => answers.get(key) ?? null);
}
