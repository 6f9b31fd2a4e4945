import type { Dispatcher } from 'undici';
import { ExchangeFailure, kindOfError, type ExchangeFailureKind } from './exchange-failure.js';
import type { ResponseHeaders } from './response-headers.js';

/** An answer as it came off the wire, whole. */
export interface WireResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Buffer;
}

/** Where the outcome goes: one of the two, once. */
export interface Outcome {
  readonly resolve: (response: WireResponse) => void;
  readonly reject: (failure: ExchangeFailure) => void;
  /** Called before. */
  readonly over: () => void;
}

/** Collects one answer of at most `maxBytes`. What the connection reports after the outcome is of no interest. */
export class Receiver implements Dispatcher.DispatchHandler {
  readonly #maxBytes: number;
  readonly #outcome: Outcome;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #status = 0;
  #headers: ResponseHeaders = {};
  #controller: Dispatcher.DispatchController | null = null;
  #failure: ExchangeFailure | null = null;

  constructor(maxBytes: number, outcome: Outcome) {
    this.#maxBytes = maxBytes;
    this.#outcome = outcome;
  }

  /** Gives the exchange up, at once. */
  fail(kind: ExchangeFailureKind, cause: unknown = null): void {
    if (this.#failure) return;
    this.#failure = new ExchangeFailure(kind, this.#controller !== null, cause);
    this.#outcome.over();
    this.#outcome.reject(this.#failure);
    this.#controller?.abort(this.#failure);
  }

  /** The request is about to be written. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Given up while it waited for a connection. Throwing spares the connection, `controller.abort` would end it.
    if (this.#failure) throw this.#failure;
    this.#controller = controller;
  }

  /** Also called for informational answers, which the final one replaces. */
  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    this.#status = status;
    this.#headers = headers;
    if (Number(headers['content-length']) > this.#maxBytes) this.fail('TOO_LARGE');
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) this.fail('TOO_LARGE');
    // As a rule there is one, for which a list made by `push` has room for seventeen.
    else if (this.#chunks.length === 0) this.#chunks = [chunk];
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#failure) return;
    this.#outcome.over();
    this.#outcome.resolve({ status: this.#status, headers: this.#headers, body: this.#wholeBody() });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const kind = kindOfError(error);
    // The parser's error carries raw response text, so it goes no further.
    this.fail(kind, kind === 'MALFORMED' ? null : error);
  }

  #wholeBody(): Buffer {
    const [first] = this.#chunks;
    return first?.length === this.#bytes ? first : Buffer.concat(this.#chunks);
  }
}
