import type { Directory } from '../provider/directory.js';
import { toUnavailable } from './to-unavailable.js';

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

function translate<T>(answer: Promise<T>): Promise<T> {
  return toUnavailable(answer, 'The directory could not be read');
}
