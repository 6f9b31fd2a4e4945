import { GraphQLError } from 'graphql';
import type { Viewer } from '../../auth/viewer.js';

/** Whose bucket a request is paid from: tokens that stand for the same caller share one. */
export function toCaller({ visibility, userId, organizationId }: Viewer): string {
  return JSON.stringify([userId, userId === null ? organizationId : null, userId === null ? visibility : null]);
}

/** @param waitMs until the caller has the points that the same request would take */
export function rateLimited(waitMs: number): GraphQLError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const message = `This caller has asked too much in a short time; the same query may come again in ${seconds} s.`;
  const http = { status: 429, headers: { 'retry-after': String(seconds) } };
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', retryAfterSeconds: seconds, http } });
}
