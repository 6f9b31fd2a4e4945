import type { Directory } from '../provider/directory.js';
import { ProviderError } from '../provider/provider-error.js';
import type { WriteLog } from '../provider/write-log.js';

/** Hears that a call failed, by its name, as in `writeLog.begin`. It may not throw. */
export type TellFailure = (operation: string, error: ProviderError) => void;

/** The same directory, whose failures are told, each once, also when nobody waits for the answer any more. */
export function watchDirectory(directory: Directory, tell: TellFailure): Directory {
  const watch = createWatch('directory', tell);
  return {
    getUsers: (ids) => watch('getUsers', directory.getUsers(ids)),
    getOrganizations: (ids) => watch('getOrganizations', directory.getOrganizations(ids)),
    findUsersByIdentity: (backend, identities) =>
      watch('findUsersByIdentity', directory.findUsersByIdentity(backend, identities)),
    findIdentitiesOfUsers: (backend, userIds) =>
      watch('findIdentitiesOfUsers', directory.findIdentitiesOfUsers(backend, userIds)),
    findVerifiedEmails: (userIds) => watch('findVerifiedEmails', directory.findVerifiedEmails(userIds)),
    findUsersByVerifiedEmail: (emails) => watch('findUsersByVerifiedEmail', directory.findUsersByVerifiedEmail(emails)),
  };
}

/** The same log of writes, in the same way. */
export function watchWriteLog(writeLog: WriteLog, tell: TellFailure): WriteLog {
  const watch = createWatch('writeLog', tell);
  return {
    begin: (write) => watch('begin', writeLog.begin(write)),
    saveProgress: (attemptId, progress) => watch('saveProgress', writeLog.saveProgress(attemptId, progress)),
    finish: (attemptId, result) => watch('finish', writeLog.finish(attemptId, result)),
    release: (attemptId) => watch('release', writeLog.release(attemptId)),
    suspend: (attemptId) => watch('suspend', writeLog.suspend(attemptId)),
  };
}

function createWatch(subject: string, tell: TellFailure) {
  return <T>(operation: string, answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      if (error instanceof ProviderError) tell(`${subject}.${operation}`, error);
      throw error;
    });
}
