export const DEFAULT_CLOCK_TOLERANCE_SECONDS = 30;
/** The `typ` headers that are accepted. */
export const DEFAULT_TYPES: readonly string[] = ['at+jwt', 'JWT'];
export const DEFAULT_KEYS_MAX_AGE_SECONDS = 600;
export const DEFAULT_TOKENS_KEPT = 10_000;
