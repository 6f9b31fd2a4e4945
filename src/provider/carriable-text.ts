/** Of a value that goes upstream, in characters. */
export const MAX_VALUE_LENGTH = 200;

/** True when a text reaches an upstream unchanged: an empty one counts as no filter in common frameworks, and outer white space is cut off. */
export function isCarriableText(value: string): boolean {
  return value !== '' && value === value.trim() && value.length <= MAX_VALUE_LENGTH && !/[\p{Cc}\p{Cs}]/u.test(value);
}
