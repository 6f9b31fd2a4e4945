import { z } from 'zod';
import { isSecureUrl } from '../provider/secure-url.js';

/** @param most characters */
export function text(most: number): z.ZodString {
  const error = `must be a text of 1 to ${most} characters`;
  return z.string({ error }).min(1, { error }).max(most, { error });
}

export function trueOrFalse(): z.ZodBoolean {
  return z.boolean({ error: 'must be true or false' });
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

export function listOf<Item extends z.ZodType>(item: Item): z.ZodArray<Item> {
  const error = 'must be a list of at least one';
  return z.array(item, { error }).min(1, { error });
}

/** An origin as browsers send it: scheme, host, and the port where it is not the scheme's. */
export function webOrigin(): z.ZodString {
  const error = 'must be an origin such as https://app.example.com, without a path and without a slash at the end';
  return z.string({ error }).refine(isWebOrigin, { error });
}

/** A URL that starts with `https:`, or on this machine `http:`. */
export function secureUrl(): z.ZodString {
  const error = 'must be a URL with https, or http on this machine, and without user name or password';
  return z.string({ error }).refine(isSecureUrl, { error });
}

function isWebOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}
