import { toContentError, toStatusError } from '../../provider/http/upstream-errors.js';
import type { UpstreamRequest, UpstreamResponse } from '../../provider/http/upstream-request.js';
import { isRecord } from '../../provider/json.js';
import { toNotification } from './notification.js';
import { parseTicketRow, type TicketRowJson } from './ticket-row.js';
import { toFields } from './writable-fields.js';
import type { CategoryField } from '../../provider/writes.js';

/** What a PATCH came to: the ticket, none there, or the fields whose values were refused (at least one). */
export type PatchAnswer =
  | { readonly kind: 'DONE'; readonly row: TicketRowJson }
  | { readonly kind: 'MISSING' }
  | { readonly kind: 'REFUSED'; readonly fields: readonly CategoryField[] };

/** Statuses that `toPatchAnswer` reads beside 200. */
export const PATCH_ANSWERS = [400, 404];

/** @throws ProviderError when the answer is none of the documented ones */
export function toPatchAnswer(request: UpstreamRequest, id: string, { status, body }: UpstreamResponse): PatchAnswer {
  if (status === 404) return { kind: 'MISSING' };
  if (status === 400) return toRefusal(request, body);
  const row = parseTicketRow(body);
  if (row?.id !== id) throw toContentError(request, 'answered with something that is not the ticket');
  return { kind: 'DONE', row };
}

function toRefusal(request: UpstreamRequest, body: unknown): PatchAnswer {
  const errors = isRecord(body) ? body['field_errors'] : null;
  const fields = isRecord(errors) ? toFields(Object.keys(errors)) : [];
  if (fields.length > 0) return { kind: 'REFUSED', fields };
  throw toStatusError(request, { status: 400, retryAfterMs: null, notification: toNotification(body) });
}
