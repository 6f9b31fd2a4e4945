import { createHash } from 'node:crypto';
import type { Refusal, Unsupported } from '../../federation/writes/refusals.js';
import type { Estimate, Reach } from '../../federation/budget/estimate.js';
import { parseGlobalId } from '../../ticket/ids.js';
import type { FieldIssue } from '../../provider/writes.js';
import { toCanonicalJson } from '../../ticket/canonical-json.js';
import {
  toUpstreamError,
  type ForbiddenErrorSource,
  type NotFoundErrorSource,
  type RateLimitedErrorSource,
  type UnsupportedErrorSource,
  type UpstreamErrorSource,
  type ValidationErrorSource,
} from './user-error.js';

export type RefusalSource =
  ValidationErrorSource | ForbiddenErrorSource | UnsupportedErrorSource | RateLimitedErrorSource | UpstreamErrorSource;

/** Why a write did not take place, as the answer of a mutation. */
export function toRefusalSource(refusal: Refusal): RefusalSource {
  switch (refusal.outcome) {
    case 'INVALID':
      return invalid(refusal.issues);
    case 'UNSUPPORTED':
      return { ...refusal, type: 'UnsupportedError', message: toUnsupported(refusal) };
    case 'FORBIDDEN':
      return { type: 'ForbiddenError', message: refusal.message, requiredScopes: refusal.requiredScopes };
    case 'FAILED':
      return toUpstreamError(refusal.backend, refusal.error);
  }
}

function toUnsupported({ backend, fields, supported }: Unsupported): string {
  const refused = `${backend.displayName} cannot take ${fields.join('; ')}.`;
  return supported.length > 0
    ? `${refused} It takes: ${supported.join('; ')}.`
    : `${refused} It takes nothing like that.`;
}

export function invalid(issues: readonly FieldIssue[]): ValidationErrorSource {
  return { type: 'ValidationError', message: 'The input cannot be taken as it is.', issues };
}

export const NOT_FOUND: NotFoundErrorSource = { type: 'NotFoundError', message: 'There is no such ticket.' };

const LONGEST_KEY = 128;
const LONGEST_TEXT = 65_536;

interface Once {
  readonly idempotencyKey: string;
  readonly text: string;
}

/** What is wrong with the parts that all writes with a key have. */
export function findIssues({ idempotencyKey, text }: Once): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (idempotencyKey.trim() === '' || idempotencyKey.length > LONGEST_KEY) {
    issues.push({ path: ['idempotencyKey'], message: `must be a text of 1 to ${LONGEST_KEY} characters` });
  }
  if (text.trim() === '' || text.length > LONGEST_TEXT) {
    issues.push({ path: ['text'], message: `must be a text of 1 to ${LONGEST_TEXT} characters, and not only spaces` });
  }
  return issues;
}

/** Equal for equal inputs. */
export function toFingerprint(input: object): string {
  return createHash('sha256').update(toCanonicalJson(input)).digest('base64url');
}

/** What a mutation without its scopes answers. */
export function forbidden(doing: string, requiredScopes: readonly string[]): ForbiddenErrorSource {
  const message = `${doing} needs a token with ${requiredScopes.join(' and ')}.`;
  return { type: 'ForbiddenError', message, requiredScopes };
}

/** Of a write. */
export const WRITE_POINTS = 100;

/** What a write to a ticket takes upstream. @param id as given, which may be none */
export function addWriteTo(id: string, estimate: Estimate): Reach | undefined {
  const ref = parseGlobalId(id);
  return ref?.type === 'Ticket' ? estimate.addWrite(ref.backend) : undefined;
}

/** Answers show the ticket, so writing takes reading. */
export const WRITING_SCOPES = ['support:write', 'support:read'] as const;
