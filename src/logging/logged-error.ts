/** An error as logs hold it. */
export interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  /** Where it was made, innermost first. */
  readonly stack?: readonly string[];
  readonly cause?: LoggedError;
}

const MOST_CAUSES = 4;
const MOST_FRAMES = 12;

/**
 * An error without what others may have written into it: of its causes the words are left out, they may be an
 * upstream's or the database's; so are all its fields but the code, and the words of a SyntaxError, which quotes what
 * it could not read.
 */
export function toLoggedError(error: unknown): LoggedError {
  const words = error instanceof Error && !(error instanceof SyntaxError) ? { message: error.message } : {};
  return { ...describe(error, MOST_CAUSES), ...words };
}

function describe(error: unknown, causes: number): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name: type, cause } = error;
  return {
    type: /^\w{1,64}$/.test(type) ? type : 'Error',
    ...codeOf(error),
    stack: framesOf(error),
    ...(cause !== undefined && causes > 0 && { cause: describe(cause, causes - 1) }),
  };
}

function codeOf(error: Error): { readonly code?: string } {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{1,64}$/.test(code) ? { code } : {};
}

/** The stack begins with the message, which is told elsewhere or not at all. */
function framesOf({ stack = '', message }: Error): string[] {
  const places = message === '' ? stack : stack.replace(message, '');
  const frames = places.split('\n').map((line) => line.trim());
  return frames.filter((line) => line.startsWith('at ')).slice(0, MOST_FRAMES);
}
