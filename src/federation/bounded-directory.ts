import type { Cancellation } from '../provider/cancel-signal.js';
import type { Directory } from '../provider/directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { withSignal } from '../provider/with-signal.js';

/**
 * The directory for one request: what it has not answered by the deadline fails as any backend does.
 * @param signalOf gives the request's signal
 */
export function createBoundedDirectory(directory: Directory, signalOf: () => Cancellation): Directory {
  const bound = <T>(answer: Promise<T>): Promise<T> => {
    const signal = signalOf();
    return withSignal(answer, signal).catch((error: unknown) => {
      if (error !== signal.reason) throw error;
      throw new ProviderError('TIMEOUT', 'The directory did not answer before the deadline.', { cause: error });
    });
  };
  return {
    getUsers: (ids) => bound(directory.getUsers(ids)),
    getOrganizations: (ids) => bound(directory.getOrganizations(ids)),
    findUsersByIdentity: (backend, identities) => bound(directory.findUsersByIdentity(backend, identities)),
    findIdentitiesOfUsers: (backend, userIds) => bound(directory.findIdentitiesOfUsers(backend, userIds)),
    findVerifiedEmails: (userIds) => bound(directory.findVerifiedEmails(userIds)),
    findUsersByVerifiedEmail: (emails) => bound(directory.findUsersByVerifiedEmail(emails)),
  };
}
