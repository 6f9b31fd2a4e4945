import { pino, type DestinationStream, type Logger } from 'pino';
import { toLoggedError } from './logging/logged-error.js';
import { createMask } from './logging/mask.js';

export interface LogOptions {
  /** Texts that must stand in no line, of the configuration for instance. Default: none. */
  readonly secrets?: readonly string[];
  /** Where lines go. Default: standard error, so that standard output is the command's own. */
  readonly destination?: DestinationStream;
}

/** Fields that hold secrets or what callers wrote, should anybody ever log them. */
const REDACTED = ['headers', 'authorization', 'cookie', 'token', 'secret', 'password', 'variables', 'body'];

/** Logs as JSON lines. Whatever is logged, tokens, keys and the given secrets are masked in it. */
export function createLog(level: string, { secrets, destination = toStandardError() }: LogOptions = {}): Logger {
  const mask = createMask(secrets);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: toLoggedError },
      redact: { paths: REDACTED, censor: '[masked]' },
      hooks: { streamWrite: mask },
    },
    destination,
  );
}

function toStandardError(): DestinationStream {
  return pino.destination({ dest: 2, sync: true });
}
