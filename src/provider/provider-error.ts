/** Why an upstream call failed: the same closed list for every provider. */
export const PROVIDER_ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'TIMEOUT',
  'BAD_RESPONSE',
] as const;
export type ProviderErrorCode = (typeof PROVIDER_ERROR_CODES)[number];

/** The one upstream text that may pass to a client: a problem's notification, written for the end user. */
export interface UpstreamNotification {
  readonly category: string;
  readonly title: string;
  readonly body: string;
  readonly detailTitle: string | null;
  readonly detailBody: string | null;
  /** https only. */
  readonly externalLink: string | null;
  readonly externalButtonLabel: string | null;
}

export interface ProviderErrorOptions {
  /** What the upstream asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly notification?: UpstreamNotification | undefined;
  /** A write that may have taken effect although its answer did not come. */
  readonly outcomeUnknown?: boolean | undefined;
  /** What the upstream calls the refused request, for its support: short ASCII text. For logs only. */
  readonly requestId?: string | undefined;
  /** Key of the backend that failed, where that may be another than the caller meant. */
  readonly backend?: string | undefined;
  readonly cause?: unknown;
}

const RETRYABLE: ReadonlySet<ProviderErrorCode> = new Set(['RATE_LIMITED', 'UNAVAILABLE', 'TIMEOUT']);

/** An upstream call that failed. The message is ours: what was tried, on what; no token, no response body. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ProviderErrorCode;
  readonly retryAfterMs: number | null;
  readonly notification: UpstreamNotification | null;
  readonly outcomeUnknown: boolean;
  readonly requestId: string | null;
  readonly backend: string | null;

  constructor(code: ProviderErrorCode, message: string, options: ProviderErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.notification = options.notification ?? null;
    this.outcomeUnknown = options.outcomeUnknown ?? false;
    this.requestId = options.requestId ?? null;
    this.backend = options.backend ?? null;
  }

  /** True when the same call may succeed later. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

const OF_THE_WHOLE_BACKEND: ReadonlySet<ProviderErrorCode> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED']);

/** Whether a failure says how it is with the whole backend: asking for something else would only spend more of its patience. */
export function isOfTheWholeBackend({ code }: ProviderError): boolean {
  return OF_THE_WHOLE_BACKEND.has(code);
}
