import type { ProviderErrorCode } from '../provider-error.js';
import type { WireRequest } from './wire/exchange.js';
import type { Target } from './target.js';
import type { ResponseHeaders } from './wire/response-headers.js';

/** One call of an upstream's API. */
export interface UpstreamRequest {
  readonly method: WireRequest['method'];
  /** Absolute, with its query. */
  readonly url: Target;
  /** How error messages name it: the path with `{id}` for ids and without the query, `/support_tickets/{id}`. */
  readonly path: string;
  /** Names in lower case. They never change: what follows from them is kept with the object. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is; its `content-type` is among the headers. */
  readonly body?: string;
  /** Statuses that come back as answers beside 2xx, e.g. 404 where "there is none" is an answer. */
  readonly answers?: readonly number[];
  /** Whether it changes something upstream. Default: everything but GET does. */
  readonly isWrite?: boolean;
  /** What it is for, where that is neither reading nor writing tickets. */
  readonly purpose?: 'statistics' | 'token';
  /** Names the quota that it counts against, where the upstream has several: one of a few. Default: the one of all others. */
  readonly quotaKey?: string;
  /** What a refusal means here, where more is known than the status says. */
  readonly explain?: (status: number) => Explanation | null;
}

export interface Explanation {
  readonly code: ProviderErrorCode;
  /** One or two sentences that end a message: what to do. */
  readonly advice: string;
}

/** What an upstream said. */
export interface UpstreamAnswer {
  /** 2xx, or one of the request's `answers`. */
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Parsed JSON: untrusted, and shared with whoever asked the same at the same time. Null for no body. */
  readonly body: unknown;
  /** The body as it came: shared like what was made of it, so changed by nobody. */
  readonly bytes: Buffer;
}

export interface UpstreamResponse extends UpstreamAnswer {
  /** Which of the client's requests it answers: the same for all who share it, and for nobody else. */
  readonly number: number;
  /** When it was first asked for, by whoever of those who share it: milliseconds since 1970. */
  readonly askedAtMs: number;
}

export function isWrite({ method, isWrite: declared }: UpstreamRequest): boolean {
  return declared ?? method !== 'GET';
}

/** `GET /support_tickets/{id}`: what a message says was tried. */
export function toTitle({ method, path }: UpstreamRequest): string {
  return `${method} ${path}`;
}
