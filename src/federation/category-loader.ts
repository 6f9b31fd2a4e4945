import DataLoader from 'dataloader';
import type { ProviderError } from '../provider/provider-error.js';
import { withSignal } from '../provider/with-signal.js';
import type { Category } from '../ticket/category.js';
import { startMeter, type Asking } from './asking.js';
import { toProviderError } from './to-provider-error.js';

/** Classifications by key of the backend, each in the order to show; none where a backend has none, or is none. */
export function createCategoryLoader(asking: Asking): DataLoader<string, readonly Category[]> {
  return new DataLoader<string, readonly Category[]>((keys) =>
    Promise.all(keys.map((key) => readCategories(key, asking))),
  );
}

async function readCategories(key: string, asking: Asking): Promise<readonly Category[] | ProviderError> {
  const backend = asking.backends.find((candidate) => candidate.key === key);
  if (!backend?.provider.listCategories) return [];
  const { call } = startMeter(asking, backend);
  try {
    return await withSignal(backend.provider.listCategories(call), call.signal);
  } catch (error) {
    // Labels are made without it.
    asking.basis.keepToCaller();
    return toProviderError(error, backend);
  }
}
