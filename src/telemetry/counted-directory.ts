import type { Directory } from '../provider/directory.js';
import type { Metrics } from './metrics.js';

/** The same directory, whose batches are counted. */
export function countBatches(directory: Directory, metrics: Metrics): Directory {
  return {
    ...directory,
    getUsers(ids) {
      metrics.batched('directory.users', ids.length);
      return directory.getUsers(ids);
    },
    getOrganizations(ids) {
      metrics.batched('directory.organizations', ids.length);
      return directory.getOrganizations(ids);
    },
  };
}
