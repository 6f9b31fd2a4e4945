/** What one connection, and the head of one request, may take of us. */
export interface HttpLimits {
  /** Bytes of the target, such as `/graphql?query=…`. */
  readonly urlBytes: number;
  /** Bytes of all headers. */
  readonly headerBytes: number;
  /** Bytes of a body; of longer ones nothing more is read once they are answered. */
  readonly bodyBytes: number;
  /** Milliseconds until the headers must be there. */
  readonly headersMs: number;
  /** Milliseconds until the whole request must be there; headersMs at least. */
  readonly requestMs: number;
  /** Milliseconds that a connection may wait for its next request. */
  readonly keepAliveMs: number;
  /** Milliseconds without a byte in either direction before a connection is cut: longer than any request runs. */
  readonly idleMs: number;
  /** Open connections; more are closed at once. */
  readonly connections: number;
}

export const DEFAULT_HTTP_LIMITS: HttpLimits = {
  urlBytes: 16_384,
  headerBytes: 16_384,
  bodyBytes: 1_000_000,
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 5000,
  idleMs: 90_000,
  connections: 10_000,
};
