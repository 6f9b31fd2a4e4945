/**
 * ABORTED: the caller's signal, `cause` is its reason. TIMED_OUT: our time, the caller's or the connection's was up.
 * TOO_LARGE, MALFORMED: it answered, but not so that we can take it. BROKEN: the connection.
 */
export type ExchangeFailureKind = 'ABORTED' | 'TIMED_OUT' | 'TOO_LARGE' | 'MALFORMED' | 'BROKEN';

/** Why a request has no answer. */
export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure';
  readonly kind: ExchangeFailureKind;
  /** False when the upstream cannot have seen anything of the request. */
  readonly sent: boolean;

  constructor(kind: ExchangeFailureKind, sent: boolean, cause: unknown) {
    super(`The exchange failed: ${kind}.`, { cause });
    this.kind = kind;
    this.sent = sent;
  }
}

/** What an abort means: the time that was up, or somebody who no longer wants the answer. */
export function kindOfAbort(reason: unknown): ExchangeFailureKind {
  return isTimeout(reason) ? 'TIMED_OUT' : 'ABORTED';
}

/** What an error of the connection or of its parser means. */
export function kindOfError(error: Error): ExchangeFailureKind {
  if (isTimeout(error)) return 'TIMED_OUT';
  return error.name === 'HTTPParserError' || codeOf(error) === 'UND_ERR_HEADERS_OVERFLOW' ? 'MALFORMED' : 'BROKEN';
}

/** The code of a system or connection error, such as `ECONNREFUSED`; null when it has none. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(error.code) ? error.code : null;
}

function isTimeout(reason: unknown): boolean {
  return (
    reason instanceof Error && (reason.name === 'TimeoutError' || /_TIMEOUT$|^ETIMEDOUT$/.test(codeOf(reason) ?? ''))
  );
}
