import type { Ask } from '../load/order.js';
import type { Child } from '../process/child.js';
import type { Question } from '../works/question.js';

/** A server under test that has been started. */
export interface Server {
  readonly name: string;
  readonly child: Child;
  /** Where it is asked, path included. */
  readonly url: string;
  /** The question in the words of this server. */
  toAsk(question: Question): Ask;
  /** Its data in the words of the gateway's schema. */
  toData(data: unknown): unknown;
}

/** What a server needs to be started. */
export interface Surroundings {
  /** Path of the Node.js binary. */
  readonly node: string;
  readonly core: number;
  /** Root of the upstream, without a slash at the end. */
  readonly upstream: string;
  /** A folder that is removed after the run. */
  readonly folder: string;
}
