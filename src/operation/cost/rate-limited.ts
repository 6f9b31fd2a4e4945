import { GraphQLError } from 'graphql';
import type { Viewer } from '../../auth/viewer.js';

/** Whose bucket a request is paid from: tokens that stand for the same caller share one. */
export function toCaller(viewer: Viewer): string {
  const known = callers.get(viewer);
  if (known !== undefined) return known;
  const { visibility, userId, organizationId } = viewer;
  const isUser = userId !== null;
  const caller = JSON.stringify([userId, isUser ? null : organizationId, isUser ? null : visibility]);
  callers.set(viewer, caller);
  return caller;
}

/** A verified token is remembered, and with it its viewer. */
const callers = new WeakMap<Viewer, string>();

/** @param waitMs until the caller has the points that the same request would take */
export function rateLimited(waitMs: number): GraphQLError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const message = `This caller has asked too much in a short time; the same query may come again in ${seconds} s.`;
  const http = { status: 429, headers: { 'retry-after': String(seconds) } };
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', retryAfterSeconds: seconds, http } });
}
