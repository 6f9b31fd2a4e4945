import type { Directory } from '../provider/directory.js';
import { ProviderError } from '../provider/provider-error.js';
import { StoreError } from './store-error.js';

/** The directory as providers and the federation take it: when the store fails, that is a failed call like any other. */
export function toProviderDirectory(directory: Directory): Directory {
  return {
    getUsers: (ids) => translate(directory.getUsers(ids)),
    getOrganizations: (ids) => translate(directory.getOrganizations(ids)),
    findUsersByIdentity: (backend, identities) => translate(directory.findUsersByIdentity(backend, identities)),
    findIdentitiesOfUsers: (backend, userIds) => translate(directory.findIdentitiesOfUsers(backend, userIds)),
    findVerifiedEmails: (userIds) => translate(directory.findVerifiedEmails(userIds)),
    findUsersByVerifiedEmail: (emails) => translate(directory.findUsersByVerifiedEmail(emails)),
  };
}

async function translate<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new ProviderError('UNAVAILABLE', 'The directory could not be read. Try again later.', { cause: error });
  }
}
