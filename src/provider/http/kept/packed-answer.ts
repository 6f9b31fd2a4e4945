import type { UpstreamAnswer } from '../upstream-request.js';
import { parseBody } from '../wire/json-body.js';
import type { ResponseHeaders } from '../wire/response-headers.js';

/** An answer as bytes. What is kept of it for long is little work for the garbage collector, which parsed JSON is not. */
export class PackedAnswer {
  readonly #status: number;
  /** The headers as JSON, and then the body as it came. */
  readonly #bytes: Buffer;
  readonly #headBytes: number;

  constructor({ status, headers, bytes }: UpstreamAnswer) {
    const head = JSON.stringify(headers);
    this.#status = status;
    this.#headBytes = Buffer.byteLength(head);
    // A copy: what came off the wire lies in the midst of more.
    this.#bytes = Buffer.allocUnsafe(this.#headBytes + bytes.length);
    this.#bytes.write(head);
    bytes.copy(this.#bytes, this.#headBytes);
  }

  /** Of headers and body. */
  get byteLength(): number {
    return this.#bytes.length;
  }

  unpack(): UpstreamAnswer {
    const status = this.#status;
    const headers: ResponseHeaders = JSON.parse(this.#bytes.toString('utf8', 0, this.#headBytes));
    const bytes = this.#bytes.subarray(this.#headBytes);
    return { status, headers, body: parseBody(status, bytes) ?? null, bytes };
  }
}
