import { z } from 'zod';
import { isRecord, toJsonObject } from '../../provider/json.js';

/** Free facts; anything but an object counts as missing. */
export const optionalFacts = z
  .unknown()
  .optional()
  .transform((value) => (isRecord(value) ? toJsonObject(value) : null));

/** A list of texts; other elements are left out, anything but a list counts as empty. */
export const texts = z
  .array(z.unknown())
  .catch([])
  .transform((values) => values.filter((value) => typeof value === 'string'));
