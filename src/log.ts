import { pino, type Logger } from 'pino';

/** Logs as JSON lines on standard error, so that standard output is the command's own. */
export function createLog(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
