import { z } from 'zod';
import { toStatusError } from '../../provider/http/upstream-errors.js';
import { requestIdOf } from '../../provider/http/wire/response-headers.js';
import type { UpstreamRequest, UpstreamResponse } from '../../provider/http/upstream-request.js';
import type { ProviderError } from '../../provider/provider-error.js';
import type { FieldIssue } from '../../provider/writes.js';
import { GUIDING_HEADERS } from './api.js';
import { parseTicket, type TicketJson } from './ticket-json.js';

/** What a POST came to: the ticket, a conflict that Moov does not explain, or what is wrong with the fields. */
export type CreateAnswer =
  | { readonly kind: 'DONE'; readonly ticket: TicketJson }
  | { readonly kind: 'CONFLICT'; readonly error: ProviderError }
  | { readonly kind: 'REFUSED'; readonly issues: readonly FieldIssue[] };

/** Null when it is none of the documented ones. @throws ProviderError for a refusal that names no field of ours */
export function toCreateAnswer(request: UpstreamRequest, response: UpstreamResponse): CreateAnswer | null {
  const { status, headers, body } = response;
  if (status !== 409 && status !== 422) {
    const ticket = parseTicket(body);
    return ticket && { kind: 'DONE', ticket };
  }
  const requestId = requestIdOf(headers, GUIDING_HEADERS);
  const error = toStatusError(request, { status, retryAfterMs: null, notification: null, requestId });
  if (status === 409) return { kind: 'CONFLICT', error };
  const issues = toIssues(body);
  if (issues.length === 0) throw error;
  return { kind: 'REFUSED', issues };
}

const message = z.string().optional().catch(undefined);

/** Section 6 of the fact sheet: a message in words for each field that is wrong. */
const fieldMessages = z.object({
  title: message,
  body: message,
  contact: z.object({ email: message, name: message }).optional().catch(undefined),
  foreignID: message,
});

/** Our fields that Moov does not take, in our words. */
function toIssues(json: unknown): FieldIssue[] {
  const { title, body, contact, foreignID } = fieldMessages.safeParse(json).data ?? {};
  const refused: readonly (readonly [path: string, message: string | undefined, thing: string])[] = [
    ['subject', title, 'a subject'],
    ['text', body, 'a text'],
    ['requesterName', contact?.name, 'a name'],
    ['requesterEmail', contact?.email, 'an e-mail address'],
    ['externalTicketId', foreignID, 'an id'],
  ];
  return refused
    .filter(([, text]) => text !== undefined)
    .map(([path, , thing]) => ({ path: [path], message: `is not ${thing} that Moov takes` }));
}
