/** Why a request is refused before anything looks at what it asks for. */
export interface Fault {
  readonly status: number;
  /** What is wrong and what is allowed. */
  readonly detail: string;
  /** Besides those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A fault that a client has been told of, for those who run the gateway. */
export interface Refused extends Fault {
  readonly requestId: string;
}
