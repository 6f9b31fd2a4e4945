import { z } from 'zod';
import { compiled } from '../../provider/fields.js';
import { inOrder } from '../../ticket/in-order.js';
import { optionalId, optionalInstant, optionalObject, optionalText, requiredId } from './fields.js';

/** Section 3.3 of the fact sheet. A contact as author comes with its `pin`, so here too only named fields pass. */
const updateJson = compiled(
  z.object({
    id: requiredId,
    message: optionalText,
    html_body: optionalText,
    stripped_content: optionalText,
    private: z.unknown().optional().transform(isPrivate),
    posted_at: optionalInstant,
    author: optionalObject({
      type: optionalText,
      id: optionalId,
      name: optionalText,
      username: optionalText,
      first_name: optionalText,
      last_name: optionalText,
    }),
    from_name: optionalText,
  }),
);

/** A message with only the fields that may pass. */
export type UpdateJson = z.output<typeof updateJson>;

export function parseUpdate(json: unknown): UpdateJson | null {
  return updateJson.safeParse(json).data ?? null;
}

/**
 * A conversation in order of time; the upstream's own order is not documented. An update that cannot be read is left
 * out; null when there are updates and not one can be read.
 */
export function parseUpdates(rows: readonly unknown[]): readonly UpdateJson[] | null {
  const updates = rows.map(parseUpdate).filter((update) => update !== null);
  return updates.length === 0 && rows.length > 0 ? null : inOrder(updates, byTime);
}

/** One that does not say whom it is for is for staff. */
function isPrivate(value: unknown): boolean {
  return !(value === false || value === null || value === 0 || value === '0' || value === 'false');
}

function byTime(a: UpdateJson, b: UpdateJson): number {
  const [at, other] = [a.posted_at ?? '9999', b.posted_at ?? '9999'];
  if (at !== other) return at < other ? -1 : 1;
  return a.id.length - b.id.length || (a.id < b.id ? -1 : 1);
}
