import type { Viewer } from '../auth/viewer.js';

/** What our plugins learn of a request before it is GraphQL; Yoga merges it into the resolvers' context. */
export interface ServerContext {
  requestId: string;
  viewer: Viewer;
}
