import type { Backend } from '../provider/backend.js';
import type { Call, Slots } from '../provider/provider.js';
import { withSignal } from '../provider/with-signal.js';
import { toProviderError } from './to-provider-error.js';

/**
 * Reads by id, in as many batches as the backend needs: slot i answers id i. A batch that fails as a whole fails its
 * own slots only.
 */
export async function readInBatches<T>(
  ids: readonly string[],
  backend: Backend,
  { signal }: Call,
  read: (batch: readonly string[]) => Promise<Slots<T>>,
): Promise<Slots<T>> {
  const readBatch = async (batch: readonly string[]): Promise<Slots<T>> => {
    try {
      return await withSignal(read(batch), signal);
    } catch (error) {
      const failure = toProviderError(error, backend);
      return batch.map(() => failure);
    }
  };
  if (ids.length === 0) return [];
  const { maxBatchSize } = backend.provider.capabilities;
  if (ids.length <= maxBatchSize) return readBatch(ids);
  const answers = await Promise.all(inChunks(ids, maxBatchSize).map(readBatch));
  return answers.flatMap((slots) => slots);
}

/** Runs of at most `size` items, in order. */
function inChunks<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
