import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Params } from '../operation/run-operation.js';
import type { Context } from '../schema/context.js';
import type { ServerContext } from './server-context.js';

/**
 * A Yoga plugin whose HTTP hooks take no more of a request and of an answer than both ways of a request have: through
 * Yoga's own HTTP layer, and straight from Node.
 */
export type GatewayPlugin = Omit<Plugin<Context, ServerContext>, keyof HttpHooks> & HttpHooks;

/** The hooks around GraphQL, in the order in which they are called. */
export interface HttpHooks {
  readonly onRequest?: (event: RequestEvent) => void | Promise<void>;
  readonly onRequestParse?: (event: RequestParseEvent) => void;
  readonly onResultProcess?: (event: ResultEvent) => void;
  readonly onResponse?: (event: ResponseEvent) => void | Promise<void>;
}

export interface RequestEvent {
  readonly request: RequestHead;
  readonly url: RequestUrl;
  readonly serverContext: ServerContext;
  /** Answers without GraphQL; no later `onRequest` is called. */
  endResponse(response: Response): void;
}

export interface RequestParseEvent {
  readonly request: UnreadRequest;
  readonly url: RequestUrl;
  readonly serverContext: ServerContext;
  setRequestParser(parse: () => Params | Promise<Params>): void;
}

export interface ResultEvent {
  /** One result, or what Yoga makes of batches and streams, which are never asked for here. */
  readonly result: ExecutionResult | readonly unknown[] | AsyncIterable<unknown>;
  readonly serverContext: ServerContext;
  setResult(result: ExecutionResult): void;
}

export interface ResponseEvent {
  readonly request: RequestHead;
  readonly response: { readonly status: number; readonly headers: Pick<Headers, 'has' | 'set' | 'append'> };
  readonly serverContext: ServerContext;
}

export interface RequestHead {
  readonly method: string;
  readonly headers: RequestHeaders;
}

export interface UnreadRequest extends RequestHead {
  readonly body?: AsyncIterable<Uint8Array> | null;
}

export interface RequestHeaders extends Pick<Headers, 'get' | 'has' | 'set'> {
  keys(): Iterable<string>;
}

export type RequestUrl = Pick<URL, 'pathname' | 'host' | 'search' | 'searchParams'>;

export function isOneResult(result: ResultEvent['result']): result is ExecutionResult {
  return !Array.isArray(result) && !(Symbol.asyncIterator in result);
}
