import { parseBody } from '../answer.js';
import type { UpstreamAnswer } from '../upstream-request.js';

/**
 * An answer as bytes. What is kept of it for long is then one thing to the garbage collector, where its parsed body is
 * dozens, and its headers as many again.
 */
export class PackedAnswer {
  readonly #status: number;
  /** The headers as JSON, and then the body as it came. */
  readonly #bytes: Buffer;
  readonly #headBytes: number;

  constructor({ status, headers, bytes }: UpstreamAnswer) {
    const head = JSON.stringify(headers);
    this.#status = status;
    this.#headBytes = Buffer.byteLength(head);
    this.#bytes = Buffer.allocUnsafe(this.#headBytes + bytes.length);
    this.#bytes.write(head);
    bytes.copy(this.#bytes, this.#headBytes);
  }

  get length(): number {
    return this.#bytes.length;
  }

  unpack(): UpstreamAnswer {
    const bytes = this.#bytes.subarray(this.#headBytes);
    const headers = JSON.parse(this.#bytes.toString('utf8', 0, this.#headBytes));
    return { status: this.#status, headers, body: parseBody(this.#status, bytes) ?? null, bytes };
  }
}
