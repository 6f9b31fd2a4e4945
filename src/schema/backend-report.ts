import { PROVIDER_ERROR_CODES, type ProviderError, type UpstreamNotification } from '../provider/provider-error.js';
import type { BackendReport as BackendReportSource } from '../federation/report.js';
import { isPublic } from './access.js';
import { Backend } from './backend.js';
import { builder } from './builder.js';
import { ofThisMoment } from './of-this-moment.js';

const BackendOutcome = builder.enumType('BackendOutcome', {
  description: "How complete one backend's part of an answer is.",
  values: {
    COMPLETE: { description: 'All that was asked.' },
    PARTIAL: { description: 'Some of it: a scan limit or a deadline was reached. `reason` says which.' },
    STALE: { description: 'An earlier answer, `asOf` says how old, because the backend did not answer now.' },
    FAILED: { description: 'Nothing from this backend. `error` says why.' },
    SKIPPED: { description: 'Not asked, because the filter, or what this token may see, rules it out.' },
  } as const,
});

const CODE_DESCRIPTIONS = {
  UNAUTHENTICATED: "It refused the gateway's credentials.",
  FORBIDDEN: "The gateway's credentials do not allow that.",
  RATE_LIMITED: 'Too many requests for now.',
  UNAVAILABLE: 'It could not be reached, or is out of order.',
  TIMEOUT: 'It did not answer in time.',
  BAD_RESPONSE: 'It answered with something that cannot be understood.',
} as const;

export const BackendErrorCode = builder.enumType('BackendErrorCode', {
  description: 'Why a backend failed: one vocabulary for every provider.',
  values: Object.fromEntries(PROVIDER_ERROR_CODES.map((code) => [code, { description: CODE_DESCRIPTIONS[code] }])) as {
    [code in (typeof PROVIDER_ERROR_CODES)[number]]: { description: string };
  },
});

export const UpstreamNotificationType = builder.objectRef<UpstreamNotification>('UpstreamNotification').implement({
  ...isPublic,
  description:
    "The one upstream text that passes: a problem's notification, which the upstream wrote for the end user. Lengths capped, https links only.",
  fields: (t) => ({
    category: t.exposeString('category', { description: 'The upstream’s kind of notification, e.g. ACTIONABLE.' }),
    title: t.exposeString('title', { description: 'Short title.' }),
    body: t.exposeString('body', { description: 'Short text.' }),
    detailTitle: t.exposeString('detailTitle', { nullable: true, description: 'Title of the long form.' }),
    detailBody: t.exposeString('detailBody', { nullable: true, description: 'Text of the long form.' }),
    externalLink: t.exposeString('externalLink', { nullable: true, description: 'Where to go on; https only.' }),
    externalButtonLabel: t.exposeString('externalButtonLabel', { nullable: true, description: 'What to write on it.' }),
  }),
});

/** A failure as data: an Error that a resolver returns counts as thrown. */
type BackendErrorSource = Pick<ProviderError, 'code' | 'message' | 'retryable' | 'retryAfterMs' | 'notification'>;

const BackendError = builder.objectRef<BackendErrorSource>('BackendError').implement({
  ...isPublic,
  description: 'Why a backend failed. Closed vocabulary; the message is ours, never upstream text.',
  fields: (t) => ({
    code: t.expose('code', { type: BackendErrorCode, description: 'Choose what to do by this.' }),
    message: t.exposeString('message', { description: 'What was tried, in our words.' }),
    retryable: t.exposeBoolean('retryable', { description: 'True when the same question may be answered later.' }),
    retryAfterSeconds: t.int({
      nullable: true,
      description: 'How long to wait, in seconds, where the upstream says.',
      resolve: ({ retryAfterMs }) => toSeconds(retryAfterMs),
    }),
    notification: t.expose('notification', {
      type: UpstreamNotificationType,
      nullable: true,
      description: 'What the upstream wants the end user to know.',
    }),
  }),
});

export const BackendReport = builder.objectRef<BackendReportSource>('BackendReport').implement({
  ...isPublic,
  description:
    "What one backend contributed to an answer. A backend's failure is data here, so it never blanks the others.",
  fields: (t) => ({
    backend: t.expose('backend', { type: Backend, description: 'Which one.' }),
    outcome: t.expose('outcome', { type: BackendOutcome, description: 'How complete its part is.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it is not COMPLETE.' }),
    error: t.field({
      type: BackendError,
      nullable: true,
      description: 'What went wrong.',
      resolve: ({ error }) => error && toBackendError(error),
    }),
    asOf: t.expose('asOf', { type: 'DateTime', nullable: true, description: 'How old this part is.' }),
    upstreamRequests: t.int({
      description:
        'Upstream requests made for this answer; 0 when it was shared or stored, 1 at most where tickets of others were read on the way.',
      resolve: ({ upstreamRequests }, _args, { session }) => ofThisMoment(session, upstreamRequests),
    }),
    latencyMs: t.int({
      description: 'How long this part took, in milliseconds.',
      resolve: ({ latencyMs }, _args, { session }) => ofThisMoment(session, latencyMs),
    }),
    pushed: t.stringList({
      description: 'Predicates the upstream evaluated, e.g. `status.in`.',
      resolve: ({ pushed }) => [...pushed],
    }),
    evaluatedHere: t.stringList({
      description: 'Predicates the gateway evaluated itself.',
      resolve: ({ evaluatedHere }) => [...evaluatedHere],
    }),
  }),
});

function toBackendError({ code, message, retryable, retryAfterMs, notification }: ProviderError): BackendErrorSource {
  return { code, message, retryable, retryAfterMs, notification };
}

/** Whole seconds, rounded up so that waiting that long is enough. */
export function toSeconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.ceil(milliseconds / 1000);
}
