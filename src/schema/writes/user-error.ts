import type { Backend as BackendSource } from '../../provider/backend.js';
import type { ProviderError } from '../../provider/provider-error.js';
import type { FieldIssue as FieldIssueSource } from '../../provider/writes.js';
import type { Ticket as TicketData } from '../../ticket/ticket.js';
import { isPublic } from '../access.js';
import { Backend } from '../backend.js';
import { BackendErrorCode, toSeconds, UpstreamNotificationType } from '../backend-report.js';
import { builder } from '../builder.js';
import { Ticket } from '../ticket.js';

/** A failure that a mutation answers as data. `type` is its type in the schema. */
export interface UserErrorSource {
  readonly type: string;
  readonly message: string;
}

const UserError = builder.interfaceRef<UserErrorSource>('UserError').implement({
  ...isPublic,
  description: 'A failure that a mutation answers as data.',
  resolveType: ({ type }) => type,
  fields: (t) => ({
    message: t.exposeString('message', { description: 'What is wrong and what to do, in our words.' }),
  }),
});

const FieldIssue = builder.objectRef<FieldIssueSource>('FieldIssue').implement({
  ...isPublic,
  description: 'What is wrong with one field.',
  fields: (t) => ({
    path: t.stringList({ description: 'Where in the input.', resolve: ({ path }) => [...path] }),
    message: t.exposeString('message', {
      description: 'What is wrong and, unless that is not known or not for everybody, what is allowed.',
    }),
  }),
});

export interface ValidationErrorSource extends UserErrorSource {
  readonly type: 'ValidationError';
  readonly issues: readonly FieldIssueSource[];
}

export const ValidationError = builder.objectRef<ValidationErrorSource>('ValidationError').implement({
  ...isPublic,
  interfaces: [UserError],
  description: 'The input cannot be taken as it is. Nothing was written.',
  fields: (t) => ({
    issues: t.field({
      type: [FieldIssue],
      description:
        'What is wrong, one thing or several: the input is checked in steps, and some problems are found only when others are mended.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

export interface NotFoundErrorSource extends UserErrorSource {
  readonly type: 'NotFoundError';
}

export const NotFoundError = builder.objectRef<NotFoundErrorSource>('NotFoundError').implement({
  ...isPublic,
  interfaces: [UserError],
  description: 'There is no such thing. Also for what the caller may not see.',
});

export interface ForbiddenErrorSource extends UserErrorSource {
  readonly type: 'ForbiddenError';
  readonly requiredScopes: readonly string[];
}

export const ForbiddenError = builder.objectRef<ForbiddenErrorSource>('ForbiddenError').implement({
  ...isPublic,
  interfaces: [UserError],
  description: 'The token does not allow that. Nothing was looked up.',
  fields: (t) => ({
    requiredScopes: t.stringList({
      description: 'Scopes that the token needs.',
      resolve: ({ requiredScopes }) => [...requiredScopes],
    }),
  }),
});

export interface ConflictErrorSource extends UserErrorSource {
  readonly type: 'ConflictError';
  readonly current: TicketData;
}

export const ConflictError = builder.objectRef<ConflictErrorSource>('ConflictError').implement({
  ...isPublic,
  interfaces: [UserError],
  description: 'The ticket is no longer the expected version. Nothing was written.',
  fields: (t) => ({ current: t.expose('current', { type: Ticket, description: 'The ticket as it is now.' }) }),
});

export interface UnsupportedErrorSource extends UserErrorSource {
  readonly type: 'UnsupportedError';
  readonly backend: BackendSource;
  readonly fields: readonly string[];
  readonly supported: readonly string[];
}

export const UnsupportedError = builder.objectRef<UnsupportedErrorSource>('UnsupportedError').implement({
  ...isPublic,
  interfaces: [UserError],
  description: "This backend's API cannot do that. No call was made.",
  fields: (t) => ({
    backend: t.expose('backend', { type: Backend, description: 'Which one.' }),
    fields: t.stringList({ description: 'What it cannot write.', resolve: ({ fields }) => [...fields] }),
    supported: t.stringList({ description: 'What it can write.', resolve: ({ supported }) => [...supported] }),
  }),
});

export interface RateLimitedErrorSource extends UserErrorSource {
  readonly type: 'RateLimitedError';
  readonly retryAfterSeconds: number;
}

export const RateLimitedError = builder.objectRef<RateLimitedErrorSource>('RateLimitedError').implement({
  ...isPublic,
  interfaces: [UserError],
  description: 'No more requests for now, or the same write is under way. This request wrote nothing.',
  fields: (t) => ({
    retryAfterSeconds: t.exposeInt('retryAfterSeconds', { description: 'How long to wait, in seconds.' }),
  }),
});

export interface UpstreamErrorSource extends UserErrorSource {
  readonly type: 'UpstreamError';
  readonly backend: BackendSource;
  readonly error: ProviderError;
}

export const UpstreamError = builder.objectRef<UpstreamErrorSource>('UpstreamError').implement({
  ...isPublic,
  interfaces: [UserError],
  description: 'The backend failed.',
  fields: (t) => ({
    backend: t.expose('backend', { type: Backend, description: 'Which one.' }),
    code: t.field({ type: BackendErrorCode, description: 'Why.', resolve: ({ error }) => error.code }),
    retryable: t.boolean({
      description: 'True when the same request may succeed later.',
      resolve: ({ error }) => error.retryable,
    }),
    outcomeUnknown: t.boolean({
      description: 'The request may have taken effect; read before trying again.',
      resolve: ({ error }) => error.outcomeUnknown,
    }),
    notification: t.field({
      type: UpstreamNotificationType,
      nullable: true,
      description: 'What the upstream wants the end user to know.',
      resolve: ({ error }) => error.notification,
    }),
  }),
});

const DEFAULT_RETRY_AFTER_SECONDS = 60;

/** A backend's failure as the answer of a mutation. A limit that was met half the way is no RateLimitedError. */
export function toUpstreamError(
  backend: BackendSource,
  error: ProviderError,
): RateLimitedErrorSource | UpstreamErrorSource {
  if (error.code !== 'RATE_LIMITED' || error.outcomeUnknown) {
    return { type: 'UpstreamError', message: error.message, backend, error };
  }
  const retryAfterSeconds = toSeconds(error.retryAfterMs) ?? DEFAULT_RETRY_AFTER_SECONDS;
  return { type: 'RateLimitedError', message: error.message, retryAfterSeconds };
}
