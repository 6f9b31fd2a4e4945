import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHeaders, RequestUrl } from '../plugins/gateway-plugin.js';
import type { RunnableRequest } from '../plugins/operation/run-request.js';

/** A request as Node has it, with what Yoga and our plugins look at of one. Its body is read from the message itself. */
export class NodeRequest implements RunnableRequest {
  readonly method: string;
  readonly headers: RequestHeaders;
  readonly url: RequestUrl;
  readonly #response: ServerResponse;

  constructor(message: IncomingMessage, response: ServerResponse) {
    this.method = message.method ?? 'GET';
    this.headers = new NodeHeaders(message);
    this.url = new NodeUrl(message);
    this.#response = response;
  }

  /** Aborted when the client goes before it has its answer. */
  get signal(): RunnableRequest['signal'] {
    return new Hangup(this.#response);
  }
}

/** Names in lower case. */
class NodeHeaders implements RequestHeaders {
  readonly #headers: IncomingMessage['headers'];
  #changed: Map<string, string> | null = null;

  constructor({ headers }: IncomingMessage) {
    this.#headers = headers;
  }

  get(anyCase: string): string | null {
    const name = anyCase.toLowerCase();
    return this.#changed?.get(name) ?? this.#headers[name]?.toString() ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  set(name: string, value: string): void {
    this.#changed ??= new Map();
    this.#changed.set(name.toLowerCase(), value);
  }

  keys(): Iterable<string> {
    return Object.keys(this.#headers);
  }
}

/** Of a path without a query. */
class NodeUrl implements RequestUrl {
  readonly pathname: string;
  readonly search = '';
  readonly #host: string;

  constructor({ url = '/', headers }: IncomingMessage) {
    this.pathname = url;
    this.#host = headers.host ?? '';
  }

  /** As URLs write it: in lower case, without the port that goes without saying. */
  get host(): string {
    const url = `http://${this.#host}`;
    return URL.canParse(url) ? new URL(url).host : '';
  }

  get searchParams(): URLSearchParams {
    return new URLSearchParams();
  }
}

/** What is looked at of an AbortSignal; a whole one takes longer to make than a small query to run. */
class Hangup {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get aborted(): boolean {
    return this.#response.destroyed && !this.#response.writableFinished;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#response.once('close', () => {
      if (this.aborted) listener();
    });
  }
}
