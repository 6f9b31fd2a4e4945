import { z } from 'zod';
import { instant } from '../../provider/fields.js';
import { isRecord, toJsonObject } from '../../provider/json.js';

/** Text that may be missing; anything but text, and empty text, counts as missing: Sirportly uses "" and null alike. */
export const optionalText = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value || null);

/** An id, a number upstream and a text here; anything else counts as missing. */
export const optionalId = z
  .union([z.int(), z.string().min(1)])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : String(value)));

/** An id without which the row means nothing. */
export const requiredId = z.union([z.int(), z.string().min(1)]).transform(String);

export const optionalNumber = z
  .number()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

export const optionalInstant = instant
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** Decimal minutes, a text upstream, in whole milliseconds; what is no duration, or longer than centuries, is missing. */
export const optionalMinutes = z
  .union([z.string().regex(/^\d{1,8}(?:\.\d+)?$/), z.number().nonnegative().lt(1e8)])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : Math.round(Number(value) * 60_000)));

/** Free facts; undefined where there are none. */
export const optionalFacts = z
  .unknown()
  .optional()
  .transform((value) => (isRecord(value) ? toJsonObject(value) : undefined));

/** An object of which only the named fields pass; anything else counts as missing. */
export function optionalObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .object(shape)
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}

/** A list; anything else counts as empty. */
export const elements = z.array(z.unknown()).catch([]);
