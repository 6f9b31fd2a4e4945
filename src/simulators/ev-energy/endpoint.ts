import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../http/reply.js';
import type { Store } from './store.js';
import type { Visibility } from './visibility.js';

/** A request that passed every check, as an endpoint sees it. */
export interface Call {
  readonly store: Store;
  /** Of the simulator, with `/v2` and no slash at the end. */
  readonly baseUrl: string;
  readonly visibility: Visibility;
  /** The variable segments of the path, in order. */
  readonly pathIds: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** @throws Problem 413 */
  readonly readBody: () => Promise<Buffer>;
}

/** Answers one method of one path. @throws Problem */
export type Endpoint = (call: Call) => Reply | Promise<Reply>;
