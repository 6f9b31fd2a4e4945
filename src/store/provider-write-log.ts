import type { WriteLog } from '../provider/write-log.js';
import { toUnavailable } from './to-unavailable.js';

/** The log as the federation takes it: when the store fails, that is a failed call like any other. */
export function toProviderWriteLog(writeLog: WriteLog): WriteLog {
  return {
    begin: (write) => translate(writeLog.begin(write)),
    saveProgress: (attemptId, progress) => translate(writeLog.saveProgress(attemptId, progress)),
    finish: (attemptId, result) => translate(writeLog.finish(attemptId, result)),
    release: (attemptId) => translate(writeLog.release(attemptId)),
    suspend: (attemptId) => translate(writeLog.suspend(attemptId)),
  };
}

function translate<T>(answer: Promise<T>): Promise<T> {
  return toUnavailable(answer, 'The log of writes could not be used');
}
